import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { SourceError } from "../../../src/program/SourceError.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import { events } from "../../../src/trace/format/events.js";
import { readTrace } from "../../../src/trace/format/readTrace.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { traceToFile } from "../../../src/trace/traceToFile.js";
import { ENGINES, ONE } from "./engines.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-python-"));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closePool();
});

describe("how runs of Python programs end", () => {
  test.each([
    ["an endless loop", "while True:\n    pass\n"],
    [
      "one that swallows everything",
      "while True:\n    try:\n        x = 1\n    except BaseException:\n        pass\n",
    ],
    ["one that comes back in finally", "def f():\n    try:\n        f()\n    finally:\n        f()\nf()\n"],
    ["endless lambdas", "f = lambda n: [f(n + 1) for _ in range(9)] if n < 9 else 0\nf(0)\n"],
    ["an endless generator", "def g():\n    while True:\n        yield\nfor _ in g():\n    pass\n"],
    [
      "tasks that start tasks",
      "import asyncio\nasync def f():\n    while True:\n        await asyncio.sleep(0)\nasyncio.run(f())\n",
    ],
  ])(
    "%s ends at the step budget",
    async (_, source) => {
      const made = await trace(source, { file: "x.py", python: ONE, limits: { steps: 5000 } });
      expect(made.footer.outcome).toEqual({ kind: "limit", limit: "steps", value: 5000 });
      expect(made.footer.steps).toBe(5000);
      // No clause of the program takes what ends it.
      const last = [...events(made)].at(-1)?.kind;
      expect(last).not.toBe("catch");
    },
    30_000,
  );

  test("wall time ends what no probe sees", async () => {
    const source = "x = 1\nsum(range(10**11))\n";
    const made = await trace(source, { file: "x.py", python: ONE, limits: { wallMs: 300 } });
    expect(made.footer.outcome).toEqual({ kind: "limit", limit: "wall", value: 300 });
  }, 30_000);

  test("printing ends at its limit, with what was printed until then", async () => {
    const made = await trace("while True:\n    print('ab')\n", {
      file: "x.py",
      python: ONE,
      limits: { outputChars: 10 },
    });
    expect(made.footer.outcome).toEqual({ kind: "limit", limit: "output", value: 10 });
    expect(new Replay(made).seek(made.columns.rows).output()).toBe("ab\nab\nab\na");
  }, 30_000);

  test("the depth of calls is Python's 1000 unless the program or the limit says otherwise, on all engines alike", async () => {
    const source = (head: string): string =>
      `import sys\n${head}\ndef d(n):\n    return d(n + 1)\ndef f():\n    global top\n    top = 0\n    def down(n):\n        global top\n        top = n\n        down(n + 1)\n    try:\n        down(1)\n    except RecursionError as e:\n        return top, str(e)\n`;
    for (const python of [ENGINES[0], "pyodide"]) {
      const depths: string[] = [];
      for (const [head, depth] of [
        ["", 8000],
        ["", 50],
        ["sys.setrecursionlimit(200)", 8000],
        ["sys.setrecursionlimit(3000)", 8000],
        ["sys.setrecursionlimit(3000)", 100],
      ] as const) {
        const made = await trace(source(head), { file: "x.py", call: "f()", python, limits: { depth } });
        const { outcome } = made.footer;
        const value = new Replay(made).seek(outcome.kind === "return" ? outcome.row : 0).rowValue();
        depths.push(
          JSON.stringify(value.type === "array" ? value.items.map(v => "value" in v && v.value) : value),
        );
      }
      const said = "maximum recursion depth exceeded";
      // The call and f stand below: module, call, f and so many of down.
      expect(depths, python).toEqual(
        [998, 48, 198, 2998, 98].map(depth => JSON.stringify([String(depth), said])),
      );
    }
  }, 60_000);

  test("an exception that leaves the program is the outcome, with its THROW row", async () => {
    const made = await trace("def f(x):\n    return x[2]\n", { file: "x.py", call: "f([1])", python: ONE });
    expect(made.footer.outcome).toMatchObject({
      kind: "throw",
      name: "IndexError",
      message: "list index out of range",
    });
  }, 30_000);

  test("an awaitable that nothing will ever finish is pending", async () => {
    const source = "import asyncio\nasync def f():\n    await asyncio.Event().wait()\n";
    const made = await trace(source, { file: "x.py", call: "f()", python: ONE });
    expect(made.footer.outcome).toEqual({ kind: "pending" });
  }, 30_000);

  test("long strings, wide lists and huge numbers are cut, and say so", async () => {
    const source = "s = '\u{1f600}' * 30\nw = list(range(30))\nd = {i: i for i in range(30)}\nn = 10 ** 40\n";
    const made = await trace(source, {
      file: "x.py",
      python: ONE,
      limits: { stringChars: 20, entries: 10 },
    });
    const all = new Replay(made).seek(made.columns.rows - 1).variables(0);
    expect(all.get("s")).toEqual({ type: "string", value: "\u{1f600}".repeat(10), length: 60 });
    expect(all.get("w")).toMatchObject({ length: 30, truncated: 20 });
    expect(all.get("d")).toMatchObject({ size: 30, truncated: 20 });
    expect(all.get("n")).toEqual({ type: "elided" });
  }, 30_000);

  test("a file that is streamed holds the trace that is kept in memory", async () => {
    const source = "def f(n):\n    t = []\n    for i in range(n):\n        t.append(i * i)\n    return t\n";
    const path = join(folder, "f.trace");
    const options = { file: "x.py", call: "f(500)", python: ONE } as const;
    const footer = await traceToFile(source, path, options);
    const kept = await trace(source, options);
    const read = readTrace(path);
    expect(footer.sha256).toBe(kept.footer.sha256);
    expect(traceHash(read)).toBe(kept.footer.sha256);
    expect(read.programs[0].language).toBe("python");
  }, 30_000);

  test.each([
    ["a syntax error", "x = 1\ndef f(:\n    pass\n", "x.py", 2],
    ["what only the compiler refuses", "x = 1\nreturn x\n", "x.py", 2],
    ["a nonlocal that is not there", "def f():\n    nonlocal q\n", "x.py", 2],
  ])(
    "%s is refused at its place before anything runs",
    async (_, source, file, line) => {
      const failed = await trace(source, { file, python: ONE }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(SourceError);
      expect(failed).toMatchObject({ file, line });
    },
    30_000,
  );

  test("files beside the program are refused", async () => {
    const failed = await trace("import b\n", { file: "x.py", python: ONE, files: { "b.py": "" } }).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ name: "SourceError", file: "files" });
  });

  test("a call that is no expression is refused", async () => {
    await expect(trace("x = 1\n", { file: "x.py", call: "x = 2", python: ONE })).rejects.toThrow(/<call>:1/);
  });
});
