// The gap map, the chart of years and the themes in two levels, as a reader uses them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { OF_COLOUR, violations } from "./support/axe.mjs";
import { chosen, eventually, labels, openFilters, openSite, practices, showsResults, tick, toLanguage, total, visit } from "./support/site.mjs";

// The cell of a theme and a country, by their names.
const cell = (page, theme, country) => page.getByRole("link", { name: new RegExp(`^${theme}, ${country}: \\d+ practices?$`) });

// Not the page moves sideways, only the table in its region.
const sideways = (page) => page.evaluate(() => ({
  page: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
  map: document.querySelector(".gaps-scroll").scrollWidth - document.querySelector(".gaps-scroll").clientWidth,
}));

describe("The gap map", () => {
  let site;
  let all;
  before(async () => {
    site = await openSite();
    all = await practices();
  });
  after(() => site?.close());

  for (const js of [true, false]) {
    const how = js ? "with JavaScript" : "without JavaScript";

    it(`She goes from her results to the map, sees where nothing is, and follows a number to its practices (${how})`, async () => {
      const housingInFrance = all.filter((practice) => practice.country === "FR" && practice.theme.includes("housing"));
      assert.ok(housingInFrance.length > 1);
      await visit(site, { js }, async (page) => {
        await page.goto("/search");
        await page.getByRole("link", { name: /^Gap map/ }).click();
        await page.waitForURL("**/gaps");
        assert.equal(await page.getByRole("row").count(), 2 + 16, "the names, all themes, sixteen themes");
        const countries = new Set(all.map((practice) => practice.country)).size;
        assert.equal(await page.getByRole("columnheader").count(), 2 + countries);
        const empty = new Set(all.flatMap((practice) => (practice.theme.includes("health") ? [practice.country] : [])));
        assert.equal(await page.getByRole("row", { name: "Health" }).locator(".gaps-none").count(), countries - empty.size);
        await cell(page, "Housing", "France").click();
        await showsResults(page, { theme: "housing", country: "FR" });
        assert.equal(await total(page), housingInFrance.length);
      });
    });

    it(`She opens a theme, changes the columns and takes a filter away, and the rest stays (${how})`, async () => {
      await visit(site, { js }, async (page) => {
        await page.goto("/gaps?country=FR&country=ES&q=school");
        const before = await page.locator("h1").innerText();
        await page.getByRole("link", { name: "Housing", exact: true }).click();
        await page.waitForURL("**under=housing**");
        const toggle = page.getByRole("link", { name: "Housing", exact: true });
        assert.equal(await toggle.getAttribute("aria-expanded"), "true");
        const under = await page.locator(".gaps-narrower th").allInnerTexts();
        assert.ok(under.includes("Rehousing"), under.join());
        await page.getByRole("link", { name: "Decade" }).click();
        await page.waitForURL("**by=decade**");
        assert.equal(await page.locator("h1").innerText(), before);
        assert.equal(await page.locator(".gaps-by [aria-current]").innerText(), "Decade");
        assert.deepEqual(await page.locator(".gaps-narrower th").allInnerTexts(), under);
        await page.getByRole("link", { name: "Remove filter: Spain" }).click();
        await page.waitForURL((url) => !url.search.includes("ES"));
        const { searchParams } = new URL(page.url());
        assert.deepEqual(Object.fromEntries(searchParams), { q: "school", country: "FR", by: "decade", under: "housing" });
        await toLanguage(page, "de");
        await page.waitForURL("**lang=de**");
        assert.match(await page.locator("h1").innerText(), /^Lückenkarte/);
        assert.match(page.url(), /by=decade&under=housing/);
        await page.getByRole("link", { name: "Diese Praxisbeispiele als Liste zeigen" }).click();
        await showsResults(page, { q: "school", country: "FR", lang: "de" });
      });
    });

    it(`A narrower theme is chosen under the wider one and is there again with it (${how})`, async () => {
      const expected = all.filter((practice) => practice.theme.includes("rehousing"));
      await visit(site, { js, width: 360, height: 800 }, async (page) => {
        await page.goto("/search");
        await openFilters(page);
        assert.ok(!(await page.locator('[name="theme"][value="rehousing"]').isVisible()), "not at first sight");
        await tick(page, "theme", "rehousing");
        await page.locator(".filters-apply button").click();
        await showsResults(page, { theme: "rehousing" });
        assert.equal(await total(page), expected.length);
        await openFilters(page);
        assert.deepEqual(await chosen(page, "theme"), ["rehousing"]);
        assert.ok(await page.locator('[name="theme"][value="rehousing"]').isVisible(), "its list is open");
        assert.ok(!(await page.locator('[name="theme"][value="tutoring"]').isVisible()), "others are not");
      });
    });
  }

  it("The field to find a theme finds narrower ones by any language, under their theme, and leaves the list as it was", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      const facet = page.locator('fieldset[data-facet="theme"]');
      const visible = () => facet.locator("li").evaluateAll((items) => items.filter((item) => item.checkVisibility()).map((item) => item.querySelector("input").value));
      const before = await visible();
      await facet.getByRole("searchbox").fill("Lernförderung"); // German for tutoring
      await eventually(visible, ["education", "tutoring"], "the theme and what was found under it");
      await facet.getByRole("searchbox").fill("Rehous");
      await eventually(visible, ["housing", "rehousing"], "in the language of the page");
      await facet.getByRole("searchbox").fill("");
      await eventually(visible, before, "as it was");
      await facet.getByRole("searchbox").fill("Education");
      await eventually(async () => {
        const shown = await visible();
        return ["education", "adult-education", "school-attendance", "housing"].filter((id) => shown.includes(id));
      }, ["education", "adult-education"], "a top theme and what is found under it, not all of that");
    });
  });

  it("What a reader opened of the themes stays open when the results change in place", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      await page.locator('li:has(> label [value="employment"]) .facet-narrower > summary').click();
      await tick(page, "country", "ES");
      await page.locator(".filters-apply button").click();
      await showsResults(page, { country: "ES" });
      assert.ok(await page.locator('[name="theme"][value="job-coaching"]').isVisible());
      assert.ok(!(await page.locator('[name="theme"][value="tutoring"]').isVisible()));
    });
  });

  it("The chart of years marks the years chosen, and says in words what it shows", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      const bars = await page.locator(".year-chart rect").count();
      assert.ok(bars > 20, `${bars} bars`);
      assert.equal(await page.locator(".year-chart .chosen").count(), 0);
      const answer = await (await page.request.get("/api/v1/search")).json();
      const most = answer.years.reduce((best, one) => (one.count > best.count ? one : best));
      assert.equal(await page.locator(".year-most").innerText(), `Most practices were active in ${most.year}: ${most.count}`);
      await page.locator('[name="from"]').fill("2010");
      await page.locator('[name="to"]').fill("2014");
      await page.locator(".filters-apply button").click();
      await showsResults(page, { from: "2010", to: "2014" });
      assert.equal(await page.locator(".year-chart .chosen").count(), 5);
      assert.equal(await page.locator(".year-chart rect").count(), bars, "the other years are still there");
    });
  });

  it("On a telephone the table moves under the finger, not the page, and the names of the themes stay", async () => {
    await visit(site, { width: 320, height: 640 }, async (page) => {
      for (const lang of ["de", "el"]) {
        await page.goto(`/gaps?lang=${lang}`);
        const { page: over, map } = await sideways(page);
        assert.equal(over, 0);
        assert.ok(map > 100, "all countries do not fit");
        const left = (locator) => locator.evaluate((element) => element.getBoundingClientRect().left);
        const name = page.locator(".gaps tbody tr:nth-child(3) th");
        const before = await left(name);
        await page.locator(".gaps-scroll").evaluate((region) => { region.scrollLeft = 300; });
        assert.ok(Math.abs(await left(name) - before) < 2, "the name stays");
        const { width } = await name.boundingBox();
        assert.ok(width < 160, `${width} px of 320`);
      }
    });
  });

  it("By keyboard the region and each number are reached, and no name covers the focus", async () => {
    await visit(site, { width: 800, height: 700 }, async (page) => {
      await page.goto("/gaps");
      await page.locator(".gaps-back").focus();
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "gaps-scroll");
      const covered = [];
      for (let i = 0; i < 120; ++i) {
        await page.keyboard.press(i < 80 ? "Tab" : "Shift+Tab");
        covered.push(await page.evaluate(() => {
          const element = document.activeElement;
          if (!element.closest("td")) return null;
          const { left, top, width, height } = element.getBoundingClientRect();
          const front = document.elementFromPoint(left + width / 2, top + height / 2);
          return front === element ? null : element.getAttribute("aria-label");
        }));
      }
      assert.deepEqual(covered.filter(Boolean), []);
      assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? ""), /practice/);
    });
  });

  it("A row that was opened stands in view with the names of the columns above it", async () => {
    await visit(site, { width: 1280, height: 800 }, async (page) => {
      await page.goto("/gaps");
      await page.getByRole("link", { name: "Youth", exact: true }).click();
      await page.waitForURL("**under=youth**");
      await eventually(() => page.evaluate(() => {
        const inView = (selector) => {
          const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        };
        return inView(".gaps thead th:nth-child(3) span") && inView("#theme-youth");
      }), true, "both in view");
    });
  });

  for (const [address, locales] of [
    ["/gaps?under=education", ["de"]], ["/gaps?by=group&q=school", ["fr"]], ["/gaps?by=evidence&lang=el", ["en"]],
    ["/gaps?by=decade&theme=housing&from=2005", ["en", "de", "fr"]], ["/gaps?q=zzzzzz&by=level", ["en", "de", "fr"]],
  ]) {
    it(`axe finds nothing in ${address} in ${locales.join(", ")}, light and dark, narrow and wide`, async () => {
      const found = [];
      for (const locale of locales) {
        await visit(site, { locale, reducedMotion: "reduce" }, async (page) => {
          for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 800 });
            await page.goto(address);
            const { page: over } = await sideways(page);
            if (over > 0) found.push(`${locale}, ${width} px: the page is ${over} px too wide`);
            await page.emulateMedia({ colorScheme: "light" });
            found.push(...(await violations(page)).map((line) => `${locale}, ${width} px, light: ${line}`));
            await page.emulateMedia({ colorScheme: "dark" });
            found.push(...(await violations(page, OF_COLOUR)).map((line) => `${locale}, ${width} px, dark: ${line}`));
          }
        });
      }
      assert.deepEqual(found, []);
    });
  }

  it("Theme names are those of the reader's language", async () => {
    await visit(site, { locale: "de" }, async (page) => {
      await page.goto("/gaps");
      const known = Object.values(await labels("themes", "de"));
      const shown = await page.locator(".gaps tbody tr:not(.gaps-totals) th").allInnerTexts();
      assert.deepEqual(shown, [...shown].sort(new Intl.Collator("de").compare));
      for (const name of shown) assert.ok(known.includes(name), name);
    });
  });
});
