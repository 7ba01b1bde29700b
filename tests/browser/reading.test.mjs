// Other ways of reading: by keyboard, with other spacing or twice the size, on paper, with the reader's own colours.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hits, openFilters, openSite, practices, search, visit } from "./support/site.mjs";

const PAGES = {
  "home page": "/",
  "page of results": "/search?q=Roma&per_page=3&theme=education",
  "page of a practice": "/practices/graz-bio-garlic-employment",
  "map": "/map?country=ES",
  "gap map": "/gaps?by=evidence",
  "page of towns like mine": "/comparable?place=graz&per_page=2",
  "comparison": "/compare?id=graz-bio-garlic-employment&id=turin-la-citta-possibile",
  "briefing": "/shortlist?pick=graz-bio-garlic-employment&pick=turin-la-citta-possibile",
  "page about the site": "/about",
  "page about an error": "/practices/no-such-practice",
};
const openAll = (page) => page.evaluate(() => document.querySelectorAll("details:not(.languages)").forEach((details) => { details.open = true; }));

// A stylesheet of the reader; made by script, because the page's policy allows no other.
const restyle = (page, css) => page.evaluate((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}, css);

// What can be worked with, in the order of the document, named for the message of a test.
const operable = (page) => page.evaluate(() => {
  const name = (element) => `${element.tagName.toLowerCase()} “${(element.innerText || element.ariaLabel || element.name || element.id).trim().replace(/\s+/g, " ").slice(0, 50)}”${element.value ? ` ${element.value}` : ""}`;
  const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  window.operable = found.filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== "hidden" && element.getClientRects().length && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }));
  window.nameOf = name;
  return window.operable.map(name);
});

// Where the keyboard is: which of them, whether one sees it, and whether something covers it.
const atFocus = (page) => page.evaluate(() => {
  const element = document.activeElement;
  const index = window.operable.indexOf(element);
  const outlined = (one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/^rgba\(.*, 0\)$/.test(outlineColor);
  };
  const frame = element.closest(".search-field") && element.matches("input") ? element.closest(".search-field") : element;
  // A marker of the map shows it by the ring around it.
  const ringed = element.matches(".marker") && parseFloat(getComputedStyle(element.querySelector(".marker-ring")).strokeWidth) >= 8;
  const box = element.getBoundingClientRect();
  const { left, right } = box;
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]; // a region may be higher than the window
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].map(([x, y]) => [left + (right - left) * x, top + (bottom - top) * y]);
  const uncovered = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.contains(element) && hit.closest("label, li, p, a, dd, .search-field") !== null);
  });
  return { index, name: window.nameOf(element), visible: element.matches(":focus-visible") && (ringed || outlined(frame)), uncovered };
});

// Text that is cut off, and lines that run into each other.
const damage = (page) => page.evaluate(() => {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const told = (element) => `${element.tagName}.${element.className} “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const found = [];
  const { scrollWidth, clientWidth } = document.scrollingElement;
  if (scrollWidth > clientWidth) found.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`);
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (!shown(element) || style.clipPath !== "none" || style.webkitLineClamp !== "none" || element.matches("input")) continue; // for ears only; shortened on purpose
    const clips = (way) => way === "hidden" || way === "clip";
    if (clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1) found.push(`cut off at the side: ${told(element)}`);
    if (clips(style.overflowY) && element.scrollHeight > element.clientHeight + 1) found.push(`cut off below: ${told(element)}`);
    if (element.matches("button, .button, .chip, select") && element.scrollWidth > element.clientWidth + 1) found.push(`too narrow: ${told(element)}`);
  }
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.textContent.trim() || !shown(parent) || parent.closest(".sr-only, .search-label, .skip-link, .filters-apply, .map-control-label, svg, option")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // Shortened on purpose, or in a region that scrolls.
    const end = parent.closest('.card-summary, [role="region"]')?.getBoundingClientRect().bottom ?? Infinity;
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (top >= end - 1) continue;
      const slack = (bottom - top) * 0.2; // the box of a line is higher than its letters
      if (right - left > 1) lines.push({ left, right, top: top + slack, bottom: bottom - slack, parent });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  lines.forEach((one, i) => {
    for (let j = i + 1; j < lines.length && lines[j].top < one.bottom - 1; ++j) {
      const other = lines[j];
      if (Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && one.parent !== other.parent) found.push(`one over the other: ${told(one.parent)} and ${told(other.parent)}`);
    }
  });
  return found;
});

describe("Other ways of reading", () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const width of [1280, 360]) {
    for (const [what, address] of Object.entries(PAGES)) {
      it(`On the ${what}, ${width} pixels wide, Tab reaches everything in order, and one sees where one is`, async () => {
        await visit(site, { width, height: 700, statuses: [404] }, async (page) => {
          await page.goto(address);
          await openAll(page);
          const all = await operable(page);
          assert.ok(all.length >= 8, `${all.length} to reach`);
          const reached = [];
          for (let i = 0; i < all.length; ++i) {
            await page.keyboard.press("Tab");
            const at = await atFocus(page);
            assert.ok(at.visible, `one sees that the focus is on ${at.name}`);
            assert.ok(at.uncovered, `nothing covers ${at.name}`);
            reached.push(all[at.index] ?? at.name);
          }
          assert.deepEqual(reached, all);
        });
      });
    }
  }

  it("Search, filter and open a practice by keyboard alone", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      const tabTo = async (isThere) => {
        for (let i = 0; i < 120; ++i) {
          await page.keyboard.press("Tab");
          if (await page.evaluate(isThere)) return;
        }
        assert.fail(`Tab does not reach ${isThere}`);
      };
      await page.keyboard.press("/"); // the shortcut
      await page.keyboard.type("realojo Madrid");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/search?q=realojo*");
      await tabTo(() => document.activeElement.matches('[name="country"][value="ES"]'));
      await page.keyboard.press("Space");
      await tabTo(() => document.activeElement.matches(".filters-apply button"));
      await page.keyboard.press("Enter");
      await page.waitForURL("**country=ES");
      await page.locator("#results:not([aria-busy])").waitFor();
      assert.equal((await hits(page))[0], "madrid-iris-rehousing");
      await tabTo(() => document.activeElement.matches(".hit h3 a"));
      await page.keyboard.press("Enter");
      await page.waitForURL("**/practices/madrid-iris-rehousing*");
    });
  });

  it("The shortcut “/” can be switched off, and stays off", async () => {
    await visit(site, { fresh: true }, async (page) => {
      const focused = () => page.evaluate(() => document.activeElement.id);
      await page.goto("/search");
      await page.keyboard.press("/");
      assert.equal(await focused(), "q");
      assert.equal(await page.locator("#q").inputValue(), "");
      await page.keyboard.press("/");
      assert.equal(await page.locator("#q").inputValue(), "/", "in a field it is a letter");
      await page.getByRole("checkbox", { name: /“\/” key/ }).uncheck();
      await page.goto("/");
      await page.keyboard.press("/");
      assert.notEqual(await focused(), "q");
    });
  });

  for (const [what, address] of Object.entries(PAGES)) {
    it(`Nothing is cut off on the ${what} with the widest spacing of text, with letters twice the size, and zoomed to 200 and 400 %`, async () => {
      const spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }";
      const ways = [["spacing, wide", 1280, spacing], ["spacing, narrow", 320, spacing], ["200 % letters", 1280, "html { font-size: 212.5% !important; }"], ["200 % zoom", 640, ""], ["400 % zoom", 320, ""]];
      for (const locale of ["de", "fr"]) {
        await visit(site, { locale, statuses: [404] }, async (page) => {
          await page.goto(address);
          const found = [];
          for (const [way, width, css] of ways) {
            await page.setViewportSize({ width, height: 800 });
            await page.evaluate(() => { document.adoptedStyleSheets = []; });
            await restyle(page, css);
            await openAll(page);
            found.push(...(await damage(page)).map((line) => `${way}: ${line}`));
          }
          assert.deepEqual(found, [], locale);
        });
      }
    });
  }

  it("The longest practices print on at most three pages, with the addresses of their sources and without what is of no use on paper", async () => {
    const texts = (await practices()).flatMap(({ id, texts: ofOne, sources }) => Object.entries(ofOne).map(([lang, { length }]) => ({ id, lang, length, sources })));
    const most = (measure) => [...texts].sort((a, b) => measure(b) - measure(a));
    const longest = [...most((text) => text.length).slice(0, 4), most((text) => text.sources.length)[0]];
    await visit(site, {}, async (page) => {
      for (const { id, lang, sources } of longest) {
        await page.goto(`/practices/${id}?lang=${lang}`);
        const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: false })).toString("latin1");
        const pages = Number(/\/Type \/Pages\s[^>]*\/Count (\d+)/.exec(pdf)?.[1]);
        assert.ok(pages >= 1 && pages <= 3, `${id} in ${lang}: ${pages} pages`);
        await page.emulateMedia({ media: "print" });
        for (const useless of [".search-box", ".languages", ".breadcrumb", ".skip-link", ".actions"]) assert.ok(await page.locator(useless).first().isHidden(), useless);
        for (const useful of ["h1", ".facts", ".practice-body", ".sources", ".citation"]) assert.ok(await page.locator(useful).first().isVisible(), useful);
        const address = await page.locator(".sources a").first().evaluate((link) => getComputedStyle(link, "::after").content);
        assert.match(address, /attr\(href\)|http/, sources[0]);
        await page.emulateMedia({ media: null });
      }
    });
  });

  it("With the reader's own colours and without motion everything is there and works", async () => {
    await visit(site, { forcedColors: "active", reducedMotion: "reduce", colorScheme: "dark" }, async (page) => {
      await page.goto("/");
      await search(page, "Roma");
      assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches && matchMedia("(prefers-reduced-motion: reduce)").matches), true);
      await openFilters(page);
      await page.locator('[name="theme"]').first().check();
      await page.getByRole("button", { name: "Apply filters" }).click();
      await page.waitForURL("**theme=**");
      await page.locator("#results:not([aria-busy])").waitFor();
      const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0 || getComputedStyle(element).animationName !== "none").map((element) => element.className));
      assert.deepEqual(moving, []);
      // What is told by colour alone elsewhere has a border or an outline here.
      const border = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).borderTopStyle);
      assert.equal(await border(".chip"), "solid");
      assert.equal(await border(".filters-apply .button"), "solid");
      await page.locator(".chip").first().focus();
      await page.locator(".hit h3 a").first().click();
      await page.waitForURL("**/practices/**");
      assert.ok(await page.locator(".facts").isVisible());
    });
  });
});
