import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeFigure } from "../../src/figures/codes/codeFigure.js";
import type { FeatureFigureData } from "../../src/figures/features/FeatureFigureData.js";
import { featureFigure } from "../../src/figures/features/featureFigure.js";
import { featuresOnSourceFigure } from "../../src/figures/features/onSource/featuresOnSourceFigure.js";
import type { PageExample } from "../../src/figures/features/PageExample.js";
import { freeRunningFigure } from "../../src/figures/freeRunning/freeRunningFigure.js";
import { madeCode, madeFeature } from "../figures/features/made.js";
import { madeOnSource, madeRunning } from "../figures/features/onSource/made.js";
import { closeBrowser, openFile, withoutChromium } from "./chromium.js";

const HOSTILE = 'x = "</script><img src=x onerror=document.title=1>" // \u202e\u0000 é🐍\n';

/** Two bands of two examples of three tokens; the greatest activation is more than its three printed digits. */
function madeSmall(): FeatureFigureData {
  const example = (value: number): PageExample => {
    const tokens = [
      { start: 0, end: 3, value: 1 },
      { start: 4, end: 5, value },
      { start: 6, end: 7, value: value / 2 },
    ];
    return { program: "p.js", text: "let a = 1;", firstLine: 1, tokens, peak: 1 };
  };
  const bands = [
    { name: "strongest", from: 1.7, to: 2.6849, firings: 2, examples: [example(2.6849), example(1.7)] },
    { name: "rest", from: 1.2, to: 1.5, firings: 2, examples: [example(1.5), example(1.2)] },
  ];
  const associations = [999, 1234, 0].map(positives => ({
    label: "l",
    precision: 1,
    recall: 1,
    f1: 1,
    positives,
  }));
  return { ...madeFeature(1), max: 2.6849, bands, associations };
}

describe.skipIf(withoutChromium())("features, codes and free-running traces in Chromium", () => {
  let folder = "";
  const file = (name: string): string => join(folder, `${name}.html`);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-features-"));
    await featureFigure(madeFeature(3)).save(file("feature"));
    await codeFigure(madeCode(4, 3)).save(file("code"));
    await featureFigure(madeSmall()).save(file("small"));
    await featuresOnSourceFigure(await madeOnSource()).save(file("source"));
    const running = await madeRunning(rows => ({
      rows: rows.map((row, i) => (i === 3 ? { ...row, line: 7 } : row)),
      result: "3",
    }));
    await freeRunningFigure(running).save(file("running"));
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ["feature", false],
    ["feature", true],
    ["code", false],
    ["code", true],
    ["source", false],
    ["source", true],
    ["running", false],
    ["running", true],
  ])("%s opens without a complaint or a request (dark: %s), and its text can be read", async (name, dark) => {
    const { page, complaints, requests } = await openFile(file(name), { dark });
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    // Ground and ink of the view differ by at least 4.5 to 1.
    const [ground, ink] = (await page.evaluate(
      `(() => { const v = document.querySelector("[data-tracebook] > div"), s = getComputedStyle(v); const l = c => { const [r, g, b] = c.match(/\\d+/g).map(x => { x = x / 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4 }); return 0.2126 * r + 0.7152 * g + 0.0722 * b }; return [l(s.backgroundColor), l(s.color)] })()`,
    )) as number[];
    expect((Math.max(ground!, ink!) + 0.05) / (Math.min(ground!, ink!) + 0.05)).toBeGreaterThan(4.5);
    expect(ground! > 0.5).toBe(!dark);
  });

  test.each([["feature"], ["code"], ["source"], ["running"]])(
    "%s scrolls inside of a narrow window",
    async name => {
      const { page } = await openFile(file(name), { width: 380 });
      const [content, window0] = (await page.evaluate(
        "[document.documentElement.scrollWidth, innerWidth]",
      )) as number[];
      expect(content).toBeLessThanOrEqual(window0!);
    },
  );

  test("a least activation hides weaker examples and grounds, a search keeps those with a text", async () => {
    const { page } = await openFile(file("feature"));
    const shown = () =>
      page.evaluate(`[...document.querySelectorAll(".tbf .ex")].filter(e => !e.hidden).length`);
    const painted = () => page.locator(".tbf .code [title]:not(.off)").count();
    expect(await shown()).toBe(12);
    const before = await painted();
    await page.getByRole("slider", { name: "Least activation of an example" }).fill("70");
    expect(await shown()).toBeLessThan(12);
    expect(await painted()).toBeLessThan(before);
    expect(await page.locator(".tbf .tools").innerText()).toMatch(/at least [\d.]+: \d+ of 12 examples/);
    await page.getByRole("slider").fill("0");
    await page.getByRole("searchbox").fill("no such text");
    expect(await shown()).toBe(0);
  });

  test("a token says its number, line and share; quantiles open; tables sort by a click", async () => {
    const { page } = await openFile(file("feature"));
    const mark = page.locator(".tbf .code mark").first();
    await mark.click();
    const said = await page.locator(".tbf p.at").innerText();
    expect(said).toMatch(/^line \d+: ".*" 8.31 \(100 % of the greatest\)$/);
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.locator(".tbf details.band[open]").count()).toBe(4);
    const labels = page.locator(".tbf details:not(.band) tbody tr td:first-child");
    await page.getByRole("button", { name: "recall" }).click();
    expect(await labels.allInnerTexts()).toEqual(["node: UpdateExpression", "iteration 2", "branch taken"]);
    await page.getByRole("button", { name: "recall" }).click();
    expect(await labels.allInnerTexts()).toEqual(["branch taken", "iteration 2", "node: UpdateExpression"]);
  });

  test("at the top of the slider the strongest example is left, with the ground of its token", async () => {
    const { page } = await openFile(file("small"));
    await page.getByRole("slider").fill("100");
    expect(await page.locator(".tbf .ex:not([hidden])").count()).toBe(1);
    expect(await page.locator(".tbf .code [title]:not(.off)").allInnerTexts()).toEqual(["a"]);
    expect(await page.locator(".tbf .tools").innerText()).toContain("at least 2.68: 1 of 4 examples");
  });

  test("arrow keys go to the examples of the band that is focused, and from token to token", async () => {
    const { page } = await openFile(file("small"));
    const at = () =>
      page.evaluate(
        `[...document.querySelectorAll(".tbf .ex")].indexOf(document.activeElement) + "/" + [...document.querySelectorAll(".tbf .now")].map(t => t.textContent)`,
      );
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      return at();
    };
    const said = page.locator(".tbf p.at");
    const rest = page.locator(".tbf details.band summary").nth(1);
    await rest.focus();
    expect(await press("ArrowDown")).toBe("-1/");
    expect(await press("Enter", "ArrowDown")).toBe("2/");
    expect(await press("ArrowRight")).toBe("2/a");
    expect(await said.innerText()).toBe('line 1: "a" 1.5 (56 % of the greatest)');
    expect(await press("ArrowRight")).toBe("2/=");
    expect(await said.innerText()).toBe('line 1: "=" 0.75 (28 % of the greatest)');
    expect(await press("ArrowRight", "ArrowLeft", "ArrowLeft")).toBe("2/let");
    expect(await press("ArrowDown")).toBe("3/");
    expect(await press("ArrowUp", "ArrowUp")).toBe("1/");
    await rest.focus();
    expect(await press("ArrowUp")).toBe("1/");
    await page.locator(".tbf .ex").first().locator("i").last().click();
    expect(await press("ArrowLeft")).toBe("0/a");
  });

  test("tables sort numbers with commas by their size", async () => {
    const { page } = await openFile(file("small"));
    await page.getByRole("button", { name: "tokens with it" }).click();
    const cells = page.locator(".tbf details:not(.band) tbody tr td:last-child");
    expect(await cells.allInnerTexts()).toEqual(["1,234", "999", "0"]);
  });

  test("lines of an example stay below each other, numbered, the node framed", async () => {
    const { page } = await openFile(file("feature"), { scripts: false });
    const example = page.locator(".tbf .ex").first();
    const lines = (await example.locator("pre").innerText()).split("\n");
    expect(lines[0]).toMatch(/^ 1 function f\(a, b\) \{$/);
    expect(lines[2]).toMatch(/^ 3 {3}for \(let i = 0/);
    const outline = await page.evaluate(
      `getComputedStyle(document.querySelector(".tbf .code u")).outlineStyle`,
    );
    expect(outline).toBe("solid");
  });

  test("the sliders of features and of the trace's viewer move together, both ways", async () => {
    const { page, complaints } = await openFile(file("source"));
    const own = page.locator(".tbfs .live");
    const step = own.getByRole("slider", { name: "Step" });
    const viewer = page.locator(".tbv");
    await step.fill("6");
    expect(await own.locator(".what").innerText()).toBe("line 4, iteration 2: @4 k=2 7 4 3 1 T");
    expect(await viewer.locator(".what").innerText()).toContain("line 4");
    expect(await viewer.locator(".vars").first().innerText()).toMatch(/i\s+1/);
    await viewer.getByRole("button", { name: "Next step" }).click();
    expect(await own.locator(".what").innerText()).toContain("line 5, iteration 2");
    await viewer.getByRole("slider", { name: "Step" }).fill("1");
    await viewer.getByRole("button", { name: "Last step" }).click();
    expect(await own.locator(".at").innerText()).toBe("step 12 of 12");
    expect(complaints).toEqual([]);
  });

  test("a feature that is chosen paints source and steps, and has its timeline and line × iteration", async () => {
    const { page } = await openFile(file("source"));
    const own = page.locator(".tbfs .live");
    const paint = () =>
      page.evaluate(`[...document.querySelectorAll(".tbfs .live .code i")].map(i => i.className).join()`);
    const before = await paint();
    await own.getByRole("combobox", { name: "Feature" }).selectOption({ index: 3 });
    expect(await paint()).not.toBe(before);
    const name = await page.evaluate(`document.querySelector(".tbfs select").selectedOptions[0].textContent`);
    const row = own.locator("tr[data-f]").first();
    await row.click();
    const chosen = await page.evaluate(
      `document.querySelector(".tbfs select").selectedOptions[0].textContent`,
    );
    expect(String(chosen)).toContain(await row.locator("td").first().innerText());
    expect(chosen).not.toBe(undefined);
    expect(name).not.toBe("");
    await own.locator(".time button").nth(8).click();
    expect(await own.locator(".at").innerText()).toBe("step 9 of 12");
    expect(await own.locator(".heat tbody tr").count()).toBe(5);
  });

  test("without scripts the picture and the strongest features of each line and step are there", async () => {
    const { page } = await openFile(file("source"), { scripts: false });
    expect(await page.locator(".tbfs .still img").isVisible()).toBe(true);
    expect(await page.locator(".tbfs .live").isVisible()).toBe(false);
    const table = page.locator("table", { hasText: "as written" });
    expect(await table.locator("tbody tr").count()).toBe(12);
    expect(await table.innerText()).toContain("@3 k=2 7 4 3 1 T");
  });

  test("a step of a free-running trace points at its lines in the source", async () => {
    const { page } = await openFile(file("running"));
    expect(await page.locator(".tbr .odd").allInnerTexts()).toEqual([
      expect.stringContaining("← the run is here"),
      expect.stringContaining("✗ the model is here"),
    ]);
    await page.locator(".tbr tbody tr").nth(1).hover();
    expect(await page.locator(".tbr .on").innerText()).toContain("for (let i = 0");
    expect(await page.locator(".tbr .odd").count()).toBe(0);
    await page.locator(".tbr table").focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
    expect(await page.locator(".tbr tr.now").count()).toBe(1);
  });

  test.each([[true], [false]])(
    "hostile text is text, and two figures of a kind do not disturb each other (scripts: %s)",
    async scripts => {
      const example = {
        program: HOSTILE,
        text: HOSTILE,
        firstLine: 1,
        tokens: [{ start: 4, end: 40, value: 2 }],
      };
      const bands = [{ name: HOSTILE, from: 1, to: 2, firings: 1, examples: [example] }];
      const logits = { top: [{ token: HOSTILE, weight: 1 }], bottom: [] };
      const bad = featureFigure({ ...madeFeature(1), bands, logits, dictionary: HOSTILE });
      const source = featuresOnSourceFigure({
        program: HOSTILE,
        call: HOSTILE,
        text: `@1 ${HOSTILE}`,
        tokens: [[0, 20]],
        lines: [{ line: 1, start: 0, end: 40 }],
        steps: [{ line: 1, iteration: 1, start: 0, end: 40 }],
        features: [{ name: HOSTILE, note: HOSTILE, firings: [[0, 1]] }],
      });
      const { written, ...rest } = await madeRunning(rows => ({ rows: rows.slice(0, 2) }));
      const torn = { row: 3, why: "no mark" as const, text: HOSTILE };
      const running = freeRunningFigure({
        ...rest,
        source: HOSTILE,
        written: { ...written, malformed: torn },
      });
      const good = featureFigure(madeFeature(2));
      const html = [bad, good, source, running, bad, codeFigure(madeCode(2, 1))]
        .map(figure => figure.toHTML())
        .join("");
      const path = file(`hostile${scripts}`);
      writeFileSync(path, `<!doctype html><meta charset="utf-8"><title>safe</title>${html}`);
      const { page, complaints, requests } = await openFile(path, { scripts });
      expect(await page.title()).toBe("safe");
      expect(await page.locator('img:not([src^="data:image/svg+xml"])').count()).toBe(0);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
      expect(await page.locator(".tbf pre").first().innerText()).toContain("onerror=document.title=1");
      if (!scripts) return;
      const [first, second] = [page.locator(".tbf").nth(0), page.locator(".tbf").nth(1)];
      expect(await first.locator(".ex:visible").count()).toBe(1);
      await second.getByRole("searchbox").fill("no such text");
      expect(await second.locator(".ex:visible").count()).toBe(0);
      expect(await first.locator(".ex:visible").count()).toBe(1);
    },
  );
});
