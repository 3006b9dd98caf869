import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelsFolder } from "../../src/lens/weights/findModel.js";
import { hasEmbedded } from "../../src/providers/embedded/packagedModels.js";
import { closeBrowser, openFile, withoutChromium } from "../browser/chromium.js";
import { tracebook } from "../cli/tracebook.js";
import { withoutTslab } from "../notebook/client/tslab.js";

const NOTEBOOKS = join(import.meta.dirname, "../../notebooks");
const FILES = readdirSync(NOTEBOOKS).filter(name => name.endsWith(".ipynb"));
/** Debian's Python: the one with Jupyter, whichever comes first on PATH. */
const PYTHON = process.env.TRACEBOOK_PYTHON ?? "/usr/bin/python3";

interface Output {
  readonly output_type: string;
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
}
interface Cell {
  readonly cell_type: string;
  readonly source: string;
  readonly metadata: { readonly tags?: readonly string[] };
  readonly id: string;
  readonly execution_count: number | null;
  readonly outputs: readonly Output[];
}

function withoutJupyter(): boolean {
  if (existsSync(PYTHON)) {
    try {
      execFileSync(PYTHON, ["-c", "import nbclient, nbconvert"], { stdio: "ignore" });
      return false;
    } catch {}
  }
  if (process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log(
    `skipped: no nbclient and nbconvert for ${PYTHON} (apt-get install jupyter-nbconvert python3-nbclient)`,
  );
  return true;
}

/** Code cells of a notebook, each text as one string. */
function codeCells(path: string): readonly Cell[] {
  const { cells } = JSON.parse(readFileSync(path, "utf8"), (_key, value) =>
    Array.isArray(value) && value.length > 0 && value.every(line => typeof line === "string")
      ? value.join("")
      : value,
  ) as { readonly cells: readonly Cell[] };
  return cells.filter(({ cell_type }) => cell_type === "code");
}

/** Models a notebook runs on, which lie in the folder of models, in the package, or are not here; prints what is missing. */
function withoutModels(name: string): boolean {
  const text = codeCells(join(NOTEBOOKS, name))
    .map(({ source }) => source)
    .join("\n");
  if (/\bopenEmbedded\(/.test(text) && !hasEmbedded("embedded")) {
    console.log(`skipped: ${name} needs the weights of models/embedded, which this checkout lacks`);
    return true;
  }
  const files = new Set(text.match(/[\w.-]+\.gguf/g));
  const missing = [...files].filter(file => !existsSync(join(modelsFolder(), file)));
  if (missing.length === 0 || process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log(`skipped: ${name} needs ${missing.join(", ")} in ${modelsFolder()} (npm run models)`);
  return true;
}

/** What a control of each notebook's figures is called. */
const SLIDERS: Readonly<Record<string, string>> = {
  "01-quickstart.ipynb": "Step",
  "03-ast-logits.ipynb": "Granularity",
  "04-codebooks-and-transcoders.ipynb": "Step",
};

/** Executes a notebook in place with Python's nbclient. */
const NBCLIENT = `
import sys, nbformat, nbclient
path, folder = sys.argv[1:]
nb = nbformat.read(path, as_version=4)
nbclient.NotebookClient(nb, timeout=120, resources={"metadata": {"path": folder}}).execute()
nbformat.validate(nb)
nbformat.write(nb, path)
`;

const RUNNABLE = FILES.filter(name => !withoutModels(name));

describe.skipIf(withoutTslab()).each(RUNNABLE)("notebooks/%s", name => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tracebook-notebooks-"));
    for (const part of ["node_modules", "scores"]) symlinkSync(join(NOTEBOOKS, part), join(folder, part));
    copyFileSync(join(NOTEBOOKS, name), join(folder, name));
    const { code, stderr } = await tracebook(["kernel", "install", "--prefix", folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true, force: true });
  });

  it("has every cell executed, in order and without error", () => {
    const cells = codeCells(join(NOTEBOOKS, name));
    expect(cells.map(({ execution_count }) => execution_count)).toEqual(cells.map((_, i) => i + 1));
    expect(
      cells.flatMap(({ outputs }) => outputs.filter(({ output_type }) => output_type === "error")),
    ).toEqual([]);
  });

  it("gives the committed outputs again through our runner, to the byte", async () => {
    const { code, stdout, stderr } = await tracebook(["notebook", "run", join(NOTEBOOKS, name), "--json"]);
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
    const updated = await tracebook(["notebook", "run", join(folder, name), "--update"]);
    expect(updated.code, updated.stderr).toBe(0);
    expect(readFileSync(join(folder, name), "utf8")).toBe(readFileSync(join(NOTEBOOKS, name), "utf8"));
  }, 300_000);

  it.skipIf(withoutJupyter())(
    "gives them through Python's nbclient and the installed kernel too",
    () => {
      const copy = join(folder, `nbclient-${name}`);
      copyFileSync(join(NOTEBOOKS, name), copy);
      execFileSync(PYTHON, ["-c", NBCLIENT, copy, folder], {
        env: { ...process.env, JUPYTER_PATH: join(folder, "share/jupyter") },
        stdio: ["ignore", "ignore", "pipe"],
      });
      const [executed, committed] = [copy, join(NOTEBOOKS, name)].map(codeCells);
      for (const [i, cell] of committed.entries()) {
        // What a model says anew differs in the last digits between processors.
        if (!cell.metadata.tags?.includes("nbval-ignore-output"))
          expect(executed[i].outputs, cell.id).toEqual(cell.outputs);
        expect(executed[i].execution_count, cell.id).toBe(cell.execution_count);
      }
    },
    300_000,
  );

  it.skipIf(withoutJupyter() || withoutChromium())(
    "becomes a page whose figures have their marks, with scripts and without, and asks the network for nothing",
    async () => {
      const args = [
        "-m",
        "nbconvert",
        "--to",
        "html",
        "--output-dir",
        folder,
        "--output",
        "page",
        join(NOTEBOOKS, name),
      ];
      execFileSync(PYTHON, args, { stdio: "ignore" });
      const cells = codeCells(join(NOTEBOOKS, name));
      const shown = cells.flatMap(({ outputs }) =>
        outputs.filter(({ data }) => data?.["text/html"] !== undefined),
      );
      const pictures = shown.flatMap(({ data }) => String(data?.["text/html"]).match(/<img /g) ?? []);
      expect(pictures.length).toBeGreaterThan(0);
      for (const scripts of [true, false]) {
        const { page, complaints, requests } = await openFile(join(folder, "page.html"), { scripts });
        const outputs = page.locator(".jp-RenderedHTMLCommon[data-mime-type='text/html']");
        expect(await outputs.count()).toBe(shown.length);
        const images = await page.locator(".jp-OutputArea-output img").all();
        expect(images.length).toBe(pictures.length);
        // Charts of feature pages are loaded when they come near the screen; a still picture is hidden where scripts run.
        for (const image of images) await image.evaluate(one => one.setAttribute("loading", "eager"));
        for (const image of images)
          await expect
            .poll(() => image.evaluate(one => (one as unknown as { naturalWidth: number }).naturalWidth))
            .toBeGreaterThan(300);
        if (scripts)
          expect(await page.getByRole("slider", { name: SLIDERS[name] }).count()).toBeGreaterThan(0);
        // Debian's pages take RequireJS and MathJax from its own folder, which may lack them; nothing else is asked for.
        expect(complaints.filter(text => !text.includes("ERR_FILE_NOT_FOUND"))).toEqual([]);
        expect(requests.filter(url => !url.startsWith("file:///usr/share/javascript/"))).toEqual([]);
        const shots = process.env.TRACEBOOK_SHOTS;
        if (shots !== undefined)
          await page.screenshot({ path: join(shots, `${name}-${scripts}.png`), fullPage: true });
      }
    },
    240_000,
  );
});
