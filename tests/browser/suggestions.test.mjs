// Suggestions under the search box, used by keyboard: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { isAccessible } from "./support/axe.mjs";
import { eventually, hits, labels, openSite, practices, searchBox, showsResults, total, visit } from "./support/site.mjs";

const options = (page) => page.getByRole("option");
const state = (page) => searchBox(page).evaluate((input) => ({
  expanded: input.getAttribute("aria-expanded"), active: input.getAttribute("aria-activedescendant"), focused: document.activeElement === input,
}));

// Types until suggestions are there.
async function type(page, words) {
  await searchBox(page).fill("");
  await searchBox(page).pressSequentially(words);
  await eventually(async () => (await state(page)).expanded, "true", `suggestions for “${words}”`, 5_000);
}

// Which option the keyboard is on, or null; what the attributes say must be one thing.
async function active(page) {
  const { active: id, focused } = await state(page);
  assert.ok(focused, "the focus stays in the box");
  const selected = await page.locator('[role="option"][aria-selected="true"]').evaluateAll((found) => found.map((option) => option.id));
  assert.deepEqual(selected, id === null ? [] : [id], "aria-selected and aria-activedescendant agree");
  return id === null ? null : (await page.locator(`#${id}`).innerText()).replace(/\s+/g, " ");
}

async function closed(page) {
  assert.equal((await state(page)).expanded, "false");
  assert.equal((await state(page)).active, null);
  assert.ok(await page.locator("#suggestions").isHidden());
}

describe("Suggestions", () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  it("The search box is a combobox that says whether its list is open, and axe finds nothing in the open list", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      const box = page.getByRole("combobox", { name: "Search the practices" });
      assert.equal(await box.getAttribute("aria-expanded"), "false");
      assert.equal(await box.getAttribute("aria-autocomplete"), "list");
      assert.ok(await page.locator(`#${await box.getAttribute("aria-controls")}[role="listbox"]`).isHidden());
      await type(page, "housing");
      const list = page.getByRole("listbox");
      assert.ok(await list.isVisible());
      assert.ok(await list.getAttribute("aria-label"));
      const count = await options(page).count();
      assert.ok(count > 1);
      await eventually(() => page.getByRole("status").innerText(), `Suggestions: ${count}`, "the number of suggestions is announced");
      await page.keyboard.press("ArrowDown");
      await isAccessible(page, "with the list open");
    });
  });

  it("Arrow keys go through the options and back to the words, Escape closes and keeps the words", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      await type(page, "housing");
      const texts = (await options(page).allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
      assert.equal(await active(page), null, "nothing is chosen for the reader");
      for (const text of texts) {
        await page.keyboard.press("ArrowDown");
        assert.equal(await active(page), text);
      }
      await page.keyboard.press("ArrowDown");
      assert.equal(await active(page), null, "after the last one: the words");
      await page.keyboard.press("ArrowDown");
      assert.equal(await active(page), texts[0]);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.equal(await active(page), texts.at(-1));
      assert.equal(await searchBox(page).inputValue(), "housing", "arrows leave the words alone");
      await page.keyboard.press("Escape");
      await closed(page);
      assert.equal(await searchBox(page).inputValue(), "housing");
      assert.ok((await state(page)).focused);
      await page.keyboard.press("ArrowDown");
      await eventually(async () => (await state(page)).expanded, "true", "the arrow opens it again");
      await page.keyboard.press("Tab");
      await eventually(async () => (await state(page)).expanded, "false", "leaving the box closes the list");
      assert.equal(await page.evaluate(() => document.activeElement.className), "search-button");
      assert.equal(new URL(page.url()).pathname, "/");
    });
  });

  it("A city is found by its Hungarian name “Kolozs…” and becomes a filter", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      await type(page, "Kolozs");
      await page.keyboard.press("ArrowDown");
      assert.match(await active(page), /^Cluj-Napoca \(Kolozsvár\) Town/);
      await page.keyboard.press("Enter");
      await showsResults(page, { city: "cluj-napoca" });
      const inCluj = (await practices()).filter((practice) => practice.city === "cluj-napoca");
      assert.equal(await total(page), inCluj.length);
      assert.deepEqual((await hits(page)).sort(), inCluj.map((practice) => practice.id));
      assert.ok(await page.getByRole("link", { name: "Remove filter: Cluj-Napoca" }).isVisible());
    });
  });

  for (const [typed, locale, id] of [
    ["Београд", "en", "belgrade"], ["Београд", "sr", "belgrade"], ["Крагуј", "en", "kragujevac"], ["Видин", "en", "vidin"],
    ["Θεσσαλον", "en", "thessaloniki"], ["θεσσαλονικη", "el", "thessaloniki"],
  ]) {
    it(`A city is found by “${typed}”, in its own script, by a reader of “${locale}”`, async () => {
      const label = (await labels("places", locale))[id];
      const expected = (await practices()).filter((practice) => practice.city === id).map((practice) => practice.id);
      await visit(site, { locale }, async (page) => {
        await page.goto("/");
        await type(page, typed);
        const first = (await options(page).first().innerText()).replace(/\s+/g, " ");
        assert.ok(first.startsWith(label), `“${typed}” suggests ${first}`);
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await showsResults(page, { city: id });
        assert.deepEqual((await hits(page)).sort(), expected);
      });
    });
  }

  it("Enter without a choice searches for the words as typed, with a choice it opens the practice", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      await type(page, "garlic");
      await page.keyboard.press("Enter");
      await showsResults(page, { q: "garlic" });
      assert.equal((await hits(page))[0], "graz-bio-garlic-employment");
      await closed(page);

      await type(page, "organic garlic");
      const practice = options(page).filter({ hasText: "Growing organic garlic" });
      while (!(await active(page))?.startsWith("Growing organic garlic")) await page.keyboard.press("ArrowDown");
      assert.equal(await practice.getAttribute("aria-selected"), "true");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/practices/graz-bio-garlic-employment*");
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /garlic/);
    });
  });

  it("Enter pressed before the suggestions are there keeps them away: the results are not covered", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      await page.evaluate(() => {
        window.opened = false;
        new MutationObserver(() => { window.opened ||= document.querySelector("#q").getAttribute("aria-expanded") === "true"; })
          .observe(document.querySelector("#q"), { attributes: true });
      });
      await searchBox(page).fill("garlic");
      await searchBox(page).press("Enter");
      await showsResults(page, { q: "garlic" });
      // The list would come with the answer to a question that the page should not ask any more.
      await page.waitForResponse("**/api/v1/suggest?*", { timeout: 700 }).catch(() => {});
      assert.equal(await page.evaluate(() => new Promise((done) => { setTimeout(() => done(window.opened)); })), false, "opened by itself");
      await eventually(() => page.getByRole("status").innerText(), await page.locator("#results-total").innerText(), "the total is announced", 3_000);
    });
  });

  it("On a page of results a theme becomes a filter without a new page, and a click does the same as Enter", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search?q=garlic");
      await page.evaluate(() => { window.samePage = true; });
      await type(page, "Wohnen"); // German for housing
      await options(page).filter({ hasText: "Theme" }).first().click();
      await showsResults(page, { theme: "housing" });
      const expected = (await practices()).filter((practice) => practice.theme.includes("housing"));
      assert.equal(await total(page), expected.length);
      assert.ok(await page.evaluate(() => window.samePage), "no new page");
      await closed(page);
      assert.equal(await searchBox(page).inputValue(), "");
    });
  });

  it("An answer that comes late does not replace the suggestions for what is typed now", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      let letGo;
      const held = new Promise((done) => { letGo = done; });
      await page.route("**/api/v1/suggest?q=Ly*", async (route) => {
        await held;
        await route.continue().catch(() => {}); // the page may have given it up
      });
      await searchBox(page).pressSequentially("Ly");
      await page.waitForRequest("**/api/v1/suggest?q=Ly*");
      await type(page, "Graz");
      letGo();
      await page.unrouteAll({ behavior: "wait" });
      await page.evaluate(() => fetch("/healthz").then((answer) => answer.text())); // after whatever was under way
      for (const text of await options(page).allInnerTexts()) assert.match(text, /Gra[sz]/i);
    });
  });

  it("One letter, odd letters and words without a match leave the list closed", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      for (const words of ["g", "!!??", "<b>", "zzzzzz", "😀😀"]) {
        await type(page, "housing");
        const answered = words.length > 1 ? page.waitForResponse((response) => new URL(response.url()).searchParams.get("q") === words) : null;
        await searchBox(page).fill(words);
        await answered;
        await eventually(async () => (await state(page)).expanded, "false", `“${words}”`);
        await closed(page);
      }
    });
  });
});
