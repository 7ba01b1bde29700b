// What a page costs its reader: bytes, requests, traces.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { openFilters, openSite, search, tick, total, visit } from "./support/site.mjs";

const KB = 1024;

// Everything a page transfers, headers included: {url: bytes}; what came from the browser's own cache is not transferred.
async function transfers(page, context) {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const urls = new Map();
  const bytes = {};
  session.on("Network.responseReceived", ({ requestId, response }) => { urls.set(requestId, response.url); });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url && encodedDataLength) bytes[url] = (bytes[url] ?? 0) + encodedDataLength;
  });
  return bytes;
}

const sum = (bytes) => Object.values(bytes).reduce((all, some) => all + some, 0);

describe("The budget of a page", () => {
  let site;
  before(async () => { site = await openSite(); });
  after(() => site?.close());

  for (const [what, address] of [["The home page", "/"], ["A first page of results", "/search?q=Roma"], ["The list of all practices", "/search"], ["A practice", "/practices/turin-la-citta-possibile"]]) {
    it(`${what} transfers at most 60 KB in all, has one stylesheet and asks nobody else`, async () => {
      await visit(site, { fresh: true }, async (page, context) => {
        const bytes = await transfers(page, context);
        const kinds = [];
        page.on("request", (request) => kinds.push(request.resourceType()));
        await page.goto(address, { waitUntil: "networkidle" });
        const said = JSON.stringify(bytes, null, 1);
        assert.ok(Object.keys(bytes).length >= 3, `page, stylesheet and script are counted: ${said}`);
        assert.ok(sum(bytes) <= 60 * KB, `${sum(bytes)} bytes: ${said}`);
        assert.deepEqual(kinds.filter((kind) => kind === "stylesheet").length, 1);
        assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
        assert.equal(await page.locator("style, [style], script:not([src]), link[rel~='preconnect'], link[rel~='dns-prefetch']").count(), 0, "nothing inline");
        for (const url of Object.keys(bytes)) assert.equal(new URL(url).origin, site.url);
      });
    });
  }

  it("All JavaScript together is at most 20 KB compressed, and so is the stylesheet", async () => {
    await visit(site, { fresh: true }, async (page) => {
      const bodies = [];
      page.on("response", (response) => {
        if (["script", "stylesheet"].includes(response.request().resourceType())) bodies.push([response.request().resourceType(), response.headers()["content-encoding"], response.body()]);
      });
      await page.goto("/search?q=Roma", { waitUntil: "networkidle" });
      for (const kind of ["script", "stylesheet"]) {
        const found = bodies.filter(([one]) => one === kind);
        assert.ok(found.length > 0, kind);
        let size = 0;
        for (const [, coding, body] of found) {
          assert.ok(["gzip", "br"].includes(coding), `${kind} is compressed`);
          size += gzipSync(await body).length;
        }
        assert.ok(size <= 20 * KB, `${kind}: ${size} bytes`);
      }
    });
  });

  it("After the first page, style and script come from the browser's own cache, and an unchanged page costs next to nothing", async () => {
    await visit(site, { fresh: true }, async (page, context) => {
      await page.goto("/", { waitUntil: "networkidle" });
      const bytes = await transfers(page, context);
      await page.goto("/search?q=Roma", { waitUntil: "networkidle" });
      assert.deepEqual(Object.keys(bytes), [`${site.url}/search?q=Roma`], "only the page itself");
      assert.ok(sum(bytes) <= 20 * KB, `${sum(bytes)} bytes`);
      for (const url of Object.keys(bytes)) delete bytes[url];
      await page.goto("/", { waitUntil: "networkidle" });
      assert.ok(sum(bytes) < 2 * KB, `a page seen before: ${JSON.stringify(bytes)}`);
    });
  });

  it("A whole visit leaves no cookie and nothing in the browser's stores", async () => {
    await visit(site, { fresh: true }, async (page, context) => {
      await page.goto("/");
      await search(page, "housing");
      await openFilters(page);
      await tick(page, "theme", "housing");
      await page.getByRole("button", { name: "Apply filters" }).click();
      await page.waitForURL("**theme=housing**");
      await page.locator(".hit h3 a").first().click();
      await page.waitForURL("**/practices/**");
      await page.locator(".version-original, .versions a").last().click();
      assert.deepEqual((await context.storageState({ indexedDB: true })), { cookies: [], origins: [] });
      assert.equal(await page.evaluate(async () => (await caches.keys()).length + sessionStorage.length + (await navigator.serviceWorker.getRegistrations()).length), 0);
    });
  });

  it("The watch over the pages works: it sees inline script and style, errors, other hosts and statuses", async () => {
    const faults = await visit(site, { fresh: true, faulty: true, statuses: [404] }, async (page) => {
      await page.goto("/search");
      assert.ok(await total(page) > 0);
      await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        const style = document.createElement("p");
        style.setAttribute("style", "color: red");
        document.body.append(style);
        setTimeout(() => { throw new Error("thrown by the test"); });
        return fetch("http://other.invalid/").catch(() => {});
      });
      assert.equal(await page.evaluate(() => window.ran), undefined, "the inline script did not run");
      await page.goto("/practices/no-such-practice"); // expected, so no fault
      await page.goto("/search?page=abc");
    });
    const all = faults.join("\n");
    for (const fault of [/script-src/, /style-src/, /connect-src|other\.invalid/, /page error: Error: thrown by the test/, /status 400/]) assert.match(all, fault);
    assert.doesNotMatch(all, /status 404|status of 404/);
  });
});
