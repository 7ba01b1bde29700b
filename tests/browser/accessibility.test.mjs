// Every kind of page: axe, light and dark, narrow and wide, in four languages of the interface; with text of double size; in
// the colours that a reader's system forces on it.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { BUT_COLOUR, OF_COLOUR, violations } from "./support/axe.mjs";
import { openSite, visit } from "./support/site.mjs";

const GONE = "graz-bio-garlic-employment";
const PICKS = ["turin-la-citta-possibile", "brno-housing-first-families", "madrid-iris-rehousing"];
const many = (name, ids) => ids.map((id) => `${name}=${id}`).join("&");

const PAGES = {
  "home page": "/",
  "page of all practices": "/search?per_page=3",
  "page of results": "/search?q=Roma&per_page=3",
  "page of results as typed, with picks": `/search?q=housing&words=all&translate=no&sort=title&page=2&per_page=3&${many("pick", PICKS)}`,
  "page of results with every filter": "/search?theme=employment&theme=rehousing&country=FR&country=IT&city=turin&evidence=promising&group=roma&language=en&level=city&from=2000&to=2020&per_page=2",
  "page of results with filters and words": "/search?q=hosing&country=FR&country=IT&from=2000&sort=newest&per_page=2",
  "page without results": "/search?q=zzzzzz",
  "page without results for its filters": "/search?q=school&country=AT&theme=health",
  "page of a practice": "/practices/turin-la-citta-possibile",
  "page of a practice from a search": `/practices/madrid-iris-rehousing?q=realojo&country=ES&pick=${PICKS[2]}`,
  "map": "/map",
  "map of a search, near": "/map?zoom=2&at=45,9&q=school&country=IT",
  "gap map": "/gaps?under=education",
  "gap map by decade": "/gaps?by=decade&theme=housing&from=2005",
  "page of towns like mine before a choice": "/comparable",
  "page of towns like mine": "/comparable?place=cluj-napoca&per_page=3",
  "page of towns like a place that is not known": "/comparable?place=Kleinkleckersdorf&q=school",
  "comparison": `/compare?${many("id", PICKS)}&${many("pick", PICKS)}`,
  "comparison of what differs": `/compare?${many("id", PICKS.slice(1))}&only=differences`,
  "comparison of one": `/compare?id=${PICKS[0]}`,
  "shortlist": `/shortlist?q=housing&country=IT&pick=nowhere&${many("pick", PICKS)}`,
  "empty shortlist": "/shortlist",
  "page about the site": "/about",
  "page about accessibility": "/accessibility",
  "page about privacy": "/privacy",
  "page about a wrong address (400)": "/search?page=abc",
  "page about a missing practice (404)": "/practices/no-such-practice",
  "page about a withdrawn practice (410)": `/practices/${GONE}`,
};

const STATUSES = [400, 404, 410];

// Nothing but the texts depends on the language, so English has all of it and the others one width each, without the colours;
// how wide the page becomes is looked at in all.
const OTHERS = { de: 320, el: 320, sr: 1280 };

// Nothing reaches over the right edge: no sideways scrolling, and nothing cut off by it. Wide tables scroll in their region.
const tooWide = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  const over = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right, left, width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && (right > clientWidth + 1 || left < -1) && !element.closest("svg")
      && !element.parentElement.closest("[role=region][tabindex]") && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  });
  return [...(scrollWidth > clientWidth ? [`scrolls: ${scrollWidth} > ${clientWidth}`] : []), ...over.map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)];
});

// No box hides part of its own text, but for summaries on cards, which end in an ellipsis.
const cutOff = (page) => page.evaluate(() => [...document.body.querySelectorAll("*")].filter((element) => {
  const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(element);
  const hidden = (overflow) => overflow === "hidden" || overflow === "clip";
  const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
  return webkitLineClamp === "none" && clientWidth > 1 && clientHeight > 1 && element.innerText?.trim() && element.checkVisibility({ visibilityProperty: true })
    && ((hidden(overflowX) && scrollWidth > clientWidth + 1) || (hidden(overflowY) && scrollHeight > clientHeight + 1));
}).map((element) => `${element.tagName}.${element.className} hides some of: ${element.innerText.trim().slice(0, 40)}`));

// Buttons and fields with no edge, neither their own nor that of the box around them: forced colours take away the background
// that shows where they are.
const withoutEdge = (page) => page.evaluate(() => {
  const hasEdge = (element) => ["borderBottom", "outline"].some((edge) => {
    const style = getComputedStyle(element);
    return style[`${edge}Style`] !== "none" && parseFloat(style[`${edge}Width`]) > 0 && !/^rgba\(.*, 0\)$/.test(style[`${edge}Color`]);
  });
  return [...document.querySelectorAll("button, .button, select, input:not([type=checkbox], [type=radio], [type=hidden])")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !hasEdge(element) && !hasEdge(element.parentElement))
    .map((element) => `${element.tagName}.${element.className} has no edge: ${(element.value || element.innerText).trim().slice(0, 40)}`);
});

const openAll = (page, details = "details:not(.languages)") => page.evaluate((selector) => document.querySelectorAll(selector).forEach((element) => { element.open = true; }), details);

async function open(page, address, lang) {
  const expected = Number(/\((\d+)\)$/.exec(Object.keys(PAGES).find((what) => PAGES[what] === address))?.[1] ?? 200);
  assert.equal((await page.goto(address)).status(), expected);
  assert.equal(await page.locator("html").getAttribute("lang"), lang);
  await openAll(page);
}

describe("Accessibility", () => {
  let site;
  before(async () => {
    site = await openSite({
      async prepare(corpus) {
        const path = join(corpus, "practices", GONE, "practice.yaml");
        const text = await readFile(path, "utf8");
        await writeFile(path, text.replace(/^status: published$/m, "status: withdrawn\nreason: The figures were wrong."));
      },
    });
  });
  after(() => site?.close());

  for (const [what, address] of Object.entries(PAGES)) {
    it(`The ${what} has no axe violation in English, light and dark, at 320 and 1280 px, and does not scroll sideways`, async () => {
      await visit(site, { locale: "en", statuses: STATUSES, reducedMotion: "reduce" }, async (page) => {
        await open(page, address, "en");
        const found = [];
        await page.evaluate(() => {
          // The bar that stays at the bottom would be counted with what happens to lie under it, and that can be scrolled.
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(".filters-apply { position: static !important; }");
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        });
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme: "light" });
          found.push(...(await tooWide(page)).map((line) => `${width} px: ${line}`));
          found.push(...(await violations(page)).map((line) => `${width} px, light: ${line}`));
          await page.emulateMedia({ colorScheme: "dark" });
          found.push(...(await violations(page, OF_COLOUR)).map((line) => `${width} px, dark: ${line}`));
        }
        await openAll(page, ".languages");
        found.push(...(await tooWide(page)).map((line) => `languages open: ${line}`));
        if (address === "/") found.push(...(await violations(page)).map((line) => `languages open: ${line}`));
        assert.deepEqual(found, []);
      });
    });

    for (const [lang, width] of Object.entries(OTHERS)) {
      it(`The ${what} in “${lang}” has none at ${width} px, and does not scroll sideways at 320 and 1280 px`, async () => {
        await visit(site, { locale: lang, statuses: STATUSES, reducedMotion: "reduce" }, async (page) => {
          await open(page, address, lang);
          const found = [];
          for (const other of [1600 - width, width]) {
            await page.setViewportSize({ width: other, height: 800 });
            found.push(...(await tooWide(page)).map((line) => `${other} px: ${line}`));
          }
          found.push(...await violations(page, undefined, BUT_COLOUR));
          await openAll(page, ".languages");
          found.push(...(await tooWide(page)).map((line) => `languages open: ${line}`));
          assert.deepEqual(found, []);
        });
      });
    }

    // The size is that of the reader's own setting: 32 pixels instead of 16, in a window of the same width.
    it(`The ${what} loses nothing when text is twice as large`, async () => {
      await visit(site, { locale: "en", statuses: STATUSES, reducedMotion: "reduce", fresh: true }, async (page, context) => {
        const session = await context.newCDPSession(page);
        await session.send("Page.enable");
        await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
        await open(page, address, "en");
        assert.ok(await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize)) >= 32);
        const found = [];
        for (const width of [1280, 640]) {
          await page.setViewportSize({ width, height: 800 });
          found.push(...[...await tooWide(page), ...await cutOff(page)].map((line) => `${width} px: ${line}`));
        }
        assert.deepEqual(found, []);
      });
    });

    it(`The ${what} can be read and used in forced colours`, async () => {
      await visit(site, { locale: "en", statuses: STATUSES, reducedMotion: "reduce", forcedColors: "active" }, async (page) => {
        await open(page, address, "en");
        assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
        assert.deepEqual([...await violations(page, OF_COLOUR), ...await withoutEdge(page)], []);
      });
    });
  }
});
