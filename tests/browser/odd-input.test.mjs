// What people type, paste and mistype: every answer is a page of results that says what was searched for.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hits, messages, openSite, practices, search, searchBox, showsResults, total, visit } from "./support/site.mjs";

const ODD = ["?!", "the of and", "שלום", "😀", "<script>alert(1)</script>"];
const ODDER = [
  "---", "\"", "\"\"", "*", "OR", "-", "title:", "((()))", "%", "&amp;", "a&b=c#d", "+ +", "\\", "'; DROP TABLE",
  "der die das", "et le la",
  "مدرسة", "\u202Erealojo\u202C", "👩🏽‍🏫 school 🏫", "中文学校",
  "<img src=x onerror=alert(1)>", "</title><script>alert(1)</script>", "{{t.site.name}}",
];

async function isPageOfResults(page, words) {
  assert.equal(await searchBox(page).inputValue(), words, "the box keeps the words");
  const [number, shown] = [await total(page), await hits(page)];
  assert.equal(shown.length, Math.min(number, 10), `“${words}”: total and results agree`);
  assert.equal(await page.locator("main script, main img, head script:not([src])").count(), 0, `“${words}” is text`);
  if (number === 0) assert.ok(await page.getByRole("main").getByRole("link").first().isVisible(), `“${words}”: a way on`);
}

describe("Odd input", () => {
  let site;
  let all;
  before(async () => {
    site = await openSite();
    all = (await practices()).length;
  });
  after(() => site?.close());

  for (const js of [true, false]) {
    it(`Signs, stop words, other scripts, emoji and HTML are searched for as text (${js ? "with" : "without"} JavaScript)`, async () => {
      await visit(site, { js }, async (page) => {
        await page.goto("/search");
        for (const words of js ? [...ODD, ...ODDER] : ODD) {
          await searchBox(page).fill(words);
          await searchBox(page).press("Enter");
          await showsResults(page, { q: words });
          await isPageOfResults(page, words);
        }
      });
    });
  }

  it("What holds no word says so, and shows all practices", async () => {
    for (const locale of ["en", "de", "fr"]) {
      const sentence = (await messages(locale))["note.no_words"];
      await visit(site, { locale }, async (page) => {
        for (const words of ["?!", "😀"]) {
          await page.goto(`/search?q=${encodeURIComponent(words)}`);
          assert.equal(await page.locator(".note").first().innerText(), sentence.replace("{words}", words));
          assert.equal(await total(page), all);
        }
      });
    }
  });

  it("Blanks alone are no search", async () => {
    await visit(site, {}, async (page) => {
      for (const query of ["?q=", "?q=+++", "?q=%20%09", ""]) {
        await page.goto(`/search${query}`);
        assert.equal(await total(page), all, query);
      }
    });
  });

  it("1,000 characters are searched for, the box takes no more, and a note says how many words counted", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      const words = "garlic school ".repeat(80).slice(0, 1000).trim();
      await searchBox(page).fill(words);
      await searchBox(page).press("Enter");
      await showsResults(page, { q: words });
      await isPageOfResults(page, words);
      assert.match(await page.locator(".notes").innerText(), /64 words/);
      const one = "x".repeat(1000);
      await searchBox(page).fill(one);
      await searchBox(page).pressSequentially("yz");
      assert.equal(await searchBox(page).inputValue(), one, "no room for more");
      await searchBox(page).press("Enter");
      await showsResults(page, { q: one });
      await isPageOfResults(page, one);
      assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth), true, "a very long word does not widen the page");
    });
  });

  it("Page 1000 is empty and leads to the first, page 1001 is refused", async () => {
    await visit(site, { statuses: [400] }, async (page) => {
      const last = await page.goto("/search?page=1000");
      assert.equal(last.status(), 200);
      assert.deepEqual(await hits(page), []);
      await page.locator(".past-end a").click();
      await showsResults(page, { page: [] });
      assert.equal((await hits(page)).length, 10);
      const refused = await page.goto("/search?page=1001");
      assert.equal(refused.status(), 400);
      assert.match(await page.locator(".error-detail").innerText(), /'page'.*1000/);
    });
  });

  it("A misspelt word is corrected, with a way to the search as typed", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/");
      await search(page, "housng");
      assert.ok(await total(page) > 1);
      const note = page.locator(".note").first();
      assert.match(await note.innerText(), /housing/);
      await note.getByRole("link").click();
      await page.waitForURL((url) => url.pathname === "/search" && url.search !== "?q=housng");
      await page.locator("#results:not([aria-busy])").waitFor();
      assert.equal(await total(page), 0);
      assert.equal(await searchBox(page).inputValue(), await page.evaluate(() => new URLSearchParams(location.search).get("q")));
    });
  });
});
