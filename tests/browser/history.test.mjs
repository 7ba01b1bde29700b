// Results replaced in place behave like pages: history, title, focus, and a word to those who do not see the change.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chosen, eventually, hits, openFilters, openSite, practices, search, searchBox, showsResults, tick, total, visit } from "./support/site.mjs";

const announced = (page) => page.getByRole("status").innerText();
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);
const shown = async (page) => ({ title: await page.title(), hits: await hits(page), q: await searchBox(page).inputValue() });

// The searches that a page asks for from now on.
function searchesOf(page) {
  const asked = [];
  page.on("request", (request) => { if (new URL(request.url()).pathname === "/search") asked.push(request.url()); });
  return asked;
}

// Everything that an event set off has been asked for and answered.
const quiet = (page) => page.evaluate(async () => {
  await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
  await fetch("/healthz").then((answer) => answer.text());
});

// What a full reload would forget.
const mark = (page) => page.evaluate(() => { window.samePage = true; });
const isSamePage = async (page) => assert.ok(await page.evaluate(() => window.samePage === true), "not reloaded");

// Types, waits for the suggestions, and presses Enter.
async function searchAfterReading(page, words) {
  await searchBox(page).fill(words);
  await eventually(() => searchBox(page).getAttribute("aria-expanded"), "true", "suggestions");
  await searchBox(page).press("Enter");
  await showsResults(page, { q: words });
}

describe("Results in place", () => {
  let site;
  before(async () => {
    site = await openSite({
      // One case in Kosovo, which has a note in the footer.
      prepare: async (corpus) => {
        const path = join(corpus, "practices/tirana-every-roma-child-in-kindergarten/practice.yaml");
        const yaml = await readFile(path, "utf8");
        await writeFile(path, yaml.replace(/^place: .*$/m, "place: mitrovica"));
      },
    });
  });
  after(() => site?.close());

  it("Back and Forward show the right results, title and words, without a new page", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      await search(page, "garlic Graz");
      const first = await shown(page);
      assert.match(first.title, /garlic Graz/);
      await mark(page);
      await search(page, "school Lyon");
      const second = await shown(page);
      assert.match(second.title, /school Lyon/);
      assert.notDeepEqual(second.hits, first.hits);
      await openFilters(page);
      await tick(page, "theme", "housing");
      await page.getByRole("button", { name: "Apply filters" }).click();
      await showsResults(page, { q: "school Lyon", theme: "housing" });
      const third = await shown(page);

      await page.goBack();
      await showsResults(page, { q: "school Lyon", theme: [] });
      assert.deepEqual(await shown(page), second);
      assert.deepEqual(await chosen(page, "theme"), []);
      await page.goBack();
      await showsResults(page, { q: "garlic Graz" });
      assert.deepEqual(await shown(page), first);
      await page.goForward();
      await showsResults(page, { q: "school Lyon", theme: [] });
      assert.deepEqual(await shown(page), second);
      await page.goForward();
      await showsResults(page, { theme: "housing" });
      assert.deepEqual(await shown(page), third);
      assert.deepEqual(await chosen(page, "theme"), ["housing"]);
      await isSamePage(page);

      // over the edge of the page and back again
      await page.locator(".hit h3 a").first().click();
      await page.waitForURL("**/practices/**");
      await page.goBack();
      await showsResults(page, { theme: "housing" });
      assert.deepEqual(await shown(page), third);
      await page.goBack();
      await showsResults(page, { q: "school Lyon", theme: [] });
      await page.goBack();
      await showsResults(page, { q: "garlic Graz" });
      assert.deepEqual(await shown(page), first);
      await page.goBack();
      await page.waitForURL((url) => url.pathname === "/");
      assert.match(await page.title(), /^Inclusion in practice|Inclusion in practice$/);
    });
  });

  it("What stands on the page after each step is what a fresh page of that address has", async () => {
    const parts = (page) => page.locator("#results-head, #filters, #results, .navigation, .languages, .footnotes, .api-link").evaluateAll((found) => found.map((part) => {
      const copy = part.cloneNode(true);
      for (const details of copy.querySelectorAll("details")) details.open = false;
      copy.querySelectorAll(".facet-find").forEach((made) => made.remove());
      if (copy.matches("details")) copy.open = false;
      return copy.outerHTML;
    }));
    const hidden = (page) => page.locator('#search-form input[type="hidden"]').evaluateAll((inputs) => inputs.map((input) => `${input.name}=${input.value}`));
    await visit(site, {}, async (page, context) => {
      await page.goto("/search?lang=fr&per_page=5");
      await mark(page);
      await search(page, "école");
      await tick(page, "country", "FR");
      await page.locator(".filters-apply button").click();
      await showsResults(page, { q: "école", country: "FR", lang: "fr", per_page: "5" });
      await page.locator("#sort").selectOption("title");
      await page.locator(".sort button").click();
      await showsResults(page, { q: "école", country: "FR", sort: "title" });
      await isSamePage(page);
      const fresh = await context.newPage();
      await fresh.goto(page.url());
      assert.deepEqual(await parts(page), await parts(fresh));
      assert.deepEqual(await hidden(page), await hidden(fresh));
      assert.equal(await page.title(), await fresh.title());
    });
  });

  it("The number of results is announced politely, each time, and the focus stays where it was", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      await mark(page);
      const live = page.getByRole("status");
      assert.equal(await live.innerText(), "", "a fresh page announces nothing");
      assert.notEqual(await live.getAttribute("aria-live"), "assertive");
      await searchAfterReading(page, "garlic");
      await eventually(() => announced(page), await page.locator("#results-total").innerText(), "the words");
      assert.match(await announced(page), /^\d+ practices? for “garlic”/);
      assert.equal(await focused(page), "q");

      await searchAfterReading(page, "Roma");
      await eventually(() => announced(page), await page.locator("#results-total").innerText(), "other words");
      await tick(page, "country", "FR");
      await page.getByRole("button", { name: "Apply filters" }).press("Enter");
      await showsResults(page, { q: "Roma", country: "FR" });
      await eventually(() => announced(page), await page.locator("#results-total").innerText(), "a filter");
      assert.equal(await page.evaluate(() => document.activeElement.closest(".filters-apply") && document.activeElement.tagName), "BUTTON", "on Apply");

      await page.locator("#sort").focus();
      await page.locator("#sort").selectOption("title");
      await page.getByRole("button", { name: "Sort", exact: true }).press("Enter");
      await showsResults(page, { sort: "title" });
      await eventually(() => announced(page), await page.locator("#results-total").innerText(), "the order");
      assert.equal(await page.evaluate(() => document.activeElement.closest(".sort") && document.activeElement.tagName), "BUTTON", "on Sort");

      await page.getByRole("link", { name: "Remove filter: France" }).press("Enter");
      await showsResults(page, { q: "Roma", country: [] });
      await eventually(() => announced(page), await page.locator("#results-total").innerText(), "a filter removed");
      assert.equal(await focused(page), "results-total", "its chip is gone, so the focus goes to the number of results");
      await isSamePage(page);
    });
  });

  it("On a narrow screen Apply closes the filters and leads to the number of results", async () => {
    await visit(site, { width: 360, height: 740 }, async (page) => {
      await page.goto("/search");
      await openFilters(page);
      await tick(page, "theme", "housing");
      const apply = page.getByRole("button", { name: "Apply filters" });
      await apply.press("Enter");
      await showsResults(page, { theme: "housing" });
      await eventually(() => focused(page), "results-total", "focus");
      assert.ok(await apply.isHidden());
      assert.ok(await page.locator("#results-total").isVisible());
      await eventually(() => page.evaluate(() => scrollY), 0, "at the top");
      await page.goBack();
      await showsResults(page, { theme: [] });
      assert.deepEqual(await chosen(page, "theme"), []);
    });
  });

  it("Another page of results begins at its top, and Back returns to the place that was left", async () => {
    await visit(site, { height: 600 }, async (page) => {
      await page.goto("/search?per_page=5");
      await mark(page);
      const first = await hits(page);
      const next = page.getByRole("link", { name: "Next" });
      await next.scrollIntoViewIfNeeded();
      const left = await page.evaluate(() => scrollY);
      assert.ok(left > 500);
      await next.click();
      await showsResults(page, { page: "2" });
      await eventually(() => focused(page), "results-total", "focus");
      assert.equal(await page.evaluate(() => scrollY), 0);
      assert.equal(await page.getByRole("link", { name: "Page 2" }).getAttribute("aria-current"), "page");
      assert.match(await page.title(), /page 2/);
      const second = await hits(page);
      assert.equal(new Set([...first, ...second]).size, 10, "ten different practices");
      await page.goBack();
      await showsResults(page, { page: [] });
      assert.deepEqual(await hits(page), first);
      await eventually(() => page.evaluate(() => Math.round(scrollY)), Math.round(left), "the place that was left");
      await isSamePage(page);
    });
  });

  it("Of two searches the later one stays, even when the earlier answer comes last", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      let letGo;
      const held = new Promise((done) => { letGo = done; });
      await page.route("**/search?q=garlic", async (route) => {
        await held;
        await route.continue().catch(() => {}); // the page may have given it up
      });
      await searchBox(page).fill("garlic");
      await searchBox(page).press("Enter");
      await searchBox(page).fill("realojo Madrid");
      await searchBox(page).press("Enter");
      await showsResults(page, { q: "realojo Madrid" });
      letGo();
      await page.unrouteAll({ behavior: "wait" });
      await quiet(page);
      assert.equal((await hits(page))[0], "madrid-iris-rehousing");
      assert.match(await page.title(), /realojo/);
    });
  });

  it("An address that cannot be answered in place leads to the page that says why", async () => {
    await visit(site, { locale: "fr-FR", statuses: [400] }, async (page) => {
      await page.goto("/search");
      await openFilters(page);
      await page.locator('[name="from"]').fill("2020");
      await page.locator('[name="to"]').fill("2010");
      await page.locator(".filters-apply button").click();
      await page.locator("main.error").waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
      assert.match(await page.locator(".error-detail").innerText(), /from/);
      await page.goBack();
      await page.waitForURL((url) => url.pathname === "/search" && url.search === "");
      await page.locator("#results").waitFor({ timeout: 5_000 });
      assert.equal(await total(page), (await practices()).length);
    });
  });

  it("The skip link leads past the header without touching the results", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search?country=XK");
      const asked = searchesOf(page);
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "skip-link");
      await page.keyboard.press("Enter");
      await page.waitForURL("**#main");
      assert.equal(await focused(page), "main");
      await quiet(page);
      assert.deepEqual(asked, [], "no search");
      assert.equal(await announced(page), "", "nothing has changed, nothing is announced");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
      await page.goBack();
      assert.ok((await hits(page)).includes("tirana-every-roma-child-in-kindergarten"));
    });
  });

  it("The star leads to the note on Kosovo and stays there", async () => {
    await visit(site, { height: 600 }, async (page) => {
      await page.goto("/search?country=XK");
      const asked = searchesOf(page);
      await page.locator(".hit .star").first().press("Enter");
      await page.waitForURL("**#kosovo");
      await quiet(page);
      const note = page.locator("#kosovo");
      assert.match(await note.innerText(), /Resolution 1244/);
      assert.deepEqual(asked, [], "no search");
      const { y } = await note.boundingBox();
      assert.ok(y >= 0 && y < 600, `the note is in sight (${y})`);
    });
  });
});
