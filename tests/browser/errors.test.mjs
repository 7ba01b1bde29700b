// What cannot be answered is answered in words: a page of the site, in the reader's language, with ways on.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hits, messages, openSite, practices, search, total, visit } from "./support/site.mjs";

const WRONG = [
  // address, status, what it has to name
  ["/practices/no-such-practice", 404, "no-such-practice"],
  ["/no-such-page", 404, null],
  ["/search?page=abc", 400, "page"],
  ["/search?page=0", 400, "page"],
  ["/search?page=1001", 400, "page"],
  ["/search?per_page=1000", 400, "per_page"],
  ["/search?theme=houzing", 400, "houzing"],
  ["/search?theme=housing&country=XX", 400, "XX"],
  ["/search?colour=blue", 400, "colour"],
  ["/search?sort=beauty", 400, "sort"],
  ["/search?from=2020&to=2010", 400, "from"],
  ["/search?lang=no_language!", 400, "lang"],
  [`/search?q=${"a".repeat(1001)}`, 400, "q"],
  ["/search?q=%C3%28", 400, null],
  ["/search?q=a%00b", 400, null],
  ["/?page=abc", 400, "page"],
  ["/practices/turin-la-citta-possibile?page=abc", 400, "page"],
];

describe("Pages about errors", () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const js of [true, false]) {
    it(`Each is a page in German for a reader of German, names what is wrong and leads on (${js ? "with" : "without"} JavaScript)`, async () => {
      const t = await messages("de");
      await visit(site, { js, locale: "de-CH", statuses: [400, 404] }, async (page) => {
        for (const [address, status, named] of WRONG.filter((_, i) => js || i % 4 === 0)) {
          const answer = await page.goto(address);
          const at = address.slice(0, 60);
          assert.equal(answer.status(), status, at);
          assert.match(answer.headers()["content-type"], /^text\/html/, at);
          assert.equal(await page.locator("html").getAttribute("lang"), "de", at);
          assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), t[`error.${status}.title`], at);
          assert.ok((await page.title()).includes(t[`error.${status}.title`]), at);
          if (named) assert.match(await page.locator(".error-detail").innerText(), new RegExp(`['‘„]${named}['’“]`), at);
          if (named) assert.match(await page.locator(".error-detail").innerText(), new RegExp(`^${t[`error.detail.${status}`]}`), at);
          const main = page.getByRole("main");
          assert.ok(await main.getByRole("link", { name: t["error.home"] }).isVisible(), at);
          assert.ok(await main.getByRole("link", { name: t["error.all"] }).isVisible(), at);
        }
      });
    });
  }

  it("From a page about an error a search leads to results, and its links lead home and to all practices", async () => {
    await visit(site, { locale: "fr-FR", statuses: [404] }, async (page) => {
      await page.goto("/practices/no-such-practice");
      await search(page, "logement Turin");
      assert.equal((await hits(page))[0], "turin-la-citta-possibile");
      await page.goBack();
      await page.getByRole("main").getByRole("link").last().click();
      await page.waitForURL("**/search");
      assert.equal(await total(page), (await practices()).length);
      await page.goto("/practices/no-such-practice");
      await page.getByRole("main").getByRole("link").first().click();
      await page.waitForURL((url) => url.pathname === "/");
    });
  });

  it("A language in the address goes before the browser's", async () => {
    await visit(site, { locale: "de-DE", statuses: [400, 404] }, async (page) => {
      for (const [address, status] of [["/practices/nix?lang=fr", 404], ["/search?page=abc&lang=fr", 400]]) {
        assert.equal((await page.goto(address)).status(), status);
        assert.equal(await page.locator("html").getAttribute("lang"), "fr");
        const home = await page.getByRole("main").getByRole("link").first().getAttribute("href");
        assert.equal(home, "/?lang=fr", "the ways on keep it");
      }
    });
  });

  it("What the address says is shown as text and never run", async () => {
    await visit(site, { statuses: [400, 404] }, async (page) => {
      for (const address of ["/search?theme=%3Cimg%20src=x%20onerror=alert(1)%3E", "/practices/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/search?%3Cb%3E=1"]) {
        await page.goto(address);
        assert.ok((await page.title()).length > 0);
        assert.equal(await page.locator("main script, main img, main b").count(), 0, address);
      }
    });
  });
});
