// Ten tasks that officials, researchers and the staff of the collection come with, done as they would do them: by what is
// written on the page. Each once with and once without JavaScript, one of the two on a telephone.
import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { practiceOf, textWith } from "./support/case.mjs";
import { eventually, hits, labels, messages, openFilters, openSite, practices, search, searchBox, showsResults, total, visit } from "./support/site.mjs";

const ON_A_TELEPHONE = { width: 360, height: 740 };
const AT_A_DESK = { width: 1280, height: 900 };

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const starting = (text) => new RegExp(`^${escaped(text)}`);
const plain = (markdown) => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\*+|^- /g, "");
const withCount = (pattern, count) => /other \{([^}]*)\}/.exec(pattern)[1].replace("#", count); // of a message with a plural
const searchParams = (page) => new URL(page.url()).searchParams;
const picked = (page) => searchParams(page).getAll("pick");

const heading = (page) => page.getByRole("heading", { level: 1 });
const inViews = (page, t, name) => page.getByRole("navigation", { name: t["navigation.label"] }).getByRole("link", { name, exact: true });

// The value of a filter by its name, in the group by its name; what is folded away is unfolded.
async function choose(page, group, name) {
  const box = page.getByRole("group", { name: starting(group), includeHidden: true }).getByRole("checkbox", { name: new RegExp(`^${escaped(name)}[\\s\\d]*,`), includeHidden: true });
  const folded = page.locator("fieldset details:not([open])", { has: box });
  while (await folded.count()) await folded.first().locator("> summary").click();
  await box.check();
}

// The link that puts the practice with this title on the shortlist.
const toPick = (page, t, title) => page.getByRole("link", { name: new RegExp(`^${escaped(t["pick.add"])} ?: ${escaped(title)}$`) }).first();

async function pick(page, t, title) {
  const before = picked(page).length;
  await toPick(page, t, title).click();
  await page.waitForURL((url) => url.searchParams.getAll("pick").length === before + 1);
}

async function openPractice(page, title) {
  await page.getByRole("link", { name: title, exact: true }).first().click();
  await page.waitForURL("**/practices/**");
  assert.equal(await heading(page).innerText(), title);
}

// The years of the practices and their evidence, which the other tests do not ask for.
async function facts(corpus, { id }) {
  const yaml = await readFile(join(corpus, "practices", id, "practice.yaml"), "utf8");
  const period = /^period: \{(.*)\}/m.exec(yaml)?.[1];
  const year = (name) => Number(new RegExp(`${name}: (\\d+)`).exec(period ?? "")?.[1]) || null;
  return { evidence: /^ {2}class: (\S+)/m.exec(yaml)[1], known: Boolean(period), start: year("start"), end: year("end") };
}
const activeIn = (from, to) => ({ known, start, end }) => known && (start ?? end) <= to && (end ?? Infinity) >= from; // of an end alone only that year is known

const NEW = "brescia-library-of-tools";
const TITLE = "Lending tools from Blixentorp to families who look for work";

describe("Tasks", () => {
  let site;
  let all;
  before(async () => {
    site = await openSite();
    all = await practices();
  });
  after(() => site?.close());

  const practice = (id) => all.find((one) => one.id === id);
  const ask = async (page, query = new URL(page.url()).search) => (await fetch(`${site.url}/api/v1/search${query}`)).json();

  // `withScript`: how wide the screen is with JavaScript; without, it is the other one.
  function task(name, { withScript, locale }, does) {
    const withoutScript = withScript === AT_A_DESK ? ON_A_TELEPHONE : AT_A_DESK;
    for (const [js, size] of [[true, withScript], [false, withoutScript]]) {
      it(`${name} (${js ? "with" : "without"} JavaScript, ${size.width} pixels wide)`, async () => {
        const t = await messages(locale.slice(0, 2));
        await visit(site, { js, locale, ...size }, (page) => does(page, t));
      });
    }
  }

  describe("of an official", () => {
    task("A Slovak official searches in Slovak, filters by country, and reads what did not work", { withScript: AT_A_DESK, locale: "sk-SK" }, async (page, t) => {
      await page.goto("/");
      assert.equal(await heading(page).innerText(), t["home.title"]);
      await search(page, "bývanie");
      const unfiltered = await total(page);
      await openFilters(page);
      await choose(page, t["facet.country"], "Slovensko");
      await page.getByRole("button", { name: t["filter.apply"] }).click();
      await showsResults(page, { q: "bývanie", country: "SK" });
      const found = await hits(page);
      assert.equal(await total(page), found.length);
      assert.ok(found.length > 1 && found.length < unfiltered, `${found.length} of ${unfiltered}`);
      assert.deepEqual(found.filter((id) => practice(id).country !== "SK"), []);
      assert.ok(await page.getByRole("link", { name: `${t["filter.remove"]} Slovensko` }).isVisible());

      const { texts } = practice("rankovce-building-hope-self-build");
      await openPractice(page, texts.sk.title);
      assert.equal(await page.locator("html").getAttribute("lang"), "sk");
      const [name, text] = texts.sk.sections[3];
      const failed = page.getByRole("main").locator("section", { has: page.getByRole("heading", { name, exact: true }) });
      assert.equal(name, t["compare.failed"], "the heading that she looks for");
      assert.ok((await failed.innerText()).includes(plain(text.split("\n")[0])), "and what is under it");
    });

    task("A Romanian official of Cluj-Napoca finds what towns like hers did about housing", { withScript: ON_A_TELEPHONE, locale: "ro-RO" }, async (page, t) => {
      await page.goto("/");
      await inViews(page, t, t["navigation.comparable"]).click();
      await page.waitForURL("**/comparable");
      await page.getByLabel(t["comparable.place"], { exact: true }).fill("Cluj-Napoca");
      await page.getByLabel(t["comparable.words"]).fill("locuințe");
      await page.getByRole("button", { name: t["comparable.button"] }).click();
      await page.waitForURL((url) => url.searchParams.get("q") === "locuințe" && url.searchParams.get("place") === "Cluj-Napoca");
      assert.equal(await heading(page).innerText(), t["comparable.title_for"].replace("{place}", "Cluj-Napoca"));
      const found = (await ask(page, `?lang=ro&q=${encodeURIComponent("locuințe")}`)).total;
      assert.ok(found < all.length, "the words leave some out");
      assert.match(await page.getByRole("heading", { level: 2, name: starting(`${found} `) }).innerText(), /„locuințe”/);

      const articles = page.getByRole("main").getByRole("article");
      const own = articles.filter({ hasText: t["comparable.own_town"] });
      const { title } = practice("cluj-napoca-pata-rat-desegregation").texts.ro;
      assert.equal(await own.count(), 1);
      assert.ok((await articles.first().innerText()).includes(title), "that of her own town comes first");
      const second = articles.nth(1);
      assert.ok((await second.innerText()).includes(t["comparable.criterion.population"]), "what the towns have in common is said");
      const other = await second.getByRole("heading").innerText();
      assert.notEqual(other, title);
      await openPractice(page, other);
    });

    task("She puts three practices on the shortlist, takes one off in the briefing, and finds costs and sources", { withScript: AT_A_DESK, locale: "en-GB" }, async (page, t) => {
      const turin = practice("turin-la-citta-possibile");
      await page.goto("/");
      await search(page, "housing Turin");
      const found = await hits(page);
      assert.ok(found.includes(turin.id));
      const [second, third] = found.filter((id) => id !== turin.id).map((id) => practice(id));
      await pick(page, t, turin.texts.en.title);
      await pick(page, t, second.texts.en.title);
      await openPractice(page, third.texts.en.title);
      await pick(page, t, third.texts.en.title);
      await page.getByRole("link", { name: `${t["shortlist.name"]} (3)` }).click();
      await page.waitForURL("**/shortlist?**");
      const brief = ({ texts }) => page.getByRole("article", { name: texts.en.title, exact: true });
      for (const one of [turin, second, third]) assert.equal(await brief(one).count(), 1, one.id);

      await page.getByRole("link", { name: new RegExp(`^${t["shortlist.remove"]} ?: ${escaped(second.texts.en.title)}$`) }).click();
      await page.waitForURL((url) => url.searchParams.getAll("pick").length === 2);
      assert.deepEqual(picked(page), [turin.id, third.id]);
      assert.equal(await brief(second).count(), 0);
      assert.ok(await page.getByRole("link", { name: `${t["shortlist.name"]} (2)` }).isVisible());

      const field = (term) => brief(turin).locator("dt", { hasText: term }).first().locator("xpath=following-sibling::dd[1]").innerText();
      assert.equal(await field(t["fact.budget"]), "€5,000,000");
      assert.match(await field(t["fact.funding"]), /Italian Interior Ministry funds/);
      for (const one of [turin, third]) {
        const sources = brief(one).getByRole("heading", { name: t["practice.sources"], exact: true }).locator("xpath=following-sibling::*").getByRole("link");
        assert.deepEqual(await sources.evaluateAll((links) => links.map((link) => link.getAttribute("href"))), one.sources, one.id);
      }
    });

    task("She compares two practices and shows only what differs", { withScript: ON_A_TELEPHONE, locale: "de-AT" }, async (page, t) => {
      const two = ["turin-la-citta-possibile", "milan-villaggio-solidale"];
      await page.goto("/search");
      for (const [town, id] of [["Turin", two[0]], ["Mailand", two[1]]]) {
        await search(page, town);
        const shown = page.getByRole("article").nth((await hits(page)).indexOf(id));
        await pick(page, t, await shown.getByRole("heading").innerText());
      }
      assert.deepEqual(picked(page), two);
      await page.getByRole("link", { name: `${t["shortlist.name"]} (2)` }).click();
      await page.waitForURL("**/shortlist?**");
      await page.getByRole("link", { name: withCount(t["shortlist.compare"], 2) }).click();
      await page.waitForURL("**/compare?**");
      const names = () => page.getByRole("rowheader").allInnerTexts();
      const marked = (rows, mark) => rows.filter((row) => new RegExp(`\\s${escaped(mark)}$`).test(row));
      const before = await names();
      const differing = marked(before, t["compare.differs"]);
      assert.ok(differing.length > 0 && differing.length < before.length, `${differing.length} of ${before.length} fields differ`);
      assert.equal(marked(before, t["compare.same"]).length, before.length - differing.length);
      await page.getByRole("link", { name: t["compare.only"] }).click();
      await page.waitForURL("**only=differences**");
      assert.deepEqual(await names(), differing);
      const where = page.getByRole("row", { name: starting(t["fact.where"]) }).getByRole("cell");
      assert.deepEqual(await where.allInnerTexts(), ["Turin, Italien", "Mailand, Italien"]);
      await page.getByRole("link", { name: t["compare.all_rows"] }).click();
      await page.waitForURL((url) => !url.searchParams.has("only"));
      assert.deepEqual(await names(), before);
    });

    task("She finds on the map what was done in Spain, and reads one of it", { withScript: AT_A_DESK, locale: "es-ES" }, async (page, t) => {
      const inSpain = all.filter(({ country }) => country === "ES");
      const inBarcelona = inSpain.filter(({ city }) => city === "barcelona");
      await page.goto("/");
      await page.getByRole("link", { name: t["map.home_link"] }).click();
      await page.waitForURL("**/map");
      assert.equal(await total(page), all.length);
      await openFilters(page);
      await choose(page, t["facet.country"], "España");
      await page.getByRole("button", { name: t["filter.apply"] }).click();
      await page.waitForURL((url) => url.pathname === "/map" && url.searchParams.get("country") === "ES");
      await eventually(() => total(page), inSpain.length, "the practices of Spain");
      assert.deepEqual(await page.getByRole("main").getByRole("heading", { level: 3 }).allInnerTexts(), ["España"], "the list has one country");
      await page.getByRole("link", { name: starting(`Barcelona, España: ${inBarcelona.length} `) }).click();
      await showsResults(page, { country: "ES", city: "barcelona" });
      assert.deepEqual((await hits(page)).sort(), inBarcelona.map(({ id }) => id));
      await openPractice(page, inBarcelona[0].texts.es.title);
      assert.match(await page.getByRole("complementary", { name: t["practice.facts"] }).innerText(), /Barcelona, España/);
    });

    task("A Serbian reader changes from Cyrillic to Latin letters and back, and keeps the search", { withScript: ON_A_TELEPHONE, locale: "sr-RS" }, async (page, t) => {
      const change = async (from, to, lang) => {
        const link = page.getByRole("banner").getByRole("link", { name: to, exact: true });
        if (!await link.isVisible()) await page.getByRole("banner").getByText(from, { exact: true }).first().click();
        await link.click();
        await page.waitForURL(`**lang=${lang}*`);
        await page.waitForFunction((expected) => document.documentElement.lang === expected, lang);
      };
      const interface_ = async () => [
        ...await page.getByRole("navigation", { name: /./ }).first().getByRole("link").allInnerTexts(),
        await page.getByRole("main").getByRole("heading", { level: 1 }).innerText(),
        await page.getByRole("button").first().innerText(),
      ].join(" ").replace("становање", "");
      await page.goto("/");
      await search(page, "становање");
      await openFilters(page);
      await choose(page, t["facet.country"], "Србија");
      await page.getByRole("button", { name: t["filter.apply"] }).click();
      await showsResults(page, { q: "становање", country: "RS" });
      const found = await hits(page);
      assert.ok(found.length > 1);
      assert.ok(found.every((id) => practice(id).country === "RS"));
      const written = await interface_();
      assert.doesNotMatch(written, /\p{Script=Latin}/u);
      for (const [from, to, lang, absent] of [["Српски", "Srpski (latinica)", "sr-Latn", /\p{Script=Cyrillic}/u], ["Srpski (latinica)", "Српски", "sr", /\p{Script=Latin}/u]]) {
        await change(from, to, lang);
        await showsResults(page, { q: "становање", country: "RS", lang });
        assert.equal(await searchBox(page).inputValue(), "становање");
        assert.deepEqual(await hits(page), found);
        assert.equal(await total(page), found.length);
        assert.doesNotMatch(await interface_(), absent);
      }
      assert.equal(await interface_(), written, "as at first");
    });
  });

  describe("of a researcher", () => {
    task("She narrows by theme, period and evidence and reads an exact total, which the API has too", { withScript: AT_A_DESK, locale: "en-GB" }, async (page, t) => {
      const expected = [];
      for (const one of all) {
        const { evidence, ...period } = await facts(site.corpus, one);
        if (one.theme.includes("housing") && evidence === "demonstrated" && activeIn(2008, 2012)(period)) expected.push(one.id);
      }
      await page.goto("/");
      await inViews(page, t, t["navigation.search"]).click();
      await page.waitForURL("**/search");
      await openFilters(page);
      await choose(page, t["facet.theme"], (await labels("themes", "en")).housing);
      await choose(page, t["facet.evidence"], (await labels("evidence", "en")).demonstrated);
      await page.getByRole("spinbutton", { name: t["facet.from"], exact: true }).fill("2008");
      await page.getByRole("spinbutton", { name: t["facet.to"], exact: true }).fill("2012");
      await page.getByRole("button", { name: t["filter.apply"] }).click();
      await showsResults(page, { theme: "housing", evidence: "demonstrated", from: "2008", to: "2012" });
      assert.ok(expected.length > 1 && expected.length < 44, `${expected.length} practices`);
      assert.equal(await total(page), expected.length);
      const answer = await ask(page);
      assert.equal(answer.total, expected.length);
      assert.deepEqual(answer.hits.map(({ id }) => id), await hits(page), "the same practices in the same order");
      const whole = await ask(page, `${new URL(page.url()).search}&per_page=100`);
      assert.deepEqual(whole.hits.map(({ id }) => id).sort(), expected);
    });

    task("She opens the gap map by decade and follows a number to exactly as many practices", { withScript: ON_A_TELEPHONE, locale: "de-DE" }, async (page, t) => {
      const expected = [];
      for (const one of all) if (one.theme.includes("housing") && activeIn(2000, 2009)(await facts(site.corpus, one))) expected.push(one.id);
      await page.goto("/search");
      await inViews(page, t, t["navigation.gaps"]).click();
      await page.waitForURL("**/gaps");
      await page.getByRole("link", { name: t["gaps.by.decade"], exact: true }).click();
      await page.waitForURL("**by=decade**");
      const decade = t["gaps.decade"].replace("{year}", "2000");
      assert.ok((await page.getByRole("columnheader").allInnerTexts()).includes(decade));
      const cell = page.getByRole("link", { name: starting(`${(await labels("themes", "de")).housing}, ${decade}: `) });
      assert.equal(Number(await cell.innerText()), expected.length);
      await cell.click();
      await showsResults(page, { theme: "housing", from: "2000", to: "2009" });
      assert.equal(await total(page), expected.length);
      const whole = await ask(page, `${new URL(page.url()).search}&per_page=100`);
      assert.deepEqual(whole.hits.map(({ id }) => id).sort(), expected);
    });
  });

  describe("of the staff", () => {
    task("They add a case while the site runs, and see it first among the newest and on the map", { withScript: AT_A_DESK, locale: "en-GB" }, async (page, t) => {
      const folder = join(site.corpus, "practices", NEW);
      const newest = async () => {
        await page.goto("/");
        return page.getByRole("region", { name: t["home.newest"] }).getByRole("heading", { level: 3 }).first().innerText();
      };
      try {
        assert.notEqual(await newest(), TITLE);
        await mkdir(folder);
        await writeFile(join(folder, "practice.yaml"), practiceOf("brescia", "Brescia"));
        await writeFile(join(folder, "en.md"), textWith(TITLE));
        const done = await site.update();
        assert.equal(done.status, 0, done.err);
        await eventually(newest, TITLE, "first on the home page");

        await inViews(page, t, t["navigation.map"]).click();
        await page.waitForURL("**/map");
        assert.equal(await total(page), all.length + 1);
        assert.equal(await page.getByRole("link", { name: TITLE, exact: true }).count(), 1, "in the list under the map");
        await page.goto("/map?zoom=4&at=45.54,10.22");
        await page.getByRole("link", { name: "Brescia, Italy: 1 practice", exact: true }).click();
        await showsResults(page, { city: "brescia" });
        assert.deepEqual(await hits(page), [NEW]);
        await openPractice(page, TITLE);
      } finally {
        await rm(folder, { recursive: true, force: true });
        assert.equal((await site.update()).status, 0);
      }
      await eventually(async () => await newest() === TITLE, false, "and away again");
    });

    task("They break a file: the update names file and line, and the site goes on serving", { withScript: ON_A_TELEPHONE, locale: "en-GB" }, async (page, t) => {
      const broken = practice("brno-housing-first-families");
      const path = join(site.corpus, "practices", broken.id, "practice.yaml");
      const good = await readFile(path, "utf8");
      const line = good.split("\n").findIndex((text) => text.startsWith("themes: [")) + 1;
      assert.ok(line > 0);
      await page.goto("/");
      await search(page, "Brno");
      const before = await page.getByRole("main").innerText();
      const generation = (await ask(page, "")).index.generation;
      try {
        await writeFile(path, good.replace(/^(themes: \[.*)\]$/m, "$1")); // no bracket at the end
        const said = await site.update();
        assert.equal(said.status, 1);
        const named = [...said.err.matchAll(/practices\/([\w-]+\/[\w.]+):(\d+): /g)].map(([, file, at]) => [file, Number(at)]);
        assert.equal(named.length, 1, `one mistake, one complaint:\n${said.err}`);
        assert.equal(named[0][0], `${broken.id}/practice.yaml`);
        assert.ok(named[0][1] >= line && named[0][1] <= line + 1, `the bracket is missing in line ${line}:\n${said.err}`);
        await page.reload();
        assert.equal(await page.getByRole("main").innerText(), before);
        assert.equal((await ask(page, "")).index.generation, generation);
        await openPractice(page, broken.texts.en.title);
        assert.ok(await page.getByRole("region", { name: t["practice.sources"] }).isVisible());
      } finally {
        await writeFile(path, good);
        assert.equal((await site.update()).status, 0, "mended");
      }
    });
  });
});
