import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBrowser, type OpenPage, openFile, withoutChromium } from "../../browser/chromium.js";
import { type CellOutput, runCells, withoutTslab } from "./tslab.js";

/** Debian's Python: the one with Jupyter, whichever comes first on PATH. */
const PYTHON = process.env.TRACEBOOK_PYTHON ?? "/usr/bin/python3";

/** What is asked of pictures and cells in the page. */
interface Image {
  readonly naturalWidth: number;
  readonly alt: string;
}
interface Styles {
  getComputedStyle(node: unknown): { readonly textAlign: string };
}

function withoutNbconvert(): boolean {
  if (existsSync(PYTHON)) {
    try {
      execFileSync(PYTHON, ["-c", "import nbconvert"], { stdio: "ignore" });
      return false;
    } catch {}
  }
  if (process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log(
    `skipped: no nbconvert for ${PYTHON} (apt-get install jupyter-nbconvert, or set TRACEBOOK_PYTHON)`,
  );
  return true;
}

const SOURCE =
  "function total(prices) {\\n  let sum = 0;\\n  for (const p of prices) sum += p;\\n  return sum;\\n}\\n// \u202e</script><b>bold</b>\\n";

/** Cells, what the page must say where their output stands, with scripts or without, and whether there is a picture. */
const CELLS: readonly (readonly [cell: string, says: RegExp, picture?: "picture"])[] = [
  ["run", /4·3 3 \| {3}for \(const p of prices\) sum \+= p;/, "picture"],
  ["run.programs[0]", /3 \| {3}for \(const p of prices\) sum \+= p;[\s\S]*⟨U\+202E⟩<\/script><b>bold<\/b>/],
  ["tb.pose(run)", /What is the value of the call\?/],
  ["question", /total\(\[3, 4, 5\]\)[\s\S]*Question: What is the value of the call/],
  ["set", /questions about 1 program of mine/],
  ["tb.prompt(question, run.programs[0])", /Reply with exactly one line/],
  ["await tb.readRun(folder)", /baseline:copy-input/, "picture"],
  ["await tb.scoreRun(folder)", /random answer, expected/, "picture"],
  ["tb.scoreChart({ source: 's', bars: tb.scoreBars(data) })", /items/, "picture"],
  ["tb.report(data)", /Families/, "picture"],
  ["tb.loadDataset('tracebook-js')", /20 of \d+ rows are shown/],
  ["tb.table([{ n: 1, name: '<i>x</i>\u202e' }], { caption: 'Names' })", /<i>x<\/i>⟨U\+202E⟩/],
  ["sitting", /person: 0 of \d+ answered[\s\S]*Next cell: await sitting\.answer\(1, `…`\)/],
  ["await sitting.answer(1, '<b>12</b>')", /not readable[\s\S]*your answer: <b>12<\/b>[\s\S]*Question 2 of/],
  ["tb.score(tb.parseAnswer('Answer: 12', question, run.programs[0]), question)", /reason: match/],
];

describe.skipIf(withoutTslab() || withoutNbconvert() || withoutChromium())(
  "notebooks made of our displays, through nbconvert, in Chromium",
  () => {
    let folder = "";
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "tracebook-nbconvert-"));
      const outputs = await runCells([
        'import * as tb from "tracebook";',
        `const run = await tb.trace("${SOURCE}", { file: "total.js", call: "total([3, 4, 5])" });
const set = tb.questionSet("mine", 1, [{ program: run.programs[0], posed: tb.pose(run) }]);
const question = set.questions[0];
const folder = ${JSON.stringify(join(folder, "run"))};
await tb.ask(set, 'baseline:constant', { out: folder });
const data = await tb.scoreRun(folder);
const sitting = await tb.askPerson(set, { out: folder + "-person" });`,
        ...CELLS.map(([cell]) => cell),
        "await tb.closePool();",
      ]);
      expect(outputs.map(({ status, streams }) => `${status}${streams.trim()}`)).toEqual(
        outputs.map(() => "ok"),
      );
      const cells = CELLS.map(([cell], i) => codeCell(cell, outputs[i + 2], i));
      writeFileSync(join(folder, "shown.ipynb"), JSON.stringify(notebook(cells)));
      for (const sanitize of ["False", "True"]) convert(folder, sanitize);
    }, 180_000);
    afterAll(async () => {
      await closeBrowser();
      rmSync(folder, { recursive: true, force: true });
    });

    const open = (sanitized: boolean, scripts: boolean): Promise<OpenPage> =>
      openFile(join(folder, `sanitize-${sanitized ? "True" : "False"}.html`), { scripts });

    it.each([
      { sanitized: false, scripts: true },
      { sanitized: false, scripts: false },
      { sanitized: true, scripts: true },
      { sanitized: true, scripts: false },
    ])("everything is there (%o)", async ({ sanitized, scripts }) => {
      const { page, complaints, requests } = await open(sanitized, scripts);
      const outputs = page.locator(".jp-RenderedHTMLCommon[data-mime-type='text/html']");
      expect(await outputs.count()).toBe(CELLS.length);
      for (const [i, [cell, says, picture]] of CELLS.entries()) {
        const output = outputs.nth(i);
        expect(await output.textContent(), cell).toMatch(says);
        if (picture === undefined) continue;
        const images = await output
          .locator("img")
          .evaluateAll(list =>
            (list as unknown as Image[]).map(({ naturalWidth, alt }) => [
              naturalWidth > 400,
              alt.length > 20,
            ]),
          );
        // lxml's sanitizer drops SVG pictures: their words and the text form are what is left.
        expect(images, cell).toEqual([[!sanitized, true]]);
      }
      // Debian's pages take RequireJS and MathJax from its own folder, which may lack them; nothing else is asked for.
      expect(complaints.filter(text => !text.includes("ERR_FILE_NOT_FOUND"))).toEqual([]);
      expect(requests.filter(url => !url.startsWith("file:///usr/share/javascript/"))).toEqual([]);
      expect(await page.evaluate("document.querySelectorAll('b').length")).toBe(0);
      const shot = process.env.TRACEBOOK_SHOTS;
      if (shot !== undefined) {
        await page.screenshot({ path: join(shot, `nbconvert-${sanitized}-${scripts}.png`), fullPage: true });
      }
    });

    it("scripts make the figures interactive where the notebook is trusted, and only there", async () => {
      const trusted = await open(false, true);
      expect(await trusted.page.getByRole("slider", { name: "Step" }).count()).toBe(1);
      expect(await trusted.page.locator("canvas").count()).toBe(2);
      const untrusted = await open(true, true);
      expect(await untrusted.page.getByRole("slider", { name: "Step" }).count()).toBe(0);
      expect(await untrusted.page.locator("canvas").count()).toBe(0);
    });

    it("numbers stand to the right, names to the left, and headings say what they head", async () => {
      for (const sanitized of [false, true]) {
        const { page } = await open(sanitized, false);
        const table = page.locator("table", { hasText: "Names" });
        const align = (cell: string): Promise<unknown> =>
          table
            .locator(cell)
            .first()
            .evaluate(node => (globalThis as unknown as Styles).getComputedStyle(node).textAlign);
        expect(await align("tbody td:nth-child(1)")).toBe("right");
        expect(await align("tbody td:nth-child(2)")).toBe(sanitized ? "right" : "left");
        expect(await table.locator("caption").innerText()).toBe("Names");
        if (!sanitized) expect(await table.locator("th[scope=col]").count()).toBe(2);
      }
    });
  },
);

function codeCell(source: string, { displays }: CellOutput, i: number): object {
  return {
    cell_type: "code",
    id: `cell-${i}`,
    metadata: {},
    execution_count: null,
    source,
    outputs: displays.map(({ data }) => ({ output_type: "display_data", data, metadata: {} })),
  };
}

function notebook(cells: readonly object[]): object {
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  const metadata = { kernelspec, language_info: { name: "typescript" } };
  return { nbformat: 4, nbformat_minor: 5, metadata, cells };
}

/** Debian's nbconvert, with its sanitizer on or off. */
function convert(folder: string, sanitize: string): void {
  execFileSync(
    PYTHON,
    [
      ...["-m", "nbconvert", "--to", "html", "--output", `sanitize-${sanitize}.html`],
      `--HTMLExporter.sanitize_html=${sanitize}`,
      join(folder, "shown.ipynb"),
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
}
