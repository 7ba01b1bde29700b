// A whole site for a test: its own copy of the corpus, an index made from it by the real indexer, the real daemon on a free
// port, a real Chromium, and visitors who notice everything that goes wrong behind a page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const INDEXER = resolve(process.env.GP_INDEXER ?? join(root, "build/indexer/indexer"));
const SEARCHD = resolve(process.env.GP_SEARCHD ?? join(root, "build/searchd/searchd"));
const WEB = join(root, "web");
const CHROMIUM = "/usr/bin/chromium";
const DRAIN_SECONDS = 4; // the daemon gives up after five

// --- programs

// Runs a program to its end.
export async function run(program, args) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text) => { out += text; });
  child.stderr.setEncoding("utf8").on("data", (text) => { err += text; });
  const [status, signal] = await new Promise((done, failed) => {
    child.once("error", failed).once("close", (...ended) => done(ended));
  });
  return { status, signal, out, err };
}

export const indexer = (...args) => run(INDEXER, args);

class Daemon {
  #child;
  #ended;
  #errors = "";

  static async start(index) {
    const daemon = new Daemon();
    const child = spawn(SEARCHD, ["--index", index, "--web", WEB, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
    daemon.#child = child;
    daemon.#ended = new Promise((done) => child.once("close", (status, signal) => done({ status, signal })));
    child.stderr.setEncoding("utf8").on("data", (text) => { daemon.#errors += text; });
    running.add(child);
    const address = new Promise((done) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const said = /^listening on (http:\S+)$/.exec(line);
        if (said) done(said[1]);
      });
    });
    const failed = new Promise((_, no) => child.once("error", no));
    daemon.url = await Promise.race([address, failed, daemon.#ended.then(() => null)]);
    if (!daemon.url) throw new Error(`searchd ended before it listened:\n${daemon.#errors}`);
    return daemon;
  }

  // SIGTERM: it finishes what it does, and ends well.
  async stop() {
    const began = Date.now();
    this.#child.kill("SIGTERM");
    const late = new AbortController();
    const ended = await Promise.race([this.#ended, pause(2 * DRAIN_SECONDS * 1000, null, { signal: late.signal }).catch(() => null)]);
    late.abort();
    if (!ended) this.#child.kill("SIGKILL");
    running.delete(this.#child);
    assert.ok(ended, "searchd did not end after SIGTERM");
    const complaints = this.#errors.split("\n").filter((line) => line.includes('"level":"error"') || (line && !line.startsWith("{")));
    assert.deepEqual(complaints, [], "searchd complained");
    assert.deepEqual(ended, { status: 0, signal: null }, "searchd did not end well");
    const seconds = (Date.now() - began) / 1000;
    assert.ok(seconds < DRAIN_SECONDS, `searchd took ${seconds} s to drain`);
  }
}

// Whatever ends this process takes its daemons and browsers along.
const running = new Set();
process.once("exit", () => running.forEach((child) => child.kill("SIGKILL")));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

// --- the site

// `prepare(corpus)` may change the copy of the corpus before it is indexed.
export async function openSite({ prepare, flags = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "gp-browser-"));
  const corpus = join(folder, "corpus");
  const index = join(folder, "index");
  const site = {
    folder,
    corpus,
    visitors: new Map(),
    update: () => indexer("update", "--corpus", corpus, "--index", index, "--dictionaries", ""),
    async close() {
      try {
        await site.daemon?.stop();
      } finally {
        await site.browser?.close();
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
  try {
    await cp(join(root, "corpus"), corpus, { recursive: true });
    await prepare?.(corpus);
    const made = await site.update();
    assert.equal(made.status, 0, `the corpus cannot be indexed:\n${made.err}`);
    site.daemon = await Daemon.start(index);
    site.url = site.daemon.url;
    site.browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", ...flags],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    await site.close().catch(() => {});
    throw error;
  }
  return site;
}

// --- visitors

// Notices what goes wrong behind the pages of a context. `visitor.statuses`: errors that the visit is about, so that their
// mention in the console is right.
function watch(visitor, site) {
  const { context } = visitor;
  const fault = (text) => visitor.faults.push(text);
  context.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    const failed = /Failed to load resource: the server responded with a status of (\d+)/.exec(message.text());
    if (failed && visitor.statuses.includes(Number(failed[1]))) return;
    fault(`console: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => fault(`page error: ${error.error()}`));
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(protocol) && origin !== site.url) fault(`request to another host: ${request.url()}`);
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") fault(`request failed: ${request.url()}: ${why}`); // aborted: a newer one took over
  });
  context.on("response", (response) => {
    if (response.status() >= 400 && !visitor.statuses.includes(response.status())) fault(`status ${response.status()}: ${response.url()}`);
    if (response.headers()["set-cookie"]) fault(`cookie: ${response.url()}`);
  });
  context.on("dialog", async (dialog) => {
    fault(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
}

// A browser of one's own is most of what a short visit costs, so an ordinary visitor comes back with the same one.
async function visitorOf(site, settings, fresh) {
  const { width = 1280, height = 900, js = true, locale = "en-GB", ...rest } = settings;
  const key = fresh ? null : JSON.stringify({ width, height, js, locale, rest });
  let visitor = site.visitors.get(key);
  site.visitors.delete(key);
  if (!visitor) {
    const context = await site.browser.newContext({
      baseURL: site.url, viewport: { width, height }, locale, javaScriptEnabled: js, serviceWorkers: "block", ...rest,
    });
    context.setDefaultTimeout(15_000);
    visitor = { context, faults: [], statuses: [], page: await context.newPage() };
    watch(visitor, site);
  }
  const leave = async (well) => {
    const { page, context } = visitor;
    if (!well || fresh) return context.close();
    await page.unrouteAll();
    for (const event of ["request", "response"]) page.removeAllListeners(event);
    await Promise.all(context.pages().filter((other) => other !== page).map((other) => other.close()));
    await page.goto("/healthz"); // not about:blank, which would cost a new process
    await page.setViewportSize({ width, height });
    visitor.faults.length = 0;
    site.visitors.set(key, visitor);
  };
  return { visitor, leave };
}

// Somebody visits the site: `journey(page, context)`, after which nothing may have gone wrong behind the pages.
//   width, height, js, locale, and what else a browser context takes
//   statuses    errors that the visit is about
//   fresh       a browser that has never been here
//   faulty      what went wrong is returned
export async function visit(site, { statuses = [], fresh = false, faulty = false, ...settings }, journey) {
  const { visitor, leave } = await visitorOf(site, settings, fresh);
  const { page, context } = visitor;
  visitor.statuses = statuses;
  let well = false;
  try {
    await journey(page, context);
    const faults = [...visitor.faults];
    if (!faulty) assert.deepEqual(faults, [], "behind the page");
    well = true;
    return faults;
  } catch (error) {
    if (visitor.faults.length && error instanceof Error) error.message += `\nBehind the page:\n  ${visitor.faults.join("\n  ")}`;
    if (process.env.GP_SHOTS) { // a folder for pictures of what failed
      await mkdir(process.env.GP_SHOTS, { recursive: true });
      await page.screenshot({ path: join(process.env.GP_SHOTS, `${Date.now()}.png`), fullPage: true }).catch(() => {});
    }
    throw error;
  } finally {
    await leave(well);
  }
}

// Reads again and again until it is as expected; the last difference is what the test says.
export async function eventually(read, expected, what, milliseconds = 10_000) {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      assert.deepEqual(await read(), expected, what);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await pause(25);
  }
}

// --- what the pages should say, read from what they are made of

const unquoted = (text) => (/^".*"$/.test(text) ? JSON.parse(text) : text);

// The texts of the interface: messages("de")["filter.apply"].
export async function messages(lang) {
  const lines = (await readFile(join(WEB, "messages", `${lang}.yaml`), "utf8")).split("\n");
  return Object.fromEntries(lines.flatMap((line) => {
    const entry = /^([\w.]+):\s+(.+)$/.exec(line);
    return entry ? [[entry[1], unquoted(entry[2])]] : [];
  }));
}

// The labels of a vocabulary in a language: labels("themes", "de").housing.
export async function labels(vocabulary, lang) {
  const entries = (await readFile(join(root, "corpus/vocabulary", `${vocabulary}.yaml`), "utf8")).split(/^- id: /m).slice(1);
  return Object.fromEntries(entries.map((entry) => {
    const all = /^ {2}prefLabel: \{(.*)\}$/m.exec(entry)[1];
    return [/^\S+/.exec(entry)[0], unquoted(new RegExp(`(?:^|, )${lang}: ("[^"]*"|[^,]*)`).exec(all)?.[1] ?? "")];
  }));
}

// The published practices of a corpus, as far as a test wants to count them.
export async function practices(corpus = join(root, "corpus")) {
  const places = await readFile(join(corpus, "vocabulary/places.yaml"), "utf8");
  const countries = Object.fromEntries(places.split(/^- id: /m).slice(1).map((entry) => [/^\S+/.exec(entry)[0], /^ {2}country: ["']?(\w+)/m.exec(entry)?.[1]]));
  const themes = await readFile(join(corpus, "vocabulary/themes.yaml"), "utf8");
  const broader = Object.fromEntries(themes.split(/^- id: /m).slice(1).map((entry) => [/^\S+/.exec(entry)[0], /^ {2}broader: (\S+)/m.exec(entry)?.[1]]));
  const widened = (ids) => [...new Set(ids.flatMap((id) => (broader[id] ? [id, broader[id]] : [id])))]; // two levels
  const ids = (await readdir(join(corpus, "practices"))).sort();
  const all = await Promise.all(ids.map(async (id) => {
    const folder = join(corpus, "practices", id);
    const yaml = await readFile(join(folder, "practice.yaml"), "utf8");
    const city = /^place: (\S+)/m.exec(yaml)[1];
    const texts = (await readdir(folder)).filter((name) => name.endsWith(".md"));
    return {
      id,
      published: !/^status: (?!published)/m.test(yaml),
      city,
      country: countries[city],
      theme: widened(/^themes: \[(.*)\]/m.exec(yaml)[1].split(/,\s*/)),
      sources: [...yaml.matchAll(/^\s+- url: (\S+)/gm)].map((match) => match[1]),
      texts: Object.fromEntries(await Promise.all(texts.map(async (name) => [name.slice(0, -3), await text(join(folder, name))]))),
    };
  }));
  return all.filter((practice) => practice.published);
}

// A text of a practice: its title and its sections as [heading, Markdown].
async function text(path) {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(await readFile(path, "utf8"));
  const sections = body.split(/^## /m).slice(1).map((section) => [section.slice(0, section.indexOf("\n")), section.slice(section.indexOf("\n")).trim()]);
  return { title: unquoted(/^title: (.*)$/m.exec(head)[1]), summary: unquoted(/^summary: (.*)$/m.exec(head)[1]), sections, length: body.length };
}

// --- using and reading a page

export const searchBox = (page) => page.locator("#q");

// Waits until the page shows the results of an address with these parameters: {q: "logement Turin", theme: ["housing"]}.
export async function showsResults(page, parameters) {
  const sorted = (values) => JSON.stringify(values.sort());
  const wanted = Object.entries(parameters).map(([name, value]) => [name, sorted([value].flat())]);
  await page.waitForURL((url) => url.pathname === "/search" && wanted.every(([name, values]) => sorted(url.searchParams.getAll(name)) === values));
  await page.locator("#results:not([aria-busy])").waitFor();
}

// As a person searches: types the words and presses Enter.
export async function search(page, words) {
  const box = searchBox(page);
  await box.fill("");
  await box.pressSequentially(words);
  await box.press("Enter");
  await showsResults(page, { q: words });
}

// On a narrow page, and without JavaScript, the filters may have to be opened first.
export async function openFilters(page) {
  const summary = page.locator(".filters-summary");
  if (await summary.isVisible() && !(await page.locator("#filters").evaluate((filters) => filters.open))) await summary.click();
}

export async function tick(page, facet, value) {
  const box = page.locator(`[name="${facet}"][value="${value}"]`);
  const closed = page.locator("fieldset details:not([open])", { has: box }); // the rest of a list, or the values under one
  while (await closed.count()) await closed.first().locator("> summary").click();
  await box.check();
}

// The results of a search, in order.
export const hits = (page) => page.locator(".hit").evaluateAll((found) => found.map((hit) => new URL(hit.querySelector("h3 a").href).pathname.split("/").pop()));

// "1,024 practices for …" or "No practice found for …".
export const total = async (page) => Number(/^[\d.,\u00a0\u202f]+/.exec(await page.locator("#results-total").innerText())?.[0].replace(/\D/g, "") ?? 0);

// The chosen values of a facet.
export const chosen = (page, facet) => page.locator(`[name="${facet}"]:checked`).evaluateAll((boxes) => boxes.map((box) => box.value).sort());

// What is shown of a facet: {value: count}.
export const counts = (page, facet) => page.locator(`[name="${facet}"]`).evaluateAll((boxes) => Object.fromEntries(boxes.map((box) => [box.value, Number(box.closest("label").querySelector(".count").textContent)])));

// The same page in another language, by the menu.
export async function toLanguage(page, tag) {
  await page.locator(".languages > summary").click();
  await page.locator(`.language-menu a[hreflang="${tag}"]`).click();
}
