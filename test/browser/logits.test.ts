import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildLogits } from "../../src/figures/logits/buildLogits.js";
import { cellClasses } from "../../src/figures/logits/cellClasses.js";
import { LEVELS } from "../../src/figures/logits/levels.js";
import { logitsFigure } from "../../src/figures/logits/logitsFigure.js";
import { settleLogits } from "../../src/figures/logits/settleLogits.js";
import { STATISTICS } from "../../src/figures/logits/statistics.js";
import { fakeAligned, fakeLoose } from "../figures/logits/fakeScored.js";
import { BROKEN, JAVASCRIPT, PYTHON, WIDE } from "../figures/logits/sources.js";
import { closeBrowser, openFile, withoutChromium } from "./chromium.js";

const python = fakeAligned(PYTHON, "python", { model: "fake" });

describe.skipIf(withoutChromium())("logits on the syntax tree in Chromium", () => {
  let folder = "";
  const saved = async (name: string, figure: ReturnType<typeof logitsFigure>): Promise<string> => {
    const file = join(folder, `${name}.html`);
    await figure.save(file);
    return file;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-logits-"));
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  const inspector = (page: Page): Promise<string> => page.locator(".insp").innerText();
  /** The cell with a text. */
  const cell = (page: Page, text: string) =>
    page
      .locator(".code i", { hasText: new RegExp(`^${text.replace(/[()[\]{}.*+?^$|\\]/g, "\\$&")}$`) })
      .first();
  const classes = (page: Page): Promise<string[]> =>
    page.evaluate(
      `[...document.querySelectorAll(".code i,.code a")].map(e => e.className.split(" ").filter(n => n && n !== "sel" && n !== "on").join(" "))`,
    );

  test.each([
    ["python", python],
    ["cut off code", fakeLoose(BROKEN, "python", { generatedFrom: 20 })],
    ["wide characters", fakeAligned(WIDE, "python")],
    ["javascript", fakeAligned(JAVASCRIPT, "javascript", { encoding: "cl100k_base" })],
  ])("the script paints as the page without it, at every level and statistic: %s", async (name, aligned) => {
    const file = await saved(name, logitsFigure(aligned));
    const still = await openFile(file, { scripts: false });
    const { page, complaints } = await openFile(file);
    const stacks = `[...document.querySelectorAll(".code .z")].map(e => e.style.background)`;
    expect(await classes(page)).toEqual(await classes(still.page));
    expect(await page.evaluate(stacks)).toEqual(await still.page.evaluate(stacks));
    expect(await page.locator(".legend").first().innerHTML()).toBe(
      await still.page.locator(".legend").first().innerHTML(),
    );
    const model = buildLogits([aligned], [""], settleLogits({}, false));
    const slider = page.getByRole("slider", { name: "Granularity" });
    for (const statistic of STATISTICS) {
      await page.getByRole("combobox").selectOption(statistic);
      for (const [i, granularity] of LEVELS.entries()) {
        await slider.fill(String(i));
        expect(await classes(page), `${granularity}, ${statistic}`).toEqual(
          cellClasses(model, { granularity, statistic, weakShare: 0.1 }),
        );
      }
    }
    expect(complaints).toEqual([]);
  });

  test("the slider repaints the same text by the node around", async () => {
    const { page, complaints, requests } = await openFile(await saved("slider", logitsFigure(python)));
    const slider = page.getByRole("slider", { name: "Granularity" });
    const text = await page.locator(".code").innerText();
    await slider.fill("3");
    expect(await slider.getAttribute("aria-valuetext")).toBe("statement");
    expect(await page.locator(".code").innerText()).toBe(text);
    const shade = (name: string): Promise<string | null> =>
      cell(page, name).evaluate(e => /h\w/.exec(e.className)?.[0] ?? null);
    expect(await shade("sorted")).toBe(await shade("ranked"));
    await cell(page, "ranked").hover();
    expect(await inspector(page)).toMatch(/expression_statement › assignment/);
    await slider.fill("5");
    await cell(page, "ranked").hover();
    expect(await inspector(page)).toMatch(/function_definition\s+def most\(self, n=3\):/);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("the inspector tells a token's p, bits, rank, entropy, bytes, nodes around, and alternatives with the token itself", async () => {
    const { page } = await openFile(await saved("inspect", logitsFigure(python)));
    await cell(page, "lambda").hover();
    const text = await inspector(page);
    expect(text).toMatch(/p \S+ · 1\d\.\d bits · rank \d+ · entropy [\d.]+ bits, excess/);
    expect(text).toMatch(/bytes \d+–\d+: 6c 61 6d 62 64 61/);
    expect(text).toContain("◀ stands here, rank");
    expect(text).toMatch(/module\s*class_definition/);
    // A likely token shows its alternatives only when asked.
    await cell(page, "import").hover();
    expect(await inspector(page)).not.toContain("stands here");
    await cell(page, "import").click();
    await page.keyboard.press("a");
    expect(await inspector(page)).toContain("◀ stands here");
  });

  test("a token over two leaves says for whom it counts", async () => {
    const { page } = await openFile(
      await saved("straddle", logitsFigure(fakeAligned("def f(a):\n    return a\n", "python"))),
    );
    await page.locator(".code i.k", { hasText: ":" }).hover();
    expect(await inspector(page)).toContain(
      "goes over 2 leaves (Punctuator, Punctuator): counts for the first",
    );
  });

  test("keys walk the tree: up, down, left, right, Enter, Escape, slash", async () => {
    const { page } = await openFile(await saved("keys", logitsFigure(python)));
    const pane = page.locator(".pane");
    const said = (): Promise<string> => page.locator("[role=status][aria-live]").innerText();
    await cell(page, "ranked").click();
    await pane.focus();
    await page.keyboard.press("ArrowUp");
    expect(await said()).toMatch(/^identifier ranked, line 12, /);
    await page.keyboard.press("ArrowUp");
    expect(await said()).toMatch(/^expression_statement › assignment ranked = sorted/);
    await page.keyboard.press("ArrowRight");
    expect(await said()).toMatch(/^return_statement return ranked\[:n\], line 13/);
    await page.keyboard.press("ArrowLeft");
    expect(await said()).toMatch(/^expression_statement/);
    await page.keyboard.press("ArrowDown");
    expect(await said()).toMatch(/^identifier ranked/);
    await page.keyboard.press("ArrowDown");
    expect(await said()).toMatch(/^token /);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("button", { name: "Pin (Enter)" }).count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "Unpin (Esc)" }).getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("/");
    await page.keyboard.type("lambda");
    expect(
      await page.getByRole("tree", { name: "Nodes found" }).getByRole("treeitem").count(),
    ).toBeGreaterThan(1);
    expect(await page.getByText(/^\d+ of \d+ nodes$/).innerText()).toMatch(/ of /);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("tree", { name: "Outline of the program" }).count()).toBe(1);
  });

  test("the outline is a tree for screen readers, with numbers in the names, and walks by keys", async () => {
    const { page } = await openFile(await saved("tree", logitsFigure(python)));
    const tree = page.getByRole("tree", { name: "Outline of the program" });
    const root = tree.getByRole("treeitem").first();
    expect(await root.getAttribute("aria-label")).toMatch(
      /^module .*, line 1, [\d.]+ bits, [\d.]+ per token, 100 percent of the bits$/,
    );
    expect(await root.getAttribute("aria-expanded")).toBe("true");
    await root.focus();
    await page.keyboard.press("ArrowDown");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toMatch(
      /^expression_statement › string/,
    );
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    expect(await root.getAttribute("aria-expanded")).toBe("false");
    await page.keyboard.press("ArrowRight");
    expect(await root.getAttribute("aria-expanded")).toBe("true");
    // One stop for the Tab key in the whole tree.
    expect(await page.locator('.tree [tabindex="0"]').count()).toBe(1);
    const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineWidth");
    expect(outline).toBe("3px");
  });

  test("pointing at the outline marks the code, pointing at the code marks the outline", async () => {
    const { page } = await openFile(await saved("links", logitsFigure(python)));
    await page.getByRole("treeitem", { name: /^import_statement/ }).hover();
    expect(await page.locator(".code .on").allInnerTexts()).toEqual(["import", " ", "re"]);
    await page.getByRole("slider", { name: "Granularity" }).fill("3");
    await cell(page, "import").hover();
    expect(await page.locator(".tree .on").innerText()).toMatch(/import_statement/);
  });

  test("threshold: live count of the weakest, none at 0 %", async () => {
    const { page } = await openFile(
      await saved(
        "threshold",
        logitsFigure(python, {
          reference: { name: "corpus", bitsPerToken: Array.from({ length: 100 }, (_, i) => i / 10) },
        }),
      ),
    );
    const slider = page.getByRole("slider", { name: /^Weakest share/ });
    await slider.fill("20");
    const told = page.locator(".bar .at").last();
    const count = async (): Promise<number> => Number(/: (\d+) of/.exec(await told.innerText())?.[1] ?? 0);
    const many = await count();
    const outlined = (await page.evaluate(
      `new Set([...document.querySelectorAll(".code .q")].filter(e => !e.classList.contains("k"))).size`,
    )) as number;
    expect(outlined).toBe(many);
    await slider.fill("0");
    expect(await told.innerText()).toMatch(/^0 %: none of \d+/);
    expect(await page.locator(".code .q").count()).toBe(0);
    await slider.fill("20");
    // The same share of the corpus: its values from 8 bits on.
    await page.getByRole("checkbox", { name: "of corpus" }).check();
    expect(await told.innerText()).toMatch(/≥ 8\.00/);
  });

  test("white space and nested nodes are shown on demand, white space with scripts off too", async () => {
    const file = await saved("demand", logitsFigure(python));
    for (const scripts of [true, false]) {
      const { page } = await openFile(file, { scripts });
      const outline = (): Promise<unknown> =>
        page.evaluate(`getComputedStyle(document.querySelector(".code a")).outlineStyle`);
      expect(await outline()).toBe("none");
      await page.getByRole("checkbox", { name: "white space tokens" }).check();
      expect(await outline()).toBe("dotted");
    }
    const { page } = await openFile(file);
    await page.getByRole("checkbox", { name: "nested nodes beside the lines" }).check();
    const live = await page.evaluate(
      `[...document.querySelectorAll(".ice b")].map(e => [e.className, e.dataset.u, e.style.cssText.replace(/\\s/g, "")].join())`,
    );
    const still = await openFile(await saved("strip", logitsFigure(python, { icicle: true })), {
      scripts: false,
    });
    expect(live).toEqual(
      await still.page.evaluate(
        `[...document.querySelectorAll(".ice b")].map(e => [e.className, e.dataset.u, e.style.cssText.replace(/\\s/g, "")].join())`,
      ),
    );
    // A bar is as high as its lines.
    const bar = (await page.locator(".ice b").first().boundingBox())!;
    const code = (await page.locator(".code").boundingBox())!;
    expect(Math.abs(bar.height - code.height)).toBeLessThan(25);
  });

  test.each([true, false])("scripts %s: nothing sticks out of a window of 375 pixels", async scripts => {
    for (const aligned of [python, fakeAligned(WIDE, "python"), fakeLoose(BROKEN, "python")]) {
      const { page } = await openFile(await saved("narrow", logitsFigure(aligned, { icicle: true })), {
        width: 375,
        scripts,
      });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(375);
    }
  });

  test("two models: differences per node, tokens of both in the inspector", async () => {
    const other = fakeAligned(PYTHON, "python", { model: "other", seed: "b", encoding: "o200k_base" });
    const file = await saved("two", logitsFigure([python, other]));
    const { page, complaints } = await openFile(file);
    const still = await openFile(file, { scripts: false });
    for (const level of ["0", "1", "2", "3", "4"])
      await page.getByRole("slider", { name: "Granularity" }).fill(level);
    await page.getByRole("slider", { name: "Granularity" }).fill("2");
    expect(await classes(page)).toEqual(await classes(still.page));
    await cell(page, "counter").hover();
    expect(await inspector(page)).toMatch(/fake\s+other/);
    await page.getByRole("slider", { name: "Granularity" }).fill("0");
    await cell(page, "lambda").hover();
    expect(await inspector(page)).toMatch(/fake[\s\S]*p \S+[\s\S]*other[\s\S]*p \S+/);
    expect(await page.getByText(/^Difference in bits by category: fake minus other/).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });
});
