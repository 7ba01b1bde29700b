// Staff work on the corpus while the site runs; what they did is there within a second, and what they broke is not.
import assert from "node:assert/strict";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { practiceOf, textWith } from "./support/case.mjs";
import { eventually, hits, indexer, openSite, practices, search, total, visit } from "./support/site.mjs";

const ID = "graz-library-of-tools";
const WITHIN = 1_000; // milliseconds from the end of `indexer update`

describe("Staff at work while the site runs", () => {
  let site;
  let folder;
  before(async () => {
    site = await openSite();
    folder = join(site.corpus, "practices", ID);
  });
  after(() => site?.close());

  // What the running site finds, asked as soon as the indexer is done.
  async function found(words) {
    const answer = await fetch(`${site.url}/api/v1/search?lang=en&q=${encodeURIComponent(words)}`);
    return (await answer.json()).hits.map((hit) => [hit.id, hit.title]);
  }
  async function update() {
    const done = await site.update();
    assert.equal(done.status, 0, done.err);
  }

  it("A practice is added, corrected and deleted, and the open site shows each step within a second", async () => {
    await visit(site, { statuses: [404] }, async (page) => {
      await page.goto("/search?q=Blixentorp");
      assert.equal(await total(page), 0);
      const newTotal = (await practices()).length + 1;

      // added
      await mkdir(folder);
      await writeFile(join(folder, "practice.yaml"), practiceOf("graz", "Graz"));
      await writeFile(join(folder, "en.md"), textWith("Lending tools from Blixentorp to families who look for work"));
      await update();
      await eventually(() => found("Blixentorp"), [[ID, "Lending tools from Blixentorp to families who look for work"]], "added", WITHIN);
      await search(page, "tools Blixentorp"); // in the page that was open all the time
      assert.equal((await hits(page))[0], ID); // those that only have tools follow
      await page.goto("/search");
      assert.equal(await total(page), newTotal);
      await page.goto(`/practices/${ID}`);
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Blixentorp/);

      // corrected
      await writeFile(join(folder, "en.md"), textWith("Lending tools from Vimbosk to families who look for work"));
      await update();
      await eventually(() => found("Vimbosk"), [[ID, "Lending tools from Vimbosk to families who look for work"]], "corrected", WITHIN);
      await page.reload();
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Vimbosk/, "a reader who reloads sees the correction");
      await page.goto("/search?q=Vimbosk");
      assert.equal((await hits(page))[0], ID); // those that only have tools follow

      // deleted
      await rm(folder, { recursive: true });
      await update();
      await eventually(() => found("Vimbosk"), [], "deleted", WITHIN);
      await page.reload();
      assert.equal(await total(page), 0);
      const gone = await page.goto(`/practices/${ID}`);
      assert.equal(gone.status(), 404);
      await page.goto("/search");
      assert.equal(await total(page), newTotal - 1);
    });
  });

  it("A broken practice is named by file and line, with what to write instead, and the site goes on serving the state before", async () => {
    const path = join(site.corpus, "practices/graz-bio-garlic-employment/practice.yaml");
    const good = await readFile(path, "utf8");
    const line = good.split("\n").findIndex((text) => text.startsWith("themes:")) + 1;
    await visit(site, {}, async (page) => {
      await page.goto("/search?q=garlic");
      const before = await page.locator("main").innerText();
      const generation = (await (await fetch(`${site.url}/api/v1/search`)).json()).index.generation;

      await writeFile(path, good.replace("themes: [employment", "themes: [emplyoment"));
      const broken = await site.update();
      assert.equal(broken.status, 1, "exit status");
      assert.match(broken.err, new RegExp(`graz-bio-garlic-employment/practice\\.yaml:${line}: .*emplyoment.*'employment'`), "file, line, what is wrong, what to write");
      const complaints = broken.err.trim().split("\n").filter((said) => said.includes("/practices/"));
      assert.equal(complaints.length, 1, `one mistake, one complaint:\n${broken.err}`);

      await page.reload();
      assert.equal(await page.locator("main").innerText(), before, "served as before");
      assert.equal((await (await fetch(`${site.url}/api/v1/search`)).json()).index.generation, generation);
      assert.equal((await fetch(`${site.url}/readyz`)).status, 200);

      await writeFile(path, good);
      await update();
      await page.reload();
      assert.equal(await page.locator("main").innerText(), before, "mended");
    });
  });

  it("Files that are no YAML, no UTF-8 or without a title are named too, and the site goes on serving", async () => {
    const yaml = join(site.corpus, "practices/madrid-iris-rehousing/practice.yaml");
    const english = join(site.corpus, "practices/madrid-iris-rehousing/en.md");
    const turin = join(site.corpus, "practices/turin-la-citta-possibile/fr.md");
    const good = await Promise.all([yaml, english, turin].map((path) => readFile(path)));
    await writeFile(yaml, "place: madrid\nthemes: [housing\nlevel: region\n");
    await writeFile(english, Buffer.concat([good[1], Buffer.from([0x0a, 0xc3, 0x28, 0x0a])]));
    await writeFile(turin, String(good[2]).replace(/^title: .*\n/m, ""));
    const broken = await site.update();
    assert.equal(broken.status, 1);
    for (const file of ["madrid-iris-rehousing/practice.yaml:\\d+: ", "madrid-iris-rehousing/en.md:\\d+: ", "turin-la-citta-possibile/fr.md(:\\d+)?: .*title"]) {
      assert.match(broken.err, new RegExp(file));
    }
    await visit(site, { locale: "es-ES" }, async (page) => {
      await page.goto("/");
      await search(page, "realojo Madrid");
      assert.equal((await hits(page))[0], "madrid-iris-rehousing");
      await page.locator(".hit h3 a").first().click();
      await page.waitForURL("**/practices/madrid-iris-rehousing*");
    });
    await Promise.all([yaml, english, turin].map((path, i) => writeFile(path, good[i])));
    await update();
  });

  it("The whole corpus may be gone for a moment: the error is said, the site goes on serving", async () => {
    await rename(site.corpus, `${site.corpus}-away`);
    const missing = await site.update();
    assert.notEqual(missing.status, 0);
    assert.match(missing.err, /corpus/);
    await rename(`${site.corpus}-away`, site.corpus);
    assert.deepEqual(await indexer("check", "--corpus", site.corpus).then(({ status }) => status), 0);
    await visit(site, {}, async (page) => {
      await page.goto("/search");
      assert.equal(await total(page), (await practices()).length);
    });
  });

  it("While six updates follow each other, a reader who searches again and again never sees an error or half a state", async () => {
    const copy = join(site.folder, "copy");
    await mkdir(copy);
    await writeFile(join(copy, "practice.yaml"), practiceOf("graz", "Graz"));
    await writeFile(join(copy, "en.md"), textWith("Lending tools from Blixentorp to families who look for work"));
    let updating = true;
    const updates = (async () => {
      for (let i = 0; i < 3; ++i) {
        await cp(copy, folder, { recursive: true });
        await update();
        await rm(folder, { recursive: true });
        await update();
      }
    })().finally(() => { updating = false; });
    const seen = new Set();
    const reader = visit(site, {}, async (page) => {
      await page.goto("/search?q=Blixentorp");
      while (updating) {
        await page.reload();
        const [shown, number] = [await hits(page), await total(page)];
        assert.equal(number, shown.length, "total and results agree");
        assert.ok(shown.length === 0 || shown[0] === ID);
        seen.add(number);
      }
    });
    await Promise.all([updates, reader]);
    await eventually(() => found("Blixentorp"), [], "the last state", WITHIN);
  });
});
