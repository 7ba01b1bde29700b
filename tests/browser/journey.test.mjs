// An official looks for what other towns did, finds it, narrows it down, reads it, comes back and passes it on.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import {
  chosen, counts, hits, labels, messages, openFilters, openSite, practices, search, searchBox, showsResults, tick, total, visit,
} from "./support/site.mjs";

const OTHERS = [
  { locale: "fr-FR", words: "logement Turin", id: "turin-la-citta-possibile", text: "fr", marked: /logement|Turin/i },
  { locale: "fr-FR", words: "scolarisation Lyon", id: "lyon-classes-school-access", text: "fr", marked: /scolari|Lyon/i },
  { locale: "es-ES", words: "realojo Madrid", id: "madrid-iris-rehousing", text: "es", marked: /realoj|Madrid/i },
];

// The counts shown of a facet are those of these practices. A long facet lists only its most frequent values.
async function countsAre(page, facet, found, what) {
  const values = found.flatMap((practice) => practice[facet]);
  const counted = Object.fromEntries(values.map((value) => [value, values.filter((other) => other === value).length]));
  const shown = await counts(page, facet);
  assert.ok(Object.keys(shown).length >= Math.min(Object.keys(counted).length, 8), `${facet}: values ${what}`);
  assert.deepEqual(shown, Object.fromEntries(Object.keys(shown).map((value) => [value, counted[value] ?? 0])), `${facet}: counts ${what}`);
}

async function sees(page, words, { id, marked }) {
  assert.equal((await hits(page))[0], id, `first result of ${words}`);
  const snippet = page.locator(".hit").first().locator(".hit-snippet");
  assert.ok(await snippet.isVisible(), `${words}: a snippet`);
  const marks = await snippet.locator("mark").allInnerTexts();
  assert.ok(marks.some((mark) => marked.test(mark)), `${words}: marked in the snippet: ${marks}`);
  assert.ok(await total(page) >= 1);
  assert.match(await page.title(), new RegExp(words), "the title names the search");
}

describe("An official's journey", () => {
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
      const height = width === 360 ? 740 : 900;

      it(`A German-speaking official finds, filters, reads, comes back and passes on (${how})`, async () => {
        const t = await messages("de");
        const graz = all.find((practice) => practice.id === "graz-bio-garlic-employment");
        await visit(site, { js, width, height, locale: "de-AT" }, async (page) => {
          await page.goto("/");
          assert.equal(await page.locator("html").getAttribute("lang"), "de");
          assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), t["home.title"]);
          const words = "Arbeitsplätze für Roma in Graz";
          await page.getByRole(js ? "combobox" : "searchbox", { name: t["search.label"] }).click();
          await search(page, words);
          await sees(page, words, { id: graz.id, marked: /Arbeitspl|Graz|Roma/ });
          assert.equal(await page.locator(".hit h3").first().innerText(), graz.texts.de.title, "the title in her language");
          const found = { address: page.url(), hits: await hits(page), title: await page.title() };

          // the practice
          await page.locator(".hit h3 a").first().click();
          await page.waitForURL("**/practices/**");
          assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), graz.texts.de.title);
          const facts = page.getByRole("complementary", { name: t["practice.facts"] });
          for (const term of ["fact.where", "fact.when", "fact.level", "fact.funding", "fact.evidence", "fact.themes", "fact.groups"]) {
            assert.ok(await facts.getByText(t[term], { exact: true }).first().isVisible(), t[term]);
          }
          assert.match(await facts.innerText(), /Graz, Österreich/);
          const [heading, paragraphs] = graz.texts.de.sections[3];
          const failed = page.locator(".practice-body section", { has: page.getByRole("heading", { name: heading, exact: true }) });
          assert.ok((await failed.innerText()).includes(paragraphs.split("\n")[0]), `${heading}: its text`);
          const sources = page.getByRole("region", { name: t["practice.sources"] }).getByRole("link");
          assert.deepEqual(await sources.evaluateAll((links) => links.map((link) => link.getAttribute("href"))), graz.sources);
          assert.match(await page.locator(".breadcrumb").innerText(), /Arbeitsplätze für Roma in Graz/, "the way back names the search");

          // back, and on
          await page.goBack();
          await showsResults(page, { q: words });
          assert.equal(page.url(), found.address);
          assert.deepEqual(await hits(page), found.hits);
          assert.equal(await page.title(), found.title);
          assert.equal(await searchBox(page).inputValue(), words);
          await page.goForward();
          await page.waitForURL("**/practices/**");
          await page.locator(".breadcrumb a").last().click();
          await showsResults(page, { q: words });
          assert.deepEqual(await hits(page), found.hits);
        });
      });

      it(`She filters by several themes and countries, removes one and sends the address to a colleague (${how})`, async () => {
        const t = await messages("de");
        const themes = ["employment", "housing"];
        const countries = ["AT", "FR"];
        const inThemes = all.filter((practice) => practice.theme.some((theme) => themes.includes(theme)));
        const inCountries = (wanted) => (practice) => wanted.includes(practice.country);
        let address;
        let shown;
        await visit(site, { js, width, height, locale: "de-AT" }, async (page) => {
          await page.goto("/search?per_page=100");
          assert.equal(await total(page), all.length, "all practices");
          await countsAre(page, "theme", all, "of all");
          await countsAre(page, "country", all, "of all");

          await openFilters(page);
          for (const theme of themes) await tick(page, "theme", theme);
          for (const country of countries) await tick(page, "country", country);
          await page.getByRole("button", { name: t["filter.apply"] }).click();
          await showsResults(page, { theme: themes, country: countries });
          const expected = inThemes.filter(inCountries(countries));
          assert.deepEqual((await hits(page)).sort(), expected.map((practice) => practice.id), "OR inside a facet, AND across facets");
          assert.equal(await total(page), expected.length);
          assert.deepEqual(await chosen(page, "theme"), themes);
          assert.deepEqual(await chosen(page, "country"), countries);
          await countsAre(page, "theme", all.filter(inCountries(countries)), "without the theme filter");
          await countsAre(page, "country", inThemes, "without the country filter");
          const chips = page.locator(".chip");
          const themeLabels = await labels("themes", "de");
          assert.deepEqual(
            (await chips.allInnerTexts()).map((chip) => chip.replace(t["filter.remove"], "").trim()).sort(),
            [...themes.map((theme) => themeLabels[theme]), "Frankreich", "Österreich"].sort(),
          );

          await page.getByRole("link", { name: `${t["filter.remove"]} Frankreich` }).click();
          await showsResults(page, { theme: themes, country: ["AT"] });
          const austrian = inThemes.filter(inCountries(["AT"])).map((practice) => practice.id);
          assert.deepEqual((await hits(page)).sort(), austrian);
          assert.equal(await total(page), austrian.length);
          assert.equal(await chips.count(), 3);
          assert.deepEqual(await chosen(page, "country"), ["AT"]);

          await page.goBack();
          await showsResults(page, { theme: themes, country: countries });
          assert.deepEqual((await hits(page)).sort(), expected.map((practice) => practice.id), "back to the four filters");
          assert.deepEqual(await chosen(page, "country"), countries);
          address = page.url();
          shown = { hits: await hits(page), total: await total(page), title: await page.title(), chips: await chips.allInnerTexts() };
        });
        await visit(site, { js, width, height, locale: "de-AT", fresh: true }, async (page) => {
          await page.goto(address);
          assert.deepEqual({ hits: await hits(page), total: await total(page), title: await page.title(), chips: await page.locator(".chip").allInnerTexts() }, shown, "the colleague sees the same");
          await page.getByRole("link", { name: t["filter.clear"] }).first().click();
          await showsResults(page, { theme: [], country: [] });
          assert.equal(await total(page), all.length);
        });
      });

      it(`“logement Turin”, “scolarisation Lyon” and “realojo Madrid” find that practice first (${how})`, async () => {
        for (const locale of ["fr-FR", "es-ES"]) await visit(site, { js, width, height, locale }, async (page) => {
          for (const other of OTHERS.filter((one) => one.locale === locale)) {
            const practice = all.find((one) => one.id === other.id);
            await page.goto("/");
            await search(page, other.words);
            await sees(page, other.words, other);
            const title = page.locator(".hit h3").first();
            assert.equal(await title.innerText(), practice.texts[other.text].title, "the title in her language");
            const lang = await title.evaluate((element) => element.closest("[lang]").lang);
            assert.equal(lang, other.text, "and said to be in it");
          }
        });
      });
    }
  }
});
