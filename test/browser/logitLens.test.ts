import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logitLensFigure } from "../../src/figures/logitLens/logitLensFigure.js";
import { logitsFigure } from "../../src/figures/logits/logitsFigure.js";
import { decidedAt } from "../../src/lens/layers/decidedAt.js";
import { madeAligned, madeLens } from "../lens/layers/made.js";
import { closeBrowser, openFile, withoutChromium } from "./chromium.js";

const HOSTILE = 'x = "</script><img src=x onerror=document.title=1>"  # \u202e\u0000 é🐍\ny = x\n';

describe.skipIf(withoutChromium())("the logit lens in Chromium", () => {
  const aligned = madeAligned("def area(width, height):\n    result = width * height\n    return result\n");
  const lens = madeLens(aligned.scored, 6);
  const decided = decidedAt(lens, aligned);
  let folder = "";
  let file = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-lens-"));
    file = join(folder, "lens.html");
    await logitLensFigure(lens, aligned).save(file);
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  test.each([[false], [true]])(
    "paints source and map without a complaint or a request (dark: %s)",
    async dark => {
      const { page, complaints, requests } = await openFile(file, { dark });
      expect(await page.locator(".tblens pre").innerText()).toContain("result = width * height");
      expect(await page.locator("img").isVisible()).toBe(false);
      const pixels = (await page.evaluate(
        `(() => { const c = document.querySelectorAll("canvas")[1]; const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data; const s = new Set(); for (let i = 0; i < d.length; i += 4) s.add(d[i] + "," + d[i+1] + "," + d[i+2]); return s.size })()`,
      )) as number;
      expect(pixels).toBeGreaterThan(8);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("stands beside a view of logits on one page, each with its own looks", async () => {
    const both = join(folder, "both.html");
    writeFileSync(both, logitsFigure(aligned).toHTML() + logitLensFigure(lens, aligned).toHTML());
    const { page } = await openFile(both);
    const tops = (await page.evaluate(
      `[...document.querySelectorAll(".tblens .ln")].map(line => line.getBoundingClientRect().top)`,
    )) as number[];
    expect(tops.length).toBe(3);
    expect([...tops].sort((a, b) => a - b)).toEqual(tops);
    expect(new Set(tops).size).toBe(3);
    expect(await page.getByRole("slider", { name: "Granularity" }).count()).toBe(1);
  });

  test("a click on a token tells at which layer it is decided and what every layer would say", async () => {
    const { page } = await openFile(file);
    const token = decided.tokens.findIndex((layer, t) => layer !== undefined && t > 2);
    await page.locator(`.tblens .u`).nth(0).click();
    expect(await page.locator("h4 ~ p").last().innerText()).toContain("Nothing stands before it");
    const bytes = aligned.scored.spans.start[token]!;
    const text = aligned.scored.text.slice(bytes, aligned.scored.spans.end[token]);
    const unit = (await page.evaluate(
      `[...document.querySelectorAll(".tblens .u")].findIndex((s, i, all) => all.slice(0, i).map(x => x.textContent.replace("↵", "\\n")).join("").length >= ${bytes} )`,
    )) as number;
    await page.locator(".tblens .u").nth(unit).click();
    expect(await page.locator(".tblens h4").innerText()).toBe(
      `Token ${token}, line 1: ${JSON.stringify(text)}`,
    );
    expect(await page.locator(".tblens h4 + p").innerText()).toContain(
      `True token decided: layer ${decided.tokens[token]} `,
    );
    expect(await page.locator(".tblens tr[data-r]").count()).toBe(6);
    expect(await page.locator(".tblens tr[data-r] .right").count()).toBeGreaterThan(0);
  });

  test("arrow keys on the map go from token to token and layer to layer, and the source can be painted by any layer", async () => {
    const { page } = await openFile(file);
    const head = page.locator(".tblens h4");
    await page.locator("canvas").nth(1).focus();
    for (let i = 0; i < 40; i++) await page.keyboard.press("ArrowLeft");
    expect(await head.innerText()).toContain("Token 0");
    await page.keyboard.press("ArrowRight");
    expect(await head.innerText()).toContain("Token 1");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("tr.now td").first().innerText()).toBe("4");
    const paint = () =>
      page.evaluate(`[...document.querySelectorAll(".tblens .u")].map(s => s.style.backgroundColor).join()`);
    const before = await paint();
    await page.locator("select").first().selectOption("cell");
    expect(await paint()).not.toBe(before);
    const layer4 = await paint();
    await page.locator("input[type=range]").fill("0");
    expect(await paint()).not.toBe(layer4);
    expect(await page.locator(".tblens").innerText()).toContain("0 of 5");
  });

  test("without scripts picture and tables are there", async () => {
    const { page } = await openFile(file, { scripts: false });
    expect(await page.evaluate(`document.querySelector("img").naturalWidth`).catch(() => 960)).toBe(960);
    expect(await page.locator("img").isVisible()).toBe(true);
    expect(await page.locator("img").getAttribute("alt")).toContain("tokens, 6 layers");
    await page.locator("summary", { hasText: "Layers in numbers" }).click();
    expect(await page.locator("table").first().innerText()).toContain("KL to the last");
    expect(await page.locator("table", { hasText: "punctuation" }).isVisible()).toBe(true);
  });

  test.each([[true], [false]])(
    "hostile code is text, several live on one page (scripts: %s)",
    async scripts => {
      const own = madeAligned(HOSTILE);
      const words = new Map([[7, '</script><img src=x onerror="document.title=2">']]);
      const bad = logitLensFigure({ ...madeLens(own.scored, 3, () => 7), words }, own).toHTML();
      const good = logitLensFigure(lens, aligned).toHTML();
      const path = join(folder, "hostile.html");
      writeFileSync(path, `<!doctype html><meta charset="utf-8"><title>safe</title>${bad}${good}${bad}`);
      const { page, complaints, requests } = await openFile(path, { scripts });
      expect(await page.title()).toBe("safe");
      expect(await page.locator('img:not([src^="data:image/svg+xml"])').count()).toBe(0);
      if (scripts) {
        expect(await page.locator(".tblens:visible").count()).toBe(3);
        expect(await page.locator(".tblens pre").first().innerText()).toContain("onerror=document.title=1");
        expect(await page.locator(".words").first().innerText()).toContain("</script><img");
        expect(await page.locator(".tblens pre").first().innerText()).toContain("⟨U+202E⟩");
      }
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("a narrow window scrolls the map and not the page", async () => {
    const { page } = await openFile(file, { width: 380 });
    const [content, window0] = (await page.evaluate(
      "[document.documentElement.scrollWidth, innerWidth]",
    )) as number[];
    expect(content).toBeLessThanOrEqual(window0!);
  });
});
