// The map: the same results as the list, with and without JavaScript, by pointer and by keyboard.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { isAccessible, OF_COLOUR, violations } from "./support/axe.mjs";
import { eventually, messages, openFilters, openSite, practices, searchBox, tick, total, visit } from "./support/site.mjs";

// The markers in sight: [{name, count, href}].
const markers = (page) => page.locator(".marker").evaluateAll((all) => all.filter((marker) => marker.getBoundingClientRect().width > 0).map((marker) => ({
  name: marker.getAttribute("aria-label"), count: Number(marker.querySelector(".marker-count").textContent), href: marker.getAttribute("href"),
})));

const sum = (all) => all.reduce((before, { count }) => before + count, 0);

const listed = (page) => page.locator(".map-town ul a").evaluateAll((links) => links.map((link) => new URL(link.href).pathname.split("/").pop()).sort());

async function showsMap(page, parameters) {
  await page.waitForURL((url) => url.pathname === "/map" && Object.entries(parameters).every(([name, value]) => (value === null ? !url.searchParams.has(name) : url.searchParams.get(name) === value)));
  await page.locator("#results:not([aria-busy]) #map").waitFor();
}

describe("The map", () => {
  let site;
  let all;
  before(async () => {
    site = await openSite();
    all = await practices();
  });
  after(() => site?.close());

  for (const js of [true, false]) {
    for (const width of [1280, 360]) {
      const how = `${js ? "with" : "without"} JavaScript, ${width} pixels wide`;

      it(`From the home page a reader comes to all practices, zooms in and opens one (${how})`, async () => {
        await visit(site, { js, width }, async (page) => {
          await page.goto("/");
          await page.getByRole("link", { name: "Open the map" }).click();
          await showsMap(page, { zoom: null });
          assert.equal(await total(page), all.length);
          assert.equal(sum(await markers(page)), all.length, "the markers have all practices");
          assert.deepEqual(await listed(page), all.map((practice) => practice.id), "and so has the list");

          const group = (await markers(page)).filter(({ href }) => href.startsWith("/map")).sort((a, b) => b.count - a.count)[0];
          assert.match(group.name, /: \d+ practices\. Zoom in$/);
          await page.getByRole("link", { name: group.name }).click();
          await page.waitForURL("**/map?zoom=*");
          await page.locator("#results:not([aria-busy]) #map").waitFor();
          const near = await markers(page);
          assert.ok(near.length > 1, "the group has come apart");
          assert.match(await page.locator(".map-shown").innerText(), new RegExp(`^In this part of the map: ${sum(near)} practices`));
          assert.equal(await total(page), all.length, "still all of them");

          await page.locator(".map-town ul a").first().click();
          await page.waitForURL("**/practices/**");
        });
      });

      it(`The search and its filters go along from the list to the map, to a town, and back (${how})`, async () => {
        const t = await messages("de");
        const wanted = all.filter((practice) => practice.country === "IT" || practice.country === "AT").map((practice) => practice.id);
        await visit(site, { js, width, locale: "de-DE" }, async (page) => {
          await page.goto("/search?country=IT");
          await page.getByRole("link", { name: t["map.show_map"] }).click();
          await showsMap(page, { country: "IT" });
          await openFilters(page);
          await tick(page, "country", "AT");
          await page.getByRole("button", { name: t["filter.apply"] }).click();
          await page.waitForURL((url) => url.pathname === "/map" && url.searchParams.getAll("country").length === 2);
          await eventually(() => listed(page), wanted, "the list");
          assert.equal(sum(await markers(page)), wanted.length);
          await page.getByRole("link", { name: `${t["filter.remove"]} Italien` }).click();
          await eventually(() => listed(page), all.filter((practice) => practice.country === "AT").map((practice) => practice.id), "without Italy");
          await page.goto(`/map?country=IT&country=AT&zoom=4&at=47.07,15.44`);
          await page.getByRole("link", { name: /^Graz, Österreich: / }).click();
          await page.waitForURL((url) => url.pathname === "/search" && url.searchParams.get("city") === "graz" && url.searchParams.getAll("country").length === 2);
          assert.equal(await total(page), all.filter((practice) => practice.city === "graz").length);
          await page.goBack();
          await page.getByRole("link", { name: t["map.show_list"] }).click();
          await page.waitForURL((url) => url.pathname === "/search" && !url.searchParams.has("city"));
          assert.equal(await total(page), wanted.length);
        });
      });
    }
  }

  it("Links move the map in place, keep the focus, say the new number, and Back leads back", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/map");
      await page.evaluate(() => { globalThis.same = true; });
      const zoomIn = page.locator("#map-zoom_in");
      await zoomIn.focus();
      await page.keyboard.press("Enter");
      await showsMap(page, { zoom: "1" });
      await eventually(() => page.evaluate(() => document.activeElement.id), "map-zoom_in", "focus");
      await eventually(() => page.locator("#live").innerText(), `${await page.locator("#results-total").innerText()} ${await page.locator(".map-shown").innerText()}`, "announced");
      const east = await markers(page);
      await page.locator("#map-west").click();
      await eventually(async () => JSON.stringify(await markers(page)) === JSON.stringify(east), false, "moved west");
      await page.locator("#map-zoom_in").click();
      await showsMap(page, { zoom: "2" });
      await page.goBack();
      await page.goBack();
      await showsMap(page, { zoom: "1" });
      await eventually(() => markers(page), east, "as it was");
      await page.locator("#map-whole").click();
      await showsMap(page, { zoom: null });
      await eventually(() => page.evaluate(() => document.activeElement.id), "map-whole", "focus, though there is nothing to press any more");
      assert.ok(await page.evaluate(() => globalThis.same), "one page all along");
      await searchBox(page).fill("school");
      await searchBox(page).press("Enter");
      await showsMap(page, { q: "school" });
      assert.equal(sum(await markers(page)), await total(page));
      assert.ok(await page.evaluate(() => globalThis.same));
    });
  });

  it("A marker says what is there to pointer and keyboard; Escape closes it, and the pointer may go over to it", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/map?zoom=4&at=47.07,15.44");
      const graz = all.find((practice) => practice.city === "graz");
      const marker = page.getByRole("link", { name: /^Graz, Austria/ });
      const tip = page.locator(".map-tip");
      await marker.hover();
      await tip.waitFor();
      assert.ok((await tip.innerText()).includes(graz.texts.en.title));
      await tip.hover();
      await page.waitForTimeout(400);
      assert.ok(await tip.isVisible(), "it stays under the pointer");
      await page.keyboard.press("Escape");
      assert.ok(await tip.isHidden());
      await page.locator("#show-as").focus();
      for (let i = 0; i < 40 && !(await marker.evaluate((element) => element === document.activeElement)); ++i) await page.keyboard.press("Tab");
      assert.ok(await tip.isVisible(), "on focus");
      await isAccessible(page, "with the box open");
      await page.keyboard.press("Escape");
      assert.ok(await tip.isHidden());
      assert.ok(await marker.evaluate((element) => element === document.activeElement), "the focus stays");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/search?city=graz");
    });
  });

  it("The map can be dragged, and a click that ends a drag opens nothing", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/map?zoom=2&at=47.07,15.44");
      const box = await page.locator("#map").boundingBox();
      const marker = await page.locator(".markers-wide .marker-plate").first().boundingBox();
      const at = { x: marker.x + marker.width / 2, y: marker.y + marker.height / 2 };
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      const to = at.x > box.x + box.width / 2 ? -200 : 200;
      await page.mouse.move(at.x + to / 2, at.y + 5);
      await page.mouse.move(at.x + to, at.y + 10);
      await page.mouse.up();
      await page.waitForURL((url) => url.pathname === "/map" && url.searchParams.get("zoom") === "2" && url.searchParams.get("at") !== "47.07,15.44");
      const [, longitude] = new URL(page.url()).searchParams.get("at").split(",").map(Number);
      assert.ok(to < 0 ? longitude > 16 : longitude < 15, `dragging ${to} pixels leads to ${longitude}`);
    });
  });

  it("Finding a value in a long filter works on the map too", async () => {
    await visit(site, {}, async (page) => {
      await page.goto("/map?zoom=1&at=47,15");
      await page.locator('fieldset[data-facet="country"] .facet-find input').pressSequentially("Autriche");
      const austria = page.locator('[name="country"][value="AT"]');
      await austria.waitFor();
      await austria.check();
      await page.getByRole("button", { name: "Apply filters" }).click();
      await showsMap(page, { country: "AT", zoom: "1", at: "47.00,15.00" });
      assert.equal(await total(page), all.filter((practice) => practice.country === "AT").length);
    });
  });

  it("Markers are targets of 24 pixels or more that do not hide each other, on every width", async () => {
    await visit(site, {}, async (page) => {
      for (const width of [320, 360, 600, 800, 960, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        for (const address of ["/map", "/map?zoom=2&at=45,18"]) {
          await page.goto(address);
          const boxes = await page.locator(".marker-plate").evaluateAll((plates) => plates.filter((plate) => plate.getBoundingClientRect().width > 0).map((plate) => {
            const { left, top, width: size } = plate.getBoundingClientRect();
            return { x: left + size / 2, y: top + size / 2, size };
          }));
          assert.ok(boxes.length > 5, `${address} at ${width}: ${boxes.length} markers`);
          for (const [i, one] of boxes.entries()) {
            assert.ok(one.size >= 24, `${address} at ${width}: ${one.size} pixels`);
            for (const other of boxes.slice(i + 1)) {
              assert.ok(Math.hypot(one.x - other.x, one.y - other.y) >= 24, `${address} at ${width}: two markers on each other`);
            }
          }
        }
      }
    });
  });

  it("The number on a marker stands out from its plate, which axe cannot tell, in light and dark", async () => {
    await visit(site, {}, async (page) => {
      for (const colorScheme of ["dark", "light"]) { // light last: the browser keeps how it drew an SVG beyond the page
        await page.emulateMedia({ colorScheme });
        await page.goto("/map?zoom=2&at=45,18");
        const ratios = await page.locator(".marker").evaluateAll((all) => {
          const luminance = (colour) => { // WCAG 2.2, relative luminance
            const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255).map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4));
            return .2126 * r + .7152 * g + .0722 * b;
          };
          const fill = (marker, part) => luminance(getComputedStyle(marker.querySelector(part)).fill);
          return all.map((marker) => [fill(marker, ".marker-count"), fill(marker, ".marker-plate")].sort((a, b) => b - a)).map(([light, dark]) => (light + .05) / (dark + .05));
        });
        assert.ok(ratios.length > 5);
        for (const ratio of ratios) assert.ok(ratio >= 4.5, `${colorScheme}: ${ratio}`);
      }
    });
  });

  it("The drawing of Europe is under the markers", async () => {
    await visit(site, {}, async (page) => {
      const answers = [];
      page.on("response", (response) => { if (response.url().includes("/map.svg")) answers.push([response.status(), response.headers()["content-type"]]); });
      await page.goto("/map?zoom=3&at=45.44,12.33");
      await page.locator(".map image").waitFor();
      await eventually(() => answers, [[200, "image/svg+xml"]], "the drawing");
      // Venice: land to the north-west, the sea to the south-east.
      const image = await page.locator("#map").screenshot();
      const colours = await page.evaluate(async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
        canvas.drawImage(bitmap, 0, 0);
        const at = (x, y) => { // the most frequent colour thereabouts: a name may stand on it
          const { data } = canvas.getImageData(bitmap.width * x - 20, bitmap.height * y - 20, 40, 40);
          const pixels = new Map();
          for (let i = 0; i < data.length; i += 4) {
            const colour = [...data.slice(i, i + 3)].join();
            pixels.set(colour, (pixels.get(colour) ?? 0) + 1);
          }
          return [...pixels].sort(([, a], [, b]) => b - a)[0][0];
        };
        return { land: at(.15, .3), sea: at(.6, .7) };
      }, [...image]);
      assert.equal(colours.land, "230,223,207");
      assert.equal(colours.sea, "241,245,246");
    });
  });

  const pages = { "/map": ["en", "de", "fr"], "/map?zoom=2&at=45,9&q=school&country=IT&country=XK": ["en", "de"], "/map?q=zzzzzz": ["fr"] };
  for (const [address, languages] of Object.entries(pages)) {
    for (const lang of languages) {
      it(`${address} in “${lang}” has no axe violation, light and dark, at 1280 and 320 px, and does not scroll sideways`, async () => {
        await visit(site, { locale: lang, reducedMotion: "reduce" }, async (page) => {
          await page.goto(address);
          const found = [];
          for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 800 });
            const { scrollWidth, clientWidth } = await page.evaluate(() => ({ scrollWidth: document.scrollingElement.scrollWidth, clientWidth: document.scrollingElement.clientWidth }));
            if (scrollWidth > clientWidth) found.push(`${width} px: scrolls sideways`);
            await page.emulateMedia({ colorScheme: "light" });
            found.push(...(await violations(page)).map((line) => `${width} px, light: ${line}`));
            await page.emulateMedia({ colorScheme: "dark" });
            found.push(...(await violations(page, OF_COLOUR)).map((line) => `${width} px, dark: ${line}`));
          }
          assert.deepEqual(found, []);
        });
      });
    }
  }
});
