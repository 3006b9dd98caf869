import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { NotebookRun } from "../../../src/notebook/run/NotebookRun.js";
import { checkNotebook, runNotebook } from "../../../src/notebook/run/runNotebook.js";
import { notebookFolder, withoutTslab } from "../client/tslab.js";
import { nbformatFaults, notebookOf, printed, put, withoutNbformat } from "./notebookFile.js";

const KERNELS = ["tracebook", "tslab"] as const;

let folder: string;
beforeEach(() => {
  folder = notebookFolder();
});

/** Status of each cell. */
function statuses({ cells }: NotebookRun): string[] {
  return cells.map(({ status }) => status);
}

/** A notebook with most that can come of a cell. */
const everything = (kernel: string): string =>
  notebookOf(kernel, [
    { id: "log", source: 'const a: number = 1;\nconsole.log("a is", a);\nconsole.error("to stderr");' },
    { id: "value", source: "a + 1" },
    { id: "empty", source: "\n" },
    { id: "raises", source: 'throw new RangeError("on\\npurpose")', tags: ["raises-exception"] },
    { id: "skipped", source: "while (true) {}", tags: ["skip-execution"] },
    {
      id: "display",
      source:
        'import { display, newDisplay } from "tslab";\nconst view = newDisplay();\nview.html("<b>old</b>");\ndisplay.raw("image/png", "AAAA");',
    },
    { id: "later", source: 'view.html("<b>new</b>"); console.log("\\u2028é😀")' },
  ]);

describe.skipIf(withoutTslab()).each(KERNELS)("a notebook in kernel %s", kernel => {
  it("is updated into a valid notebook; a second update changes no byte", async () => {
    const path = put(join(folder, "all.ipynb"), everything(kernel));
    const first = await runNotebook(path, { update: true });
    expect(first).toMatchObject({ status: "updated", kernel, written: path, fault: null });
    expect(first.counts).toEqual({ different: 5, skipped: 1 });
    const text = readFileSync(path, "utf8");
    const { cells, metadata } = JSON.parse(text);
    expect(cells.map((cell: { execution_count: number | null }) => cell.execution_count)).toEqual([
      1,
      2,
      null,
      3,
      null,
      4,
      5,
    ]);
    expect(metadata.language_info.name).toBe("typescript");
    expect(cells[0].outputs).toEqual([
      printed("a is 1\n"),
      { name: "stderr", output_type: "stream", text: ["to stderr\n"] },
    ]);
    expect(cells[3].outputs.at(-1)).toMatchObject({ output_type: "error", ename: "RangeError" });
    expect(cells[5].outputs).toMatchObject([
      { output_type: "display_data", data: { "text/html": ["<b>new</b>"] } },
      { output_type: "display_data", data: { "image/png": "AAAA" } },
    ]);
    expect(text).not.toContain("transient");
    if (!withoutNbformat()) expect(nbformatFaults(path)).toBe("");

    const { mtimeMs } = statSync(path);
    expect(await runNotebook(path, { update: true })).toMatchObject({ status: "same", written: null });
    expect(await runNotebook(path)).toMatchObject({ status: "same", counts: { same: 5, skipped: 1 } });
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(folder).sort()).toEqual(["all.ipynb", "node_modules"]);
  });

  it("brings a burst of 5,000 lines whole, or says that output was lost", async () => {
    const text = Array.from({ length: 5000 }, (_, i) => `${i}\n`).join("");
    const source = "for (let i = 0; i < 5000; i++) console.log(i)";
    const path = put(
      join(folder, "burst.ipynb"),
      notebookOf(kernel, [{ id: "burst", source, outputs: [printed(text)], count: 1 }]),
    );
    const { status, cells } = await runNotebook(path);
    if (kernel === "tracebook") expect(status).toBe("same");
    else if (status !== "same") expect(cells[0].fault?.kind).toBe("lost output");
  });
});

describe.skipIf(withoutTslab())("comparing", () => {
  it("tells what differs, and no file is changed", async () => {
    const text = notebookOf("tracebook", [
      { id: "same", source: "console.log(1)", outputs: [printed("1\n")], count: 1 },
      { id: "near", source: "// tolerance: 1e-3\nMath.PI", outputs: [result(2, "3.1416")], count: 2 },
      { id: "far", source: "// tolerance: 1e-9\nMath.PI", outputs: [result(3, "3.1416")], count: 3 },
      { id: "line", source: 'console.log("a\\nb\\nc")', outputs: [printed("a\nX\nc\n")], count: 4 },
      { id: "count", source: "const x = 1", count: 9 },
      {
        id: "ignored",
        source: "console.log(Date.now())",
        outputs: [printed("0\n")],
        count: 6,
        tags: ["nbval-ignore-output"],
      },
    ]);
    const path = put(join(folder, "x.ipynb"), text);
    const run = await runNotebook(path);
    expect(run).toMatchObject({ status: "different", written: null });
    expect(statuses(run)).toEqual(["same", "same", "different", "different", "different", "same"]);
    expect(
      run.cells.flatMap(({ cell, differences }) => differences.map(found => ({ cell, ...found }))),
    ).toEqual([
      { cell: 3, output: 1, kind: "text/plain", line: 1, committed: "3.1416", now: "3.141592653589793" },
      { cell: 4, output: 1, kind: "stdout", line: 2, committed: "X", now: "b" },
      { cell: 5, output: 0, kind: "execution count", line: null, committed: "9", now: "5" },
    ]);
    expect(readFileSync(path, "utf8")).toBe(text);

    // What is near enough, and what is not compared, stays when the rest is updated.
    await runNotebook(path, { update: true });
    const { cells } = JSON.parse(readFileSync(path, "utf8"));
    expect(cells[1].outputs).toEqual([result(2, "3.1416")]);
    expect(cells[2].outputs).toEqual([result(3, "3.141592653589793")]);
    expect(cells[5].outputs).toEqual([printed("0\n")]);
    expect(cells[4].execution_count).toBe(5);
  });

  it("does not depend on the terminal it is started from: no colours", async () => {
    vi.stubEnv("FORCE_COLOR", "1");
    const outputs = [printed("{ a: [ 1 ], b: 'x' } false\n")];
    const source = "console.log({ a: [1], b: 'x' }, process.stdout.isTTY ?? false)";
    const path = put(
      join(folder, "x.ipynb"),
      notebookOf("tracebook", [{ id: "a", source, outputs, count: 1 }]),
    );
    const run = await runNotebook(path).finally(() => vi.unstubAllEnvs());
    expect(run.cells[0].differences).toEqual([]);
  });

  it("starts no kernel for a notebook that was never executed, or has nothing to execute", async () => {
    const path = put(
      join(folder, "new.ipynb"),
      notebookOf("tracebook", [{ id: "a", source: "process.exit(1)" }]),
    );
    expect(await runNotebook(path)).toMatchObject({ status: "never executed", cells: [] });
    const none = put(join(folder, "none.ipynb"), notebookOf("tracebook", []));
    expect(await runNotebook(none)).toMatchObject({ status: "same", cells: [] });
  });
});

describe.skipIf(withoutTslab())("a cell that fails", () => {
  it("is named with its line, and what comes after it does not run", async () => {
    const source = 'const n: number = 2;\nfunction f(): void {\n  throw new RangeError("got " + n);\n}\nf();';
    const text = notebookOf("tracebook", [
      { id: "a", source: "1", outputs: [result(1, "1")], count: 1 },
      { id: "b", source },
      { id: "c", source: "2" },
    ]);
    const path = put(join(folder, "x.ipynb"), text);
    const run = await runNotebook(path, { update: true });
    expect(run).toMatchObject({ status: "failed", written: null });
    expect(statuses(run)).toEqual(["same", "failed", "not run"]);
    expect(run.cells[1]).toMatchObject({
      cell: 2,
      id: "b",
      fault: {
        kind: "error",
        ename: "RangeError",
        evalue: "got 2",
        line: 3,
        source: '  throw new RangeError("got " + n);',
      },
    });
    expect(readFileSync(path, "utf8"), "an update of half a notebook is not written").toBe(text);

    const out = join(folder, "out", "x.ipynb");
    await runNotebook(path, { out });
    if (!withoutNbformat()) expect(nbformatFaults(out)).toBe("");
    const { cells } = JSON.parse(readFileSync(out, "utf8"));
    expect(cells[1].outputs).toMatchObject([{ output_type: "error", ename: "RangeError", evalue: "got 2" }]);
    expect(cells[2]).toMatchObject({ execution_count: null, outputs: [] });

    const all = await runNotebook(path, { update: true, allowErrors: true });
    expect(statuses(all)).toEqual(["same", "different", "different"]);
    expect(await runNotebook(path, { allowErrors: true })).toMatchObject({ status: "same" });
  });

  it("of a wrong type is named with its line", async () => {
    const path = put(
      join(folder, "x.ipynb"),
      notebookOf("tracebook", [{ id: "a", source: "const n = 1;\nconst s: string = n;", count: 1 }]),
    );
    const { fault } = (await runNotebook(path)).cells[0];
    expect(fault).toMatchObject({ kind: "error", line: 2, source: "const s: string = n;" });
    expect(fault?.evalue).toContain("Type 'number' is not assignable to type 'string'");
  });

  it("because it raises nothing, though it is tagged so", async () => {
    const path = put(
      join(folder, "x.ipynb"),
      notebookOf("tracebook", [{ id: "a", source: "1", count: 1, tags: ["raises-exception"] }]),
    );
    expect((await runNotebook(path)).cells[0].fault?.kind).toBe("no error");
  });

  it("because the kernel ends, with exit code and last words", async () => {
    const source = 'require("fs").writeSync(2, "out of memory"); process.exit(7)';
    const path = put(
      join(folder, "x.ipynb"),
      notebookOf("tracebook", [
        { id: "a", source, count: 1 },
        { id: "b", source: "1" },
      ]),
    );
    const run = await runNotebook(path);
    expect(statuses(run)).toEqual(["failed", "not run"]);
    expect(run.cells[0].fault).toMatchObject({ kind: "kernel", line: null });
    expect(run.cells[0].fault?.evalue).toContain("exit code 7");
  });

  it.each([
    ["runs", "while (true) {}"],
    ["never lets go", "while (true) await null"],
    ["waits", "const never = await new Promise(() => setInterval(() => {}, 1000))"],
  ])("because it takes too long, whether it %s", async (_, source) => {
    const path = put(join(folder, "x.ipynb"), notebookOf("tracebook", [{ id: "a", source, count: 1 }]));
    const { status, cells } = await runNotebook(path, { timeoutMs: 500 });
    expect({ status, fault: cells[0].fault }).toMatchObject({
      status: "failed",
      fault: {
        kind: "timeout",
        evalue: expect.stringMatching(/^not done after 0\.5 s(: interrupted|, nor 5 s)/),
      },
    });
  });

  it("and a kernel that does not start are results, with what it said", async () => {
    const kernels = join(folder, "kernels", "broken");
    mkdirSync(kernels, { recursive: true });
    const argv = [process.execPath, "-e", "console.error('no licence'); process.exit(4)"];
    writeFileSync(join(kernels, "kernel.json"), JSON.stringify({ argv }));
    vi.stubEnv("JUPYTER_PATH", folder);
    const path = put(join(folder, "x.ipynb"), notebookOf("broken", [{ id: "a", source: "1", count: 1 }]));
    const run = await runNotebook(path).finally(() => vi.unstubAllEnvs());
    expect(run).toMatchObject({ status: "failed", fault: "the kernel ended with exit code 4\nno licence" });
  });
});

describe.skipIf(withoutTslab())("the file of a notebook", () => {
  it("keeps its link, rights, indentation and line ends", async () => {
    const crlf = JSON.stringify(JSON.parse(notebookOf("tracebook", [{ id: "a", source: "1" }])), null, 2);
    const real = join(folder, "real.ipynb");
    writeFileSync(real, crlf.replaceAll("\n", "\r\n"), { mode: 0o640 });
    const link = join(folder, "link.ipynb");
    symlinkSync(real, link);
    expect((await runNotebook(link, { update: true })).status).toBe("updated");
    expect(readdirSync(folder).sort()).toEqual(["link.ipynb", "node_modules", "real.ipynb"]);
    expect(statSync(real).mode & 0o777).toBe(0o640);
    const text = readFileSync(real, "utf8");
    expect(text).toMatch(/\r\n {6}"outputs": \[\r\n {8}\{\r\n {10}"data": \{/);
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    expect(text.endsWith("}")).toBe(true);
  });

  it("is not overwritten when somebody saves it while it runs", async () => {
    const path = join(folder, "x.ipynb");
    const mine = notebookOf("tracebook", [{ id: "mine", source: "2" }]);
    put(path, notebookOf("tracebook", [{ id: "a", source: "1" }]));
    const running = runNotebook(path, { update: true, onCell: () => put(path, mine) });
    await expect(running).rejects.toThrow("was changed by somebody else while it ran: nothing written");
    expect(readFileSync(path, "utf8")).toBe(mine);
    expect(readdirSync(folder).sort()).toEqual(["node_modules", "x.ipynb"]);
  });

  it("is left alone when the run is stopped, and the kernel ends", async () => {
    const stop = new AbortController();
    const pid = join(folder, "pid");
    const source = `require("fs").writeFileSync(${JSON.stringify(pid)}, String(process.pid)); while (true) {}`;
    const text = notebookOf("tracebook", [{ id: "a", source }]);
    const path = put(join(folder, "x.ipynb"), text);
    const running = runNotebook(path, { update: true, signal: stop.signal });
    running.catch(() => {});
    while (!existsSync(pid) || readFileSync(pid, "utf8") === "")
      await new Promise(done => setTimeout(done, 20));
    stop.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    expect(() => process.kill(Number(readFileSync(pid, "utf8")), 0)).toThrow("ESRCH");
    expect(readFileSync(path, "utf8")).toBe(text);
  });

  it("and folders and kernels that are not there are refused before anything starts", () => {
    const path = put(join(folder, "x.ipynb"), notebookOf("nobody", [{ id: "a", source: "1" }]));
    expect(() => checkNotebook(path)).toThrow(`${path}: no kernel "nobody": there are tracebook, `);
    expect(() => checkNotebook(path, { kernel: "tracebook" })).not.toThrow();
    expect(() => checkNotebook(path, { kernel: "tracebook", out: path })).toThrow(
      "this is the notebook itself",
    );
    expect(() => checkNotebook(path, { kernel: "none" })).toThrow('--kernel: no kernel "none"');
    expect(() => checkNotebook(path, { kernel: "tracebook", cwd: join(folder, "no") })).toThrow(
      "no such folder",
    );
  });
});

/** The value of a cell as an output. */
function result(
  count: number,
  text: string,
): object & {
  readonly output_type: "execute_result";
  readonly execution_count: number;
  readonly data: Record<string, readonly string[]>;
  readonly metadata: Record<string, never>;
} {
  return {
    output_type: "execute_result",
    execution_count: count,
    data: { "text/plain": [text] },
    metadata: {},
  };
}
