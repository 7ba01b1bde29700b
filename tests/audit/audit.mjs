// Every kind of page through tools that are too slow or too heavy for each change: Lighthouse, HTML_CodeSniffer and axe (by
// pa11y), html-validate. Prints the table of tests/README.md. Exits with 1 when something falls short.
//
//     node audit.mjs http://127.0.0.1:8080 [page ...]
import { HtmlValidate } from "html-validate";
import lighthouse from "lighthouse";
import pa11y from "pa11y";
import puppeteer from "puppeteer-core";

const [site, ...only] = process.argv.slice(2);
const CHROMIUM = "/usr/bin/chromium";
const LANGUAGES = ["en", "el", "sr"];

// Practices that exist, whatever the collection.
const found = await (await fetch(`${site}/api/v1/search?per_page=3`)).json();
const ids = found.hits.map((hit) => hit.id);
const each = (name) => ids.map((id) => `${name}=${id}`).join("&");

const PAGES = {
  home: "/",
  search: "/search",
  "search for words": "/search?q=school&theme=education",
  "nothing found": "/search?q=xqzwv&words=all",
  practice: `/practices/${ids[0]}`,
  map: "/map",
  "gap map": "/gaps",
  "towns like mine": "/comparable?in=RO&population=180000",
  compare: `/compare?${each("id")}`,
  shortlist: `/shortlist?${each("pick")}`,
  about: "/about",
  accessibility: "/accessibility",
  privacy: "/privacy",
  "not found": "/nowhere",
};

const address = (path, lang) => `${site}${path}${path.includes("?") ? "&" : "?"}lang=${lang}`;

const browser = await puppeteer.launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
});
const port = Number(new URL(browser.wsEndpoint()).port);

async function scores(url) {
  const { lhr } = await lighthouse(url, { port, logLevel: "error", output: "json" });
  const of = (id) => Math.round((lhr.categories[id]?.score ?? 0) * 100);
  const failed = Object.values(lhr.categories)
    .filter((category) => category.id !== "performance")
    .flatMap((category) => category.auditRefs)
    .map((ref) => lhr.audits[ref.id])
    .filter((audit) => audit.score !== null && audit.score < 1 && audit.scoreDisplayMode === "binary")
    .map((audit) => audit.id);
  const bytes = Math.round((lhr.audits["total-byte-weight"]?.numericValue ?? 0) / 1024);
  return { performance: of("performance"), accessibility: of("accessibility"), practices: of("best-practices"), seo: of("seo"), bytes, failed };
}

async function issues(url, scheme) {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  try {
    const result = await pa11y(url, {
      browser, page, runners: ["htmlcs", "axe"], standard: "WCAG2AA", viewport: { width: 320, height: 800 },
      levelCapWhenNeedsReview: "warning", // what axe cannot tell, such as the colours under a letter in SVG; see map.test.mjs
    });
    return result.issues.filter((issue) => issue.type === "error").map((issue) => `${issue.code}: ${issue.context}`);
  } finally {
    await page.close();
  }
}

const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules: { "long-title": "off", "no-trailing-whitespace": "off" } });

async function invalid(url) {
  const html = await (await fetch(url)).text();
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages.map((message) => `${message.ruleId}: ${message.message} (line ${message.line})`));
}

let shortfalls = 0;
const complain = (what, list) => {
  for (const one of new Set(list)) console.error(`${what}: ${one}`);
  shortfalls += list.length;
};

console.log("| page | performance | accessibility | best practices | SEO | KB | pa11y | HTML |\n|---|---|---|---|---|---|---|---|");
for (const [name, path] of Object.entries(PAGES)) {
  if (only.length && !only.includes(name)) continue;
  const all = [];
  let sniffed = 0;
  let wrong = 0;
  for (const lang of LANGUAGES) {
    const url = address(path, lang);
    if (name !== "not found") {
      const score = await scores(url);
      all.push(score);
      complain(`${name} (${lang})`, score.failed);
    }
    for (const scheme of ["light", "dark"]) {
      const found = await issues(url, scheme);
      sniffed += found.length;
      complain(`${name} (${lang}, ${scheme})`, found);
    }
    const faults = await invalid(url);
    wrong += faults.length;
    complain(`${name} (${lang})`, faults);
  }
  const lowest = (key) => (all.length ? Math.min(...all.map((score) => score[key])) : "–");
  const heaviest = all.length ? Math.max(...all.map((score) => score.bytes)) : "–";
  console.log(`| ${name} | ${["performance", "accessibility", "practices", "seo"].map(lowest).join(" | ")} | ${heaviest} | ${sniffed} | ${wrong} |`);
}
await browser.close();
process.exit(shortfalls ? 1 : 0);
