// Practices from comparable towns, as an official of Graz looks for them; and what is near a practice.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { OF_COLOUR, violations } from "./support/axe.mjs";
import { messages, openSite, practices, toLanguage, visit } from "./support/site.mjs";

const PAGES = {
  "page before a choice": "/comparable",
  "page of comparable practices": "/comparable?place=graz&per_page=5",
  "page of comparable practices of a search": "/comparable?place=liverpool&q=housing&theme=housing&from=2000&per_page=3",
  "page for a country and a number": "/comparable?in=SK&population=180000&page=2&per_page=3",
  "page about a place that is not known": "/comparable?place=Grazz",
  "page of a practice with what is near": "/practices/graz-bio-garlic-employment",
};

const titles = (page) => page.locator(".own-results .hit-title").allInnerTexts();

const tooWide = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  return scrollWidth > clientWidth ? [`scrolls: ${scrollWidth} > ${clientWidth}`] : [];
});

describe("Comparable towns", () => {
  let site;
  let all;
  let t;
  before(async () => {
    [site, all, t] = [await openSite(), await practices(), await messages("en")];
  });
  after(() => site?.close());

  for (const js of [true, false]) for (const [width, height] of [[1280, 900], [360, 780]]) {
    const how = `${width} px, ${js ? "with" : "without"} JavaScript`;

    it(`A name typed in another script leads to the practices, the own town's first, and goes on through filters, pages and languages (${how})`, async () => {
      await visit(site, { js, width, height }, async (page) => {
        await page.goto("/comparable?theme=employment");
        await page.getByLabel(t["comparable.place"], { exact: true }).fill("Грац");
        await page.getByRole("button", { name: t["comparable.button"] }).click();
        await page.waitForURL((url) => url.searchParams.get("place") === "Грац" && url.searchParams.get("theme") === "employment");
        assert.equal(await page.locator("h1").innerText(), "Practices from towns like Graz");
        const first = page.locator(".own-results .hit").first();
        assert.match(await first.innerText(), /Your own town/);
        assert.match(await first.innerText(), /Graz, Austria/);
        assert.match(await first.locator(".likeness").innerText(), /Inhabitants\s+295,424, about as many as yours/);
        const employment = all.filter((one) => one.theme.includes("employment"));
        assert.match(await page.locator("#own-results-title").innerText(), new RegExp(`^${employment.length} practices`));

        const onFirst = await titles(page);
        await page.getByRole("link", { name: t["pages.next"], exact: true }).click();
        await page.waitForURL((url) => url.searchParams.get("page") === "2" && url.searchParams.get("place") === "Грац");
        assert.ok((await titles(page)).every((title) => !onFirst.includes(title)), "another page, other practices");

        await toLanguage(page, "de");
        await page.waitForURL("**lang=de**");
        assert.equal(await page.locator("h1").innerText(), "Praxisbeispiele aus Städten wie Graz");
        await page.locator(".chip").click();
        await page.waitForURL((url) => url.pathname === "/comparable" && !url.searchParams.has("theme") && url.searchParams.get("place") === "Грац");
        assert.match(await page.locator("#own-results-title").innerText(), new RegExp(`^${all.length} Praxisbeispiele`));
      });
    });

    it(`Who is not in the list says country and inhabitants; words narrow what is listed (${how})`, async () => {
      await visit(site, { js, width, height }, async (page) => {
        await page.goto("/comparable?place=Kleinkleckersdorf");
        assert.match(await page.locator(".own-note").innerText(), /“Kleinkleckersdorf” is not among the places known here/);
        await page.getByLabel(t["comparable.in"], { exact: true }).selectOption("SK");
        await page.getByLabel(t["comparable.population"]).fill("20000");
        await page.getByRole("button", { name: t["comparable.button"] }).click();
        await page.waitForURL((url) => url.searchParams.get("in") === "SK");
        assert.match(await page.locator(".own-results .hit").first().innerText(), /Slovakia, as yours/);
        const total = () => page.locator("#own-results-title").innerText();
        assert.match(await total(), new RegExp(`^${all.length} practices`));
        const open = page.locator(".own-change");
        if (!await open.evaluate((details) => details.open)) await open.locator("summary").click();
        await page.getByLabel(t["comparable.words"]).fill("school mediators");
        await page.getByRole("button", { name: t["comparable.button"] }).click();
        await page.waitForURL((url) => url.searchParams.get("q") === "school mediators" && url.searchParams.get("in") === "SK");
        const found = await (await fetch(`${site.url}/api/v1/search?q=school+mediators`)).json();
        assert.match(await total(), new RegExp(`^${found.total} practices for “school mediators”`));
      });
    });
  }

  it("A practice leads to what is near, with the distance, and to towns like its own", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/practices/graz-bio-garlic-employment");
      const near = page.locator(".near");
      assert.ok(await near.count() > 0, "something is near");
      assert.ok(await near.count() <= 4);
      for (const distance of await page.locator(".near-distance").allInnerTexts()) assert.match(distance, /^(Same town|\d+ km)$/);
      await page.getByRole("link", { name: t["comparable.practice_link"] }).click();
      await page.waitForURL((url) => url.pathname === "/comparable" && url.searchParams.get("place") === "graz");
    });
  });

  it("What is said by a mark is said in words too", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/comparable?place=liverpool&population=500000&per_page=100");
      for (const [mark, words] of [["same", /as many as|as yours|like yours|The same/], ["similar", /yours|part of Europe|partner/], ["unknown", /^Not known$/]]) {
        const said = await page.locator(`.like-${mark} dd`).allInnerTexts();
        assert.ok(said.length > 0, mark);
        for (const text of said) assert.match(text, words);
      }
    });
  });

  for (const [what, address] of Object.entries(PAGES)) for (const lang of ["en", "de", "fr"]) {
    it(`The ${what} in “${lang}” has no axe violation, light and dark, at 320 and 1280 px, and does not scroll sideways`, async () => {
      await visit(site, { locale: lang, reducedMotion: "reduce" }, async (page) => {
        await page.goto(address);
        const found = [];
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 800 });
          await page.evaluate(() => document.querySelectorAll(".own-change").forEach((details) => { details.open = true; }));
          found.push(...(await tooWide(page)).map((line) => `${width} px: ${line}`));
          await page.emulateMedia({ colorScheme: "light" });
          found.push(...(await violations(page)).map((line) => `${width} px, light: ${line}`));
          await page.emulateMedia({ colorScheme: "dark" });
          found.push(...(await violations(page, OF_COLOUR)).map((line) => `${width} px, dark: ${line}`));
        }
        assert.deepEqual(found, []);
      });
    });
  }
});
