import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { report } from "../../src/figures/report/report.js";
import { scoreChart } from "../../src/figures/score/scoreChart.js";
import { reportData } from "../figures/models/reportData.js";
import { scores } from "../figures/models/scores.js";
import { closeBrowser, openFile, withoutChromium } from "./chromium.js";

/** Pixels of the canvas that are exactly this colour. */
const PIXELS = `colour => { const c = document.querySelector("canvas"); const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i] === colour[0] && d[i + 1] === colour[1] && d[i + 2] === colour[2]) n++; return n }`;

describe.skipIf(withoutChromium())("the score chart in Chromium", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-chart-"));
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true });
  });

  test.each([
    [false, [0x00, 0x72, 0xb2]],
    [true, [0x56, 0xb4, 0xe9]],
  ])(
    "Chart.js draws the bars of the model and takes the place of the picture (dark: %s)",
    async (dark, colour) => {
      const file = join(folder, "chart.html");
      await scoreChart(scores).save(file);
      const { page, complaints, requests } = await openFile(file, { dark });
      expect(await page.locator("img").isVisible()).toBe(false);
      expect(await page.locator("canvas").getAttribute("aria-label")).toContain(
        "output 62.0\u00a0% of 240 items in 40 clusters",
      );
      expect(await page.evaluate(`(${PIXELS})(${JSON.stringify(colour)})`)).toBeGreaterThan(3000);
      expect(complaints).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("a bar tells its numbers when it is pointed at, and the legend takes a series away", async () => {
    const file = join(folder, "chart.html");
    await scoreChart(scores).save(file);
    const { page } = await openFile(file);
    const chart = `globalThis.tracebookChart.getChart(document.querySelector("canvas"))`;
    const bar = (await page.evaluate(
      `(() => { const b = ${chart}.getDatasetMeta(0).data[0]; return [b.x - 20, b.y] })()`,
    )) as [number, number];
    await page.locator("canvas").hover({ position: { x: bar[0], y: bar[1] } });
    await expect
      .poll(() => page.evaluate(`(${chart}.tooltip.body ?? []).map(part => part.lines).flat().join()`))
      .toContain("62.0\u00a0% [59.0, 65.0], 240 items in 40 clusters, CR2");
    const box = (await page.evaluate(
      `(() => { const b = ${chart}.legend.legendHitBoxes[0]; return [b.left + 5, b.top + 5] })()`,
    )) as [number, number];
    await page.locator("canvas").click({ position: { x: box[0], y: box[1] } });
    await expect.poll(() => page.evaluate(`${chart}.isDatasetVisible(0)`)).toBe(false);
  });

  test("without scripts the picture and the numbers are there", async () => {
    const file = join(folder, "chart.html");
    await scoreChart(scores).save(file);
    const { page } = await openFile(file, { scripts: false });
    expect(await page.locator("img").isVisible()).toBe(true);
    await page.locator("summary").click();
    expect(await page.locator("table").innerText()).toMatch(
      /output\s+openai:example-7b@\S+\s+62.0\s%\s+\[59.0, 65.0\]\s+240\s+40\s+CR2/,
    );
  });

  test("several figures live on one page, beside RequireJS and another Chart, and leave both alone", async () => {
    const file = join(folder, "several.html");
    const amd = `<script>var defined=0;function define(){defined++}define.amd={};var Chart="theirs";</script>`;
    const chart = scoreChart(scores).toHTML();
    const other = scoreChart({ ...scores, source: "other scores" }).toHTML();
    writeFileSync(file, `<!doctype html><meta charset="utf-8">${amd}${chart}${other}${chart}`);
    const { page, complaints } = await openFile(file);
    expect(await page.locator("canvas").count()).toBe(3);
    expect(await page.locator("canvas:visible").count()).toBe(3);
    expect(await page.evaluate("[defined, Chart]")).toEqual([0, "theirs"]);
    expect(complaints).toEqual([]);
  });

  test("the report page works with scripts and without", async () => {
    const file = join(folder, "report.html");
    await report(reportData).save(file);
    const live = await openFile(file);
    expect(await live.page.locator("canvas").isVisible()).toBe(true);
    await live.page.locator("summary", { hasText: "wrong" }).click();
    expect(await live.page.locator("mark").innerText()).toBe("5");
    expect(live.complaints).toEqual([]);
    expect(live.requests).toEqual([]);
    const still = await openFile(file, { scripts: false });
    expect(await still.page.locator("img").isVisible()).toBe(true);
    expect(await still.page.locator("table").first().innerText()).toContain("replay:made-up");
  });
});
