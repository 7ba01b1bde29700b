// Comfort on the map page; site.js replaces the map and the list in place as it does with results.
//
//   a box at a marker    says what is there, on hover and on focus; Escape closes it (WCAG 1.4.13)
//   dragging             moves the map, as its links do

const one = (selector, root = document) => root.querySelector(selector);

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// --- what is at a marker

const MOST_TOWNS = 6; // more are no help at a glance; the number says how many there are

// The towns of a marker as the list has them, copied without their links.
function contents(marker) {
  const towns = marker.dataset.places.split(" ").map((id) => document.getElementById(`town-${id}`)).filter(Boolean);
  const rows = towns.slice(0, MOST_TOWNS).flatMap((town) => {
    const name = one(".map-town-name span", town).cloneNode(true);
    const row = [make("p", { class: "map-tip-town" }, name)];
    const titles = town.querySelectorAll("li a");
    if (towns.length === 1 && titles.length) {
      row.push(make("ul", {}, ...[...titles].map((title) => {
        const item = make("li", {}, title.textContent);
        if (title.lang) item.lang = title.lang;
        return item;
      })));
    } else if (titles.length > 1) {
      row[0].append(` (${titles.length.toLocaleString(document.documentElement.lang)})`);
    }
    return row;
  });
  if (towns.length > MOST_TOWNS) rows.push(make("p", {}, "…"));
  return rows;
}

const tip = make("div", { class: "map-tip", hidden: "", "aria-hidden": "true" }); // the marker's name and the list say it too
let shownFor = null;
let hiding;

function show(marker) {
  clearTimeout(hiding);
  if (shownFor === marker) return;
  shownFor = marker;
  const frame = marker.closest(".map-frame");
  frame.append(tip);
  tip.replaceChildren(...contents(marker));
  tip.hidden = false;
  const around = frame.getBoundingClientRect();
  const at = marker.getBoundingClientRect();
  const middle = at.left + at.width / 2 - around.left;
  const left = Math.max(0, Math.min(middle - tip.offsetWidth / 2, frame.clientWidth - tip.offsetWidth));
  const below = at.bottom - around.top + 6;
  const above = at.top - around.top - tip.offsetHeight - 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${above >= 0 ? above : below}px`;
}

function hide() {
  clearTimeout(hiding);
  shownFor = null;
  tip.hidden = true;
}

// The pointer may go from the marker to the box.
const hideSoon = () => { hiding = setTimeout(hide, 250); };

const markerOf = (event) => (event.target instanceof Element ? event.target.closest(".marker") : null);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return; // a touch follows the link
  const marker = markerOf(event);
  if (marker) show(marker);
  else if (event.target === tip || tip.contains(event.target)) clearTimeout(hiding);
  else if (shownFor && shownFor !== document.activeElement) hideSoon();
});
document.addEventListener("focusin", (event) => {
  const marker = markerOf(event);
  if (marker?.matches(":focus-visible")) show(marker);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});

// Its name is enough with the box; the browser's own would cover it.
function takeTitles() {
  for (const title of document.querySelectorAll(".marker > title")) title.remove();
}
document.addEventListener("results", () => {
  hide();
  takeTitles();
});
takeTitles();

// --- moving about

const visit = (url) => document.dispatchEvent(new CustomEvent("visit", { detail: url }));
const map = () => one("#map");
const control = (name) => one(`a#map-${name}`);

// The inverse of the server's projection (searchd/render/map_projection.cc), from map units to degrees.
function unproject(x, y) {
  const degree = Math.PI / 180;
  const radius = 6371007.2;
  const east = x * 5150 + 2500000 - 4321000;
  const north = 5490000 - y * 5150 - 3210000;
  const distance = Math.hypot(east, north) || 1e-9;
  const angle = 2 * Math.asin(Math.min(1, distance / (2 * radius)));
  const [sin0, cos0] = [Math.sin(52 * degree), Math.cos(52 * degree)];
  const latitude = Math.asin(Math.cos(angle) * sin0 + (north * Math.sin(angle) * cos0) / distance);
  const longitude = Math.atan2(east * Math.sin(angle), distance * cos0 * Math.cos(angle) - north * sin0 * Math.sin(angle));
  return [latitude / degree, 10 + longitude / degree];
}

// The map with its middle moved by so many pixels.
function movedBy(right, down) {
  const [x, y, width, height] = map().dataset.box.split(" ").map(Number);
  const unit = width / map().clientWidth;
  const [latitude, longitude] = unproject(x + width / 2 + right * unit, y + height / 2 + down * unit);
  const url = new URL(location.href);
  url.searchParams.set("at", `${latitude.toFixed(2)},${longitude.toFixed(2)}`);
  return url.pathname + url.search.replace("%2C", ",");
}

const DRAG = 6; // pixels; less is a click that trembled
let drag = null;

document.addEventListener("pointerdown", (event) => {
  if (event.button || event.pointerType === "touch" || !event.target.closest?.("#map") || !control("zoom_out")) return;
  drag = { x: event.clientX, y: event.clientY, moved: false };
});
document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [right, down] = [event.clientX - drag.x, event.clientY - drag.y];
  drag.moved ||= Math.hypot(right, down) > DRAG;
  if (!drag.moved) return;
  hide();
  for (const part of map().children) part.style.transform = `translate(${right}px, ${down}px)`;
});
document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { x, y, moved } = drag;
  drag = moved ? { over: true } : null;
  if (!moved) return;
  setTimeout(() => { drag = null; }); // the click comes first
  visit(movedBy(x - event.clientX, y - event.clientY));
});
addEventListener("click", (event) => {
  if (!drag?.over) return;
  event.preventDefault();
  event.stopPropagation();
}, true);
// A marker and the picture are links and images, which browsers would drag away.
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("#map")) event.preventDefault();
});
