// An official picks practices while she searches, reads them as a briefing, compares them and prints it; with and without
// JavaScript, on a wide and on a narrow screen.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { isAccessible, OF_COLOUR, violations } from "./support/axe.mjs";
import { eventually, hits, messages, openSite, practices, search, searchBox, showsResults, toLanguage, visit } from "./support/site.mjs";

const THREE = ["turin-la-citta-possibile", "brno-housing-first-families", "madrid-iris-rehousing"];
const many = (name, ids) => ids.map((id) => `${name}=${id}`).join("&");
const picksIn = (address) => new URL(address).searchParams.getAll("pick");
const button = (page, id) => page.locator(`.pick[data-pick="${id}"]`).first();
const inHeader = (page) => page.locator(".shortlist-link");
const stored = (page) => page.evaluate(() => ({ ...localStorage }));

// Nothing reaches over the right edge but what lies in a region that scrolls.
const tooWide = (page) => page.evaluate(() => {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  const over = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right, width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && right > clientWidth + 1 && !element.closest("[role=region][tabindex]") && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  });
  return [...(scrollWidth > clientWidth ? [`scrolls: ${scrollWidth}`] : []), ...over.map((element) => `${element.tagName}.${element.className}`)];
});

describe("The shortlist", () => {
  let site;
  let all;
  before(async () => {
    site = await openSite();
    all = await practices();
  });
  after(() => site?.close());

  for (const js of [true, false]) {
    for (const width of [1280, 360]) {
      it(`Search, pick two, open the briefing, compare, come back (${js ? "with" : "without"} JavaScript, ${width} pixels wide)`, async () => {
        const t = await messages("en");
        await visit(site, { js, width, height: 800 }, async (page) => {
          await page.goto("/");
          assert.equal(await inHeader(page).isVisible(), false, "nothing picked, nothing offered");
          await search(page, "housing");
          const found = await hits(page);
          const [first, , third] = found;

          await button(page, first).click();
          await page.waitForURL((url) => picksIn(url.href).includes(first));
          await eventually(() => inHeader(page).innerText(), "Shortlist (1)");
          await button(page, third).click();
          await page.waitForURL((url) => picksIn(url.href).length === 2);
          assert.deepEqual(picksIn(page.url()), [first, third]);
          await eventually(() => inHeader(page).innerText(), "Shortlist (2)");
          assert.deepEqual(await hits(page), found, "the results are the same");
          const title = all.find((practice) => practice.id === third).texts.en.title;
          assert.equal(await page.getByRole("link", { name: new RegExp(`^${t["pick.remove"]} ?: ${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`) }).count(), 1);
          await eventually(() => button(page, third).evaluate((link) => {
            const { top, bottom } = link.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight;
          }), true, "she stays where she was");

          // the shortlist goes along: another search, a practice, the way back, another language
          await search(page, "school");
          assert.deepEqual(picksIn(page.url()), [first, third]);
          await page.locator(".hit h3 a").first().click();
          await page.waitForURL("**/practices/**");
          assert.deepEqual(picksIn(page.url()), [first, third]);
          const own = new URL(page.url()).pathname.split("/").pop();
          await button(page, own).click();
          await page.waitForURL((url) => picksIn(url.href).length === 3);
          await page.locator(".breadcrumb a").last().click();
          await showsResults(page, { q: "school", pick: [first, third, own] });
          await button(page, own).click();
          await page.waitForURL((url) => picksIn(url.href).length === 2);
          await toLanguage(page, "de");
          await page.waitForURL("**lang=de**");
          assert.deepEqual(picksIn(page.url()), [first, third]);
          assert.equal(await inHeader(page).innerText(), "Merkliste (2)");
          await toLanguage(page, "en");
          await page.waitForURL("**lang=en**");

          // the briefing
          await inHeader(page).click();
          await page.waitForURL("**/shortlist?**");
          assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /^Briefing: 2 practices/);
          assert.match(await page.locator(".brief-how").innerText(), /school/);
          const briefs = page.locator(".brief");
          assert.deepEqual(await briefs.evaluateAll((found) => found.map((brief) => brief.id)), [`brief-${first}`, `brief-${third}`]);
          const practice = all.find(({ id }) => id === third);
          const [, failed] = practice.texts.en.sections[3];
          assert.ok((await briefs.last().innerText()).includes(failed.split("\n")[0].replace(/^- |\*/g, "").slice(0, 40)), "what did not work");
          assert.deepEqual(await briefs.last().locator(".sources a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))), practice.sources);
          assert.ok((await page.locator("p.address").innerText()).includes(`/shortlist?`), "its address is told");
          await page.locator(".move-up").click();
          await page.waitForURL((url) => picksIn(url.href)[0] === third);

          // side by side
          await page.getByRole("link", { name: "Compare these 2 side by side" }).click();
          await page.waitForURL("**/compare?**");
          const table = page.getByRole("table");
          assert.deepEqual(await table.locator(".compare-name").evaluateAll((links) => links.map((link) => new URL(link.href).pathname.split("/").pop())), [third, first]);
          const rows = await table.getByRole("row").count() - 1;
          const same = await table.getByText(t["compare.same"], { exact: true }).count();
          await page.getByRole("link", { name: t["compare.only"] }).click();
          await page.waitForURL("**only=differences**");
          assert.equal(await table.getByRole("row").count() - 1, rows - same);
          assert.equal(await table.getByText(t["compare.same"], { exact: true }).count(), 0);
          await page.getByRole("link", { name: t["compare.back"] }).click();
          await page.waitForURL("**/shortlist?**");
          await page.locator(".move-off").first().click();
          await page.waitForURL((url) => picksIn(url.href).length === 1);
          await page.locator(".move-off").first().click();
          await page.waitForURL((url) => picksIn(url.href).length === 0);
          assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), t["shortlist.empty.title"]);
          assert.deepEqual(await page.locator(".breadcrumb a").last().innerText(), "Results for “school”", "and the search is still there");
        });
      });
    }
  }

  it("With JavaScript a pick keeps page, place and focus, and is said", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search?q=housing");
      await page.evaluate(() => { window.stays = true; });
      const [, , , fourth] = await hits(page);
      await button(page, fourth).focus();
      const place = await page.evaluate(() => scrollY);
      await page.keyboard.press("Enter");
      await eventually(() => page.locator("#live").innerText(), "Added to the shortlist. Practices in it: 1");
      assert.equal(await page.evaluate(() => window.stays), true, "no reload");
      assert.equal(await page.evaluate(() => scrollY), place);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.pick), fourth);
      assert.equal(await button(page, fourth).locator(".pick-text").innerText(), "Remove from shortlist");
      await page.keyboard.press("Enter");
      await eventually(() => page.locator("#live").innerText(), "Removed from the shortlist. Practices in it: 0");
      assert.equal(await inHeader(page).isVisible(), false);
      assert.equal(new URL(page.url()).search, "?q=housing");
    });
  });

  it("With JavaScript the page is as the server would write it, whatever is picked", async () => {
    // Parameters of different names may stand in any order.
    const written = (page) => page.evaluate(() => ({
      links: [...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility()).map((link) => {
        const parameters = [...new URL(link.href).searchParams].sort(([a], [b]) => a.localeCompare(b));
        return [link.origin, link.pathname, parameters, link.hash];
      }),
      texts: [...document.querySelectorAll(".pick, .shortlist-link")].map((link) => [link.textContent.trim(), link.className, link.hidden]),
      fields: [...document.querySelectorAll("input[name=pick]")].map((input) => input.value),
    }));
    for (const address of ["/search?q=housing%20%26%20work&theme=housing", "/", "/practices/turin-la-citta-possibile?q=camp"]) {
      await visit(site, {}, async (page) => {
        await page.goto(address);
        const ids = await page.locator(".pick").evaluateAll((links) => links.map((link) => link.dataset.pick));
        for (const id of [ids[2], ids[0], ids[1], ids[0]]) await button(page, id).click();
        assert.deepEqual(picksIn(page.url()), [ids[2], ids[1]]);
        const here = await written(page);
        await page.reload();
        assert.deepEqual(here, await written(page), address);
      });
    }
  });

  it("Going back to an earlier search on the page keeps what was picked since", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search?q=housing");
      await search(page, "school");
      const [first] = await hits(page);
      await button(page, first).click();
      await page.goBack();
      await showsResults(page, { q: "housing", pick: [first] });
      assert.equal(await inHeader(page).innerText(), "Shortlist (1)");
      assert.deepEqual(await page.locator("input[name=pick]").evaluateAll((inputs) => inputs.map((input) => input.value)), [first]);
    });
  });

  it("Finding a value in a long filter and taking a suggestion work with a shortlist", async () => {
    await visit(site, {}, async (page) => {
      await page.goto(`/search?pick=${THREE[0]}`);
      await page.getByLabel("Find in the list: Country").pressSequentially("Ital");
      await page.locator('[name=country][value=IT]').check();
      await page.locator(".filters-apply button").click();
      await showsResults(page, { country: ["IT"], pick: [THREE[0]] });
      const box = searchBox(page);
      await box.fill("");
      await box.pressSequentially("Madrid");
      await page.getByRole("option", { name: /Madrid.*Town/ }).first().click();
      await showsResults(page, { pick: [THREE[0]], country: [] });
    });
  });

  it("It stays in this browser only where the reader says so, and goes when she says so", async () => {
    const t = await messages("en");
    await visit(site, { fresh: true }, async (page, context) => {
      await page.goto(`/shortlist?${many("pick", THREE)}`);
      assert.deepEqual(await stored(page), {}, "nothing is kept unasked");
      const box = page.getByLabel(t["shortlist.keep"]);
      assert.equal(await box.isChecked(), false);
      await box.check();
      await page.goto("/search?q=school");
      assert.equal(await inHeader(page).innerText(), "Shortlist (3)", "offered on a page without one");
      assert.deepEqual(picksIn(page.url()), []);
      const [first] = await hits(page);
      await button(page, first).click();
      assert.deepEqual(picksIn(page.url()), [...THREE, first], "a practice is added to the one that is kept");
      await inHeader(page).click();
      await page.waitForURL("**/shortlist?**");
      assert.equal(await box.isChecked(), true);
      await page.locator(".move-off").first().click();
      await page.waitForURL((url) => picksIn(url.href).length === 3);
      assert.equal(await box.isChecked(), true, "what is removed is removed there too");
      await page.goto(`/shortlist?pick=${THREE[1]}`);
      assert.equal(await box.isChecked(), false, "another one, as from a colleague, does not take its place");
      await page.goto("/");
      await inHeader(page).click();
      await page.waitForURL("**/shortlist?**");
      await box.uncheck();
      assert.deepEqual(await stored(page), {});
      await page.goto("/");
      assert.equal(await inHeader(page).isVisible(), false);
      assert.deepEqual((await context.storageState({ indexedDB: true })), { cookies: [], origins: [] });
    });
  });

  it("Of more than four the reader chooses which to compare", async () => {
    await visit(site, { js: false }, async (page) => {
      const five = all.slice(0, 5).map(({ id }) => id);
      await page.goto(`/shortlist?q=school&${many("pick", five)}`);
      const boxes = page.locator(".compare-choice input[type=checkbox]");
      assert.equal(await boxes.count(), 5);
      await boxes.nth(0).uncheck();
      await boxes.nth(1).uncheck();
      await page.getByRole("button", { name: "Compare the chosen ones" }).click();
      await page.waitForURL("**/compare?**");
      const { searchParams } = new URL(page.url());
      assert.deepEqual(searchParams.getAll("id"), five.slice(2, 4));
      assert.deepEqual(searchParams.getAll("pick"), five);
      assert.equal(searchParams.get("q"), "school");
    });
  });

  it("On paper it is an overview and a sheet or two for each practice, with the addresses of all sources and no buttons", async () => {
    await visit(site, {}, async (page) => {
      await page.goto(`/shortlist?q=housing&${many("pick", THREE)}`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
      assert.ok(sheets > THREE.length && sheets <= 1 + 2 * THREE.length, `${sheets} sheets`); // by how wide the letters are
      await page.emulateMedia({ media: "print" });
      for (const selector of [".search-box", ".languages", ".shortlist-link", ".move", ".brief-actions", ".breadcrumb", ".footer-facts"]) {
        for (const element of await page.locator(selector).all()) assert.equal(await element.isVisible(), false, selector);
      }
      const printed = await page.locator(".brief .sources a").evaluateAll((links) => links.map((link) => [getComputedStyle(link, "::after").content, link.getAttribute("href")]));
      assert.ok(printed.length >= 3);
      for (const [content, href] of printed) assert.equal(content, JSON.stringify(` <${href}>`));
      await page.emulateMedia({ media: null });
    });
  });

  const PAGES = {
    "a shortlist": `/shortlist?q=housing&country=IT&pick=nowhere&${many("pick", THREE)}`,
    "a shortlist of five": `/shortlist?${many("pick", [...THREE, "lyon-classes-school-access", "graz-bio-garlic-employment"])}`,
    "an empty shortlist": "/shortlist",
    "three practices side by side": `/compare?${many("id", THREE)}`,
    "two practices side by side": `/compare?${many("id", THREE.slice(1))}&only=differences&pick=${THREE[1]}`,
    "one practice to compare": `/compare?id=${THREE[0]}`,
    "results with picks": `/search?q=housing&per_page=3&${many("pick", THREE)}`,
  };
  for (const [what, address] of Object.entries(PAGES)) {
    for (const lang of ["en", "de"]) {
      it(`axe finds nothing on ${what} in “${lang}”, light and dark, and it does not scroll sideways at 320 px`, async () => {
        await visit(site, { locale: lang, reducedMotion: "reduce" }, async (page) => {
          await page.goto(address);
          for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 800 });
            await page.emulateMedia({ colorScheme: "light" });
            assert.deepEqual(await tooWide(page), [], `${width} px`);
            await isAccessible(page, `${width} px, light`);
            await page.emulateMedia({ colorScheme: "dark" });
            assert.deepEqual(await violations(page, OF_COLOUR), [], `${width} px, dark`);
          }
        });
      });
    }
  }

  it("Side by side on a narrow screen a practice fits the screen and its fields keep their names", async () => {
    await visit(site, { width: 320, height: 700 }, async (page) => {
      await page.goto(`/compare?${many("id", THREE)}`);
      const region = page.getByRole("region", { name: "3 practices side by side" });
      const width = await region.evaluate((element) => element.clientWidth);
      const column = await page.getByRole("cell").first().evaluate((cell) => cell.getBoundingClientRect().width);
      assert.ok(column < width && column > width / 2, `${column} of ${width}`);
      await region.focus();
      await page.keyboard.press("ArrowRight");
      await eventually(() => region.evaluate((element) => element.scrollLeft > 0), true, "the keyboard scrolls it");
      await region.evaluate((element) => { element.scrollLeft = 400; });
      const name = await page.getByRole("rowheader", { name: /^Where/ }).locator(".row-name").boundingBox();
      assert.ok(name.x >= 0 && name.x + name.width <= 320, `the name of the field stays: ${name.x}`);
      assert.ok(await page.getByRole("columnheader").count() >= 3);
    });
  });
});
