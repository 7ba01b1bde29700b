// Everything here is an extra: each page works without it. No state beside the address and the page itself, but for the
// shortlist of a reader who asked to keep it.
//
//   suggestions   under the search box, after the ARIA combobox pattern (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/)
//   results       a search replaces the results in place, keeps the history and says the new total
//   filters       a field to find a value in a long list
//   shortlist     practices added and removed in place; kept in this browser where the reader says so
//   small things  '/' goes to the search box, printing, the opened row of the gap map, closing the list of languages

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Setting the same text twice would be said once only.
function say(text) {
  const live = one("#live");
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50);
}

// Calls `action` when `ms` have passed without another call.
function later(ms, action) {
  let timer;
  const call = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), ms);
  };
  call.cancel = () => clearTimeout(timer);
  return call;
}

// --- addresses

const form = () => one("#search-form");

// The page that shows results in place: the list, or the map.
const here = () => new URL(form().action).pathname;
const toUrl = (path, parameters) => (parameters.size ? `${path}?${parameters}` : path);

// The form without its empty fields.
function formParameters(button = null) {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form(), button)) {
    const text = value.trim();
    if (text) parameters.append(name, text);
  }
  return parameters;
}

// What stays with the reader whatever she asks: her language and her shortlist.
const own = () => all('input[name="lang"], input[type="hidden"][name="pick"]', form()).map((input) => [input.name, input.value]);

// --- results in place

const PARTS = ["#results-head", "#filters", "#results", ".navigation", ".shortlist-link", ".languages", ".footnotes", ".api-link"];
const wide = matchMedia("(min-width: 60rem)");
let loading = null;

const onSearchPage = () => one("#results") !== null;

// How to find the focused element again in the new page.
function focusKey() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.type === "checkbox") return `[name="${element.name}"][value="${CSS.escape(element.value)}"]`;
  if (element.name) return `[name="${element.name}"]`;
  if (element.matches(".filters-apply button")) return ".filters-apply button";
  if (element.matches(".sort button")) return ".sort button";
  if (element.closest("#map")) return "#map"; // its markers are other ones then
  return null;
}

// Which part of which filter can be opened here: the rest of a list, or the values under one.
function partOf(details) {
  const value = details.closest("li");
  return `${details.closest("fieldset").dataset.facet} ${value ? valueId(value) : ""}`;
}

function replaceParts(next) {
  const open = new Set(all("fieldset details[open]").map(partOf));
  const filtersOpen = one("#filters").open;
  for (const selector of PARTS) {
    const fresh = one(selector, next);
    const old = one(selector);
    if (fresh && old) old.replaceWith(document.adoptNode(fresh));
  }
  one("#filters").open = filtersOpen;
  for (const details of all("fieldset details")) {
    if (open.has(partOf(details))) details.open = true;
  }
  document.title = next.title;
  one("#q").value = one("#q", next).value;
  addFinders();
}

// `to`: "stay" (sorting, a filter removed), "apply" (the button of the filters), "top" (another page of results), or a
// scroll position (going back).
let shown = location.pathname + location.search; // what the results on the page are of

async function load(url, to, arrived) {
  loading?.abort();
  const control = (loading = new AbortController());
  const results = one("#results");
  results.classList.add("busy");
  results.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" }, signal: control.signal });
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!one("#results", next)) throw new Error("not a page of results");
    arrived?.();
    picks = picksOf(location);
    shown = location.pathname + location.search;
    const key = focusKey();
    const had = document.activeElement;
    replaceParts(next);
    const total = one("#results-total");
    const narrow = !wide.matches;
    if (to === "apply" && narrow) one("#filters").open = false; // the results would be far below
    if (to === "top" || (to === "apply" && narrow)) {
      total.focus();
      scrollTo(0, 0);
    } else if (!document.contains(had)) {
      (key && one(key) || total).focus({ preventScroll: true });
    }
    if (to === "apply") scrollTo(0, 0); // the focus stays: the button is always in sight
    if (typeof to === "number") scrollTo(0, to);
    document.dispatchEvent(new Event("results"));
    say([total, ...all("#results-head .note, [data-say]")].map((element) => element.textContent.trim()).join(" "));
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

// The address changes when the results are there: a page of errors is an ordinary visit of its own.
function visit(url, to) {
  load(url, to, () => {
    history.replaceState({ scroll: scrollY }, "");
    history.pushState({ scroll: 0 }, "", url);
  });
}

// A module of a page may change what is shown too: a custom event "visit" with the address.
function startResults() {
  if (!onSearchPage()) return;
  document.addEventListener("submit", (event) => {
    if (event.target !== form()) return;
    event.preventDefault();
    closeSuggestions();
    visit(toUrl(here(), formParameters(event.submitter)), event.submitter?.closest(".filters-apply") ? "apply" : "stay");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#results a, #results-head a, .filters-apply a");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.pathname !== here()) return;
    if (link.hash && link.pathname + link.search === shown) return; // to a place on this page
    event.preventDefault();
    visit(link.href, link.closest(".pagination") ? "top" : "stay");
  });
  document.addEventListener("visit", (event) => visit(event.detail, "stay"));
  addEventListener("popstate", (event) => {
    keepPicks();
    // A link within the page changes the hash only: nothing to load.
    if (location.pathname + location.search === shown) return;
    if (location.pathname === here()) load(location.href, event.state?.scroll ?? 0);
  });
  // On wide screens the filters are always there; older browsers show them only when open.
  const fit = () => { one("#filters").open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}

// --- find in a facet

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
const valueId = (item) => one("input", item).value;

function addValue(facet, value) {
  const list = one(".facet-more ul", facet);
  const item = list.firstElementChild.cloneNode(true);
  one(".facet-narrower", item)?.remove();
  const box = one("input", item);
  box.value = value.id;
  box.checked = value.selected;
  box.disabled = value.count === 0;
  const [label, count, words] = all("span", item);
  label.textContent = value.label;
  count.textContent = value.count.toLocaleString(document.documentElement.lang);
  words.textContent = "";
  count.removeAttribute("aria-hidden");
  item.dataset.added = "";
  list.append(item);
}

// The server finds a value by its labels in every language; the page alone, by the label it shows.
async function valuesBy(facet, text) {
  try {
    const parameters = formParameters();
    for (const field of all("[data-of-page]", form())) parameters.delete(field.name);
    parameters.delete("pick"); // no part of a search
    parameters.append("prefix", text);
    const response = await fetch(toUrl(`/api/v1/facets/${facet}`, parameters), { headers: { Accept: "application/json" } });
    return response.ok ? (await response.json()).values : [];
  } catch {
    return [];
  }
}

function addFinder(facet) {
  const input = make("input", { type: "search", autocomplete: "off" });
  const more = one(".facet-more", facet);
  let before = null; // what was open
  const show = later(150, async () => {
    const text = plain(input.value.trim());
    for (const item of all("li[data-added]", facet)) {
      if (!one("input", item).checked) item.remove();
    }
    if (!text) {
      for (const item of all("li, .facet-narrower", facet)) item.hidden = false;
      before?.forEach((open, details) => { details.open = open; });
      before = null;
      return;
    }
    const found = await valuesBy(facet.dataset.facet, input.value.trim());
    if (plain(input.value.trim()) !== text) return;
    const known = new Set(all("li", facet).map(valueId));
    for (const value of found) {
      if (!known.has(value.id)) addValue(facet, value);
    }
    const ids = new Set(found.map((value) => value.id));
    let shown = 0;
    for (const item of all("li", facet)) {
      item.hidden = !ids.has(valueId(item)) && !plain(one("span", item).textContent).includes(text);
      if (!item.hidden) ++shown;
    }
    before ??= new Map(all("details", facet).map((details) => [details, details.open]));
    for (const narrower of all(".facet-narrower", facet)) {
      narrower.open = all("li", narrower).some((item) => !item.hidden);
      narrower.hidden = !narrower.open;
      if (narrower.open) narrower.closest("li").hidden = false;
    }
    more.open = true;
    say(one("#q").dataset.count.replace("#", shown));
  });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  one("legend", facet).after(make("label", { class: "facet-find" }, facet.dataset.find, " ", input));
}

function addFinders() {
  all("fieldset[data-find]").forEach(addFinder);
}

// --- suggestions

let closeSuggestions = () => {};

function startSuggestions(input) {
  const list = make("ul", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": input.labels[0].textContent, hidden: "" });
  input.closest(".search-box").append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions",
  })) input.setAttribute(name, value);

  let items = [];
  let chosen = -1;
  let asking = null;

  function choose(index) {
    chosen = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", `suggestion-${index}`);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    ask.cancel();
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }
  closeSuggestions = close;

  function option(item, index) {
    const label = make("span", item.lang ? { lang: item.lang } : {}, item.label);
    if (item.matched && item.matched !== item.label) label.append(` (${item.matched})`);
    const kind = make("span", { class: "kind" }, input.dataset[item.kind] ?? "");
    if (item.count > 1) kind.append(` · ${item.count.toLocaleString(document.documentElement.lang)}`);
    const element = make("li", { role: "option", id: `suggestion-${index}`, "aria-selected": "false" }, label, " ", kind);
    element.addEventListener("click", () => take(index));
    return element;
  }

  function show(found) {
    items = found;
    list.replaceChildren(...items.map(option));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    if (items.length) say(input.dataset.count.replace("#", items.length));
  }

  // A practice is opened, a concept becomes a filter, a word is searched for.
  function take(index) {
    const item = items[index];
    close();
    if (item.kind === "word" || !item.id) {
      input.value = item.label;
      form().requestSubmit();
      return;
    }
    const path = item.kind === "practice" ? `/practices/${encodeURIComponent(item.id)}` : here();
    const url = toUrl(path, new URLSearchParams(item.kind === "practice" ? own() : [[item.kind, item.id], ...own()]));
    if (path === here() && onSearchPage()) visit(url, "stay");
    else location.assign(url);
  }

  const ask = later(120, async () => {
    const q = input.value.trim();
    asking?.abort();
    if (q.length < 2 || document.activeElement !== input) return close();
    asking = new AbortController();
    try {
      const parameters = new URLSearchParams({ q, lang: input.dataset.lang });
      const response = await fetch(`/api/v1/suggest?${parameters}`, { signal: asking.signal });
      if (response.ok) show((await response.json()).suggestions);
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  });

  input.addEventListener("input", ask);
  input.addEventListener("blur", () => setTimeout(close, 150)); // a click on an option comes after the blur
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) {
      if (event.key === "ArrowDown" && !event.isComposing) ask();
      return;
    }
    const last = items.length - 1;
    switch (event.key) {
      case "ArrowDown": choose(chosen === last ? -1 : chosen + 1); break;
      case "ArrowUp": choose(chosen === -1 ? last : chosen - 1); break;
      case "Escape": close(); break;
      case "Enter":
        if (chosen < 0) {
          close();
          return;
        }
        take(chosen);
        break;
      default: return;
    }
    event.preventDefault();
  });
}

// --- shortlist

const MOST_PICKS = 20; // as the server has it; at the edge its own pages take over
const KEPT = "shortlist-kept";
const picksOf = (url) => new URL(url, location).searchParams.getAll("pick");
let picks = picksOf(location);

const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
const kept = () => read(KEPT)?.split(" ") ?? [];
const isKept = (list) => list.length > 0 && list.join(" ") === read(KEPT);

// An empty list is not kept: nothing stays behind.
function keep(list) {
  try {
    if (list.length) localStorage.setItem(KEPT, list.join(" "));
    else localStorage.removeItem(KEPT);
  } catch { /* private windows may refuse */ }
}

// The same address with another shortlist; the rest stays as the server wrote it.
function withPicks(address, list) {
  const [, path, query = "", hash = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(address);
  const parts = query.split("&").filter((part) => part && !part.startsWith("pick="));
  const whole = [...parts, ...list.map((id) => `pick=${id}`)].join("&");
  return path + (whole && `?${whole}`) + hash;
}

// The pages of this site take a shortlist along; its data and files do not.
const takesPicks = (link) => link.origin === location.origin && !/^\/(api|static|vocabulary)\/|\.\w+$/.test(link.pathname);

// Writes the shortlist into the page: address, links, forms, buttons.
function showPicks(list) {
  picks = list;
  for (const link of all("a[href]")) {
    if (link.dataset.pick || !takesPicks(link) || link.getAttribute("href").startsWith("#")) continue;
    link.setAttribute("href", withPicks(link.getAttribute("href"), list));
  }
  const { add, remove } = header().dataset;
  for (const link of all("a[data-pick]")) {
    const id = link.dataset.pick;
    const taken = list.includes(id);
    link.classList.toggle("pick-taken", taken);
    one(".pick-text", link).textContent = taken ? remove : add;
    link.setAttribute("href", withPicks(link.getAttribute("href"), taken ? list.filter((one) => one !== id) : [...list, id]));
  }
  for (const target of all("form")) {
    all('input[type="hidden"][name="pick"]', target).forEach((input) => input.remove());
    target.append(...list.map((id) => make("input", { type: "hidden", name: "pick", value: id })));
  }
  showCount(list);
}

const header = () => one(".shortlist-link");

function showCount(list) {
  header().hidden = !list.length;
  header().setAttribute("href", withPicks(header().getAttribute("href"), list));
  one(".shortlist-count", header()).textContent = `(${list.length.toLocaleString(document.documentElement.lang)})`;
}

function changePick(link, event) {
  const id = link.dataset.pick;
  const before = picks.length ? picks : kept();
  const taken = before.includes(id) && picks.length > 0;
  const list = taken ? before.filter((one) => one !== id) : [...new Set([...before, id])];
  if (list.length >= MOST_PICKS || before.length >= MOST_PICKS) return;
  event.preventDefault();
  if (isKept(before)) keep(list);
  showPicks(list);
  const address = withPicks(location.pathname + location.search, list);
  history.replaceState(history.state, "", address);
  shown = address;
  const { added, removed } = header().dataset;
  say((taken ? removed : added).replace("#", list.length.toLocaleString(document.documentElement.lang)));
}

// Going back leads to another search, not to an older shortlist.
function keepPicks() {
  history.replaceState(history.state, "", withPicks(location.pathname + location.search + location.hash, picks));
}

// On the page of the shortlist: keep it here, and let what is moved or removed there be kept too.
function startKeeping() {
  const actions = one("[data-keep]");
  if (!actions) return;
  const box = make("input", { type: "checkbox" });
  box.checked = isKept(picks);
  box.addEventListener("change", () => {
    keep(box.checked ? picks : []);
    say(box.checked ? actions.dataset.kept : actions.dataset.dropped);
  });
  one("ul", actions).append(make("li", {}, make("label", { class: "keep" }, box, " ", actions.dataset.keep)));
  one("#picks").addEventListener("click", (event) => {
    const link = event.target.closest(".move");
    if (link && box.checked) keep(picksOf(link.href));
  });
}

function startShortlist() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-pick]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    changePick(link, event);
  }, { capture: true }); // before the results take the click for one of theirs
  if (!picks.length && kept().length) showCount(kept());
  startKeeping();
}

// --- small things

// One key alone as a shortcut must be possible to switch off (WCAG 2.1.4); the choice stays in this browser.
function startShortcut(input) {
  const footer = one(".footer-facts");
  const read = () => { try { return localStorage.getItem("shortcut") !== "off"; } catch { return true; } };
  let on = read();
  const box = make("input", { type: "checkbox" });
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    try { localStorage.setItem("shortcut", on ? "on" : "off"); } catch { /* private windows may refuse */ }
  });
  footer.append(make("li", {}, make("label", { class: "shortcut" }, box, " ", footer.dataset.shortcut)));
  document.addEventListener("keydown", (event) => {
    if (!on || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function startPrinting() {
  const actions = one("[data-print]");
  if (!actions) return;
  const button = make("button", { class: "button", type: "button" }, actions.dataset.print);
  button.addEventListener("click", () => print());
  one("ul", actions).prepend(make("li", {}, button));
}

// A row of the gap map that was opened stands in view, and the names of the columns with it.
function startGaps() {
  const map = one(".gaps-scroll");
  if (map && location.hash) addEventListener("load", () => map.scrollIntoView());
}

function startLanguages() {
  document.addEventListener("click", (event) => {
    const menu = one(".languages");
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = one(".languages[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    if (menu.contains(document.activeElement)) one("summary", menu).focus();
  });
}

startShortlist();
startResults();
addFinders();
startSuggestions(one("#q"));
startShortcut(one("#q"));
startPrinting();
startGaps();
startLanguages();
