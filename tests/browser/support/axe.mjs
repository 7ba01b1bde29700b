// axe in a page. The source goes in as an expression of the debugger, which the Content-Security-Policy does not concern.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Every rule for WCAG 2.2 A and AA, the best practices, and the experimental ones.
const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "experimental"] };

// The rules that depend on the colours of a page.
export const OF_COLOUR = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

// For a page whose colours are looked at elsewhere: finding them out is what costs most.
export const BUT_COLOUR = Object.fromEntries(OF_COLOUR.values.map((rule) => [rule, { enabled: false }]));

// The violations, one line a rule.
export async function violations(page, runOnly = ALL, rules = {}) {
  if (!(await page.evaluate("Boolean(globalThis.axe)"))) await page.evaluate(source);
  return page.evaluate(async (options) => {
    const { violations: found, passes } = await globalThis.axe.run(document, options);
    const lines = found.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].target.join(" ")}: ${nodes[0].failureSummary.replace(/\s+/g, " ")}`);
    return passes.length ? lines : ["axe tried nothing"];
  }, { resultTypes: ["violations"], runOnly, rules });
}

export async function isAccessible(page, what) {
  assert.deepEqual(await violations(page), [], what);
}
