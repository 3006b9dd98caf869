import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { figuresPage } from "../../src/figures/core/figuresPage.js";
import { logitsFigure } from "../../src/figures/logits/logitsFigure.js";
import { fakeAligned, fakeLoose } from "../figures/logits/fakeScored.js";
import { BROKEN, HOSTILE, HOSTILE_WORDS, JAVASCRIPT, PYTHON } from "../figures/logits/sources.js";
import { closeBrowser, openFile, withoutChromium } from "./chromium.js";

const EVIL =
  "</title></style></script><script>globalThis.pwned=7</script><img src=x onerror=globalThis.pwned=8>";

describe.skipIf(withoutChromium())("acceptance of the view of logits in Chromium", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-logits-"));
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  describe.each([true, false])("scripts %s", scripts => {
    test("hostile tokens, alternatives, names and nodes stay text", async () => {
      const aligned = fakeLoose(`${HOSTILE}q = "\0"\r\n`, "python", { words: HOSTILE_WORDS, model: EVIL });
      const figure = logitsFigure(aligned, {
        title: EVIL,
        source: EVIL,
        reference: { name: EVIL, bitsPerToken: Array.from({ length: 40 }, (_, i) => i / 4) },
        structural: [
          {
            token: 1,
            rest: 0.1,
            alternatives: [{ key: EVIL, probability: 0.9, texts: [EVIL], actual: true }],
          },
        ],
      });
      const file = join(folder, `hostile-${scripts}.html`);
      await figure.save(file);
      const { page, complaints, requests } = await openFile(file, { scripts });
      await page.locator("details").evaluateAll(all => {
        for (const one of all) (one as { open?: boolean }).open = true;
      });
      if (scripts) {
        // Every token under the pointer once, at two levels.
        for (const level of ["0", "2"]) {
          await page.getByRole("slider", { name: "Granularity" }).fill(level);
          await page.evaluate(
            `document.querySelectorAll(".code i").forEach(e => e.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })))`,
          );
        }
        await page.locator(".chips a").first().click();
        await page.keyboard.press("a");
        await page.keyboard.press("/");
        await page.keyboard.type("<script");
        expect(await page.evaluate("globalThis.pwned")).toBeUndefined();
      }
      expect(await page.locator(".tbl img, .tbl script, .code b:not([data-n],.m)").count()).toBe(0);
      expect(await page.locator("script").count()).toBe(1);
      const text = await page.locator("body").innerText();
      // Nothing that reorders, hides or ends lines is left: it is spelled out.
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u200b]/);
      expect(text).not.toContain("\0");
      expect(await page.locator(".code").innerText()).toContain("⟨U+202E⟩ reversed ⟨U+2066⟩⟨U+2069⟩");
      expect(text).toContain("⟨U+0000⟩");
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    });
  });

  test("ten views on one page work each for itself, with no id given twice", async () => {
    const figures = Array.from({ length: 10 }, (_, i) =>
      logitsFigure(
        i % 2 === 0
          ? fakeAligned(PYTHON, "python", { seed: String(i) })
          : fakeAligned(JAVASCRIPT, "javascript", { seed: String(i) }),
        { title: `view ${i}`, source: `file ${i}` },
      ),
    );
    const file = join(folder, "ten.html");
    writeFileSync(file, figuresPage("Ten", figures));
    const { page, complaints } = await openFile(file);
    expect(await page.locator(".tbl").count()).toBe(10);
    const ids = (await page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")) as string[];
    expect(new Set(ids).size).toBe(ids.length);
    const seventh = page.locator(".tbl").nth(7);
    await seventh.getByRole("slider", { name: "Granularity" }).fill("3");
    const shown = await page.locator(".bar label .at").allInnerTexts();
    expect(shown.filter(text => text === "statement")).toHaveLength(1);
    expect(await seventh.getByRole("slider", { name: "Granularity" }).getAttribute("aria-valuetext")).toBe(
      "statement",
    );
    expect(complaints).toEqual([]);
  });

  test("the same view twice on a page works twice", async () => {
    const figure = logitsFigure(fakeAligned(PYTHON, "python"));
    const file = join(folder, "twice.html");
    writeFileSync(file, figuresPage("Twice", [figure, figure]));
    const { page, complaints } = await openFile(file);
    for (const i of [0, 1]) {
      await page
        .locator(".tbl")
        .nth(i)
        .getByRole("slider", { name: "Granularity" })
        .fill(String(i + 1));
      expect(
        await page.locator(".tbl").nth(i).getByRole("slider", { name: "Granularity" }).inputValue(),
      ).toBe(String(i + 1));
    }
    expect(complaints).toEqual([]);
  });

  test("the least certain statement is one click away, its alternatives a second", async () => {
    const file = join(folder, "find.html");
    await logitsFigure(fakeAligned(PYTHON, "python")).save(file);
    const { page } = await openFile(file);
    await page.getByRole("link", { name: /^Least certain statement/ }).click();
    const panel = page.getByRole("region", { name: "Inspector" });
    expect(await panel.innerText()).toMatch(/return_statement\s+return len\(counter\.words\)/);
    expect(await page.locator(".code .sel").allInnerTexts()).toEqual([
      "return",
      " ",
      "len",
      "(",
      "counter",
      ".",
      "words",
      ")",
    ]);
    // The outline has opened and scrolled to it.
    const row = (await page.locator('[aria-selected="true"]').boundingBox())!;
    const tree = (await page.locator(".tree").boundingBox())!;
    expect(row.y >= tree.y && row.y < tree.y + tree.height).toBe(true);
    await page.keyboard.press("a");
    expect(await panel.innerText()).toContain("What could stand here");
    expect(await panel.innerText()).toContain("◀ stands here");
  });

  test("the ERROR is one click away and scrolled into view", async () => {
    const file = join(folder, "error.html");
    await logitsFigure(fakeLoose(`${PYTHON.repeat(3)}\n${BROKEN}`, "python")).save(file);
    const { page } = await openFile(file);
    await page.getByRole("link", { name: /^ERROR 1 of/ }).click();
    expect(await page.getByRole("region", { name: "Inspector" }).innerText()).toContain("ERROR");
    const seen = await page.locator(".code .sel").first().isVisible();
    const box = (await page.locator(".code .sel").first().boundingBox())!;
    const pane = (await page.locator(".pane").boundingBox())!;
    expect(seen && box.y >= pane.y && box.y < pane.y + pane.height).toBe(true);
  });

  test("alternatives of the least likely token: one click with scripts, one without", async () => {
    const file = join(folder, "alternatives.html");
    await logitsFigure(fakeAligned(PYTHON, "python")).save(file);
    const live = await openFile(file);
    await live.page.getByRole("link", { name: /^Least likely token/ }).click();
    expect(await live.page.getByRole("region", { name: "Inspector" }).innerText()).toContain(
      "What could stand here",
    );
    const still = await openFile(file, { scripts: false });
    await still.page.getByText(/^Least likely tokens/).click();
    expect(await still.page.getByRole("row", { name: /lambda/ }).innerText()).toMatch(
      /lambda\s+12\s+1e-5\s+1\d\.\d/,
    );
    // A link leads to the place in the code, which is then marked.
    await still.page
      .getByRole("row", { name: /lambda/ })
      .getByRole("link")
      .click();
    expect(await still.page.locator(".code :target").innerText()).toBe("lambda");
  });
});
