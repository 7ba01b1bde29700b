// axe on every kind of page, in every language of the interface, light and dark, narrow and wide.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { OF_COLOUR, violations } from "./support/axe.mjs";
import { openSite, visit } from "./support/site.mjs";

const PAGES = {
  "home page": "/",
  "page of results": "/search?q=Roma&per_page=3",
  "page without results": "/search?q=zzzzzz",
  "filtered page of results": "/search?theme=employment&theme=housing&country=FR&country=IT&from=2000&sort=title&per_page=2",
  "page of a practice": "/practices/turin-la-citta-possibile",
  "page about a wrong address (400)": "/search?page=abc",
  "page about a missing practice (404)": "/practices/no-such-practice",
};

// Nothing reaches over the right edge: no sideways scrolling, and nothing cut off by it.
const tooWide = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  const over = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right, width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && right > clientWidth + 1 && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  });
  return [...(scrollWidth > clientWidth ? [`scrolls: ${scrollWidth} > ${clientWidth}`] : []), ...over.map((element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)];
});

describe("Accessibility", () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const [what, address] of Object.entries(PAGES)) {
    for (const lang of ["en", "fr", "de"]) {
      it(`The ${what} in “${lang}” has no axe violation, light and dark, at 320 and 1280 px, and does not scroll sideways`, async () => {
        await visit(site, { locale: lang, statuses: [400, 404], reducedMotion: "reduce" }, async (page) => {
          await page.goto(address);
          assert.equal(await page.locator("html").getAttribute("lang"), lang);
          const found = [];
          for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 800 });
            await page.evaluate(() => document.querySelectorAll("details:not(.languages)").forEach((details) => { details.open = true; }));
            found.push(...(await tooWide(page)).map((line) => `${width} px: ${line}`));
            await page.emulateMedia({ colorScheme: "light" });
            found.push(...(await violations(page)).map((line) => `${width} px, light: ${line}`));
            await page.emulateMedia({ colorScheme: "dark" }); // nothing but the colours is different
            found.push(...(await violations(page, OF_COLOUR)).map((line) => `${width} px, dark: ${line}`));
          }
          await page.locator(".languages > summary").click();
          found.push(...(await tooWide(page)).map((line) => `languages open: ${line}`));
          if (address === "/") found.push(...(await violations(page)).map((line) => `languages open: ${line}`));
          assert.deepEqual(found, []);
        });
      });
    }
  }
});
