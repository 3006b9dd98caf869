import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { askInterpreter } from "../../../src/trace/python/cpython/interpreter.js";
import type { PythonJob, PythonSink } from "../../../src/trace/python/PythonJob.js";
import { closePython, runPython } from "../../../src/trace/python/runPython.js";
import { sandboxPath } from "../../../src/trace/sandbox/sandboxPath.js";

const ENGINES = ["pyodide", ...(hasPython() ? ["cpython"] : [])];
const folders: string[] = [];

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});
afterAll(() => closePython());

function hasPython(): boolean {
  if (spawnSync("python3", ["--version"]).status === 0) return true;
  console.log("skipped: jobs on CPython, there is no python3 on this machine");
  return false;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "tracebook-python-"));
  folders.push(path);
  return path;
}

function job(source: string, payload: unknown = null, wallMs = 20_000): PythonJob {
  return { driver: { name: "driver", source }, payload, limits: { wallMs, memoryMiB: 128 } };
}

describe.each(ENGINES)("a job on %s", engine => {
  test("gives what its driver returns, and rows, strings and tables in order", async () => {
    const seen: unknown[] = [];
    const sink: PythonSink = {
      tables: value => seen.push(value),
      rows: (...columns) => seen.push(columns.map(column => [...column])),
      strings: texts => seen.push(texts),
    };
    const outcome = await runPython(
      job(
        `
from array import array
def main(payload, host):
    host.tables({"names": payload})
    host.strings(["a", "é\\ud800\\0", "日本🎉"])
    host.rows(array("i", [1, -2]), array("i", [3, 4]), array("d", [0.5, float("inf")]))
    host.rows(array("i"), array("i"), array("d"))
    return {"got": payload, "float": 1.5}
`,
        ["ü", 2 ** 53],
      ),
      { engine, sink },
    );
    expect(outcome).toEqual({ kind: "done", value: { got: ["ü", 2 ** 53], float: 1.5 } });
    expect(seen).toEqual([
      { names: ["ü", 2 ** 53] },
      ["a", "é\ud800\0", "日本🎉"],
      [
        [1, -2],
        [3, 4],
        [0.5, Infinity],
      ],
      [[], [], []],
    ]);
  });

  test("finds its modules while it loads, and programs do not", async () => {
    const outcome = await runPython(
      {
        ...job(`
from mine import two
import sys
def main(payload, host): return [two, "mine" in sys.modules, "driver" in sys.modules]
`),
        modules: [
          { name: "mine", source: "one = 1" },
          { name: "theirs", source: "" },
        ].map(({ name }) => ({
          name,
          source: "two = 2",
        })),
      },
      { engine },
    );
    expect(outcome).toEqual({ kind: "done", value: [2, false, false] });
  });

  test("throws what is wrong with the driver", async () => {
    await expect(runPython(job("def main(payload, host): return 1 / 0"), { engine })).rejects.toThrow(
      /ZeroDivisionError/,
    );
    await expect(runPython(job("def main(:"), { engine })).rejects.toThrow(/SyntaxError/);
    await expect(runPython(job("x = 1"), { engine })).rejects.toThrow(/AttributeError/);
    await expect(runPython(job("def main(payload, host): return {1, 2}"), { engine })).rejects.toThrow(
      /TypeError/,
    );
  });

  test("many drivers take turns, and each keeps nothing of the job before", async () => {
    const drivers = Array.from({ length: 6 }, (_, i) =>
      job(`
state = []
def main(payload, host):
    state.append(payload)
    return [${i}, len(state)]
`),
    );
    const outcomes = await Promise.all(
      Array.from({ length: 18 }, (_, i) => runPython({ ...drivers[i % 6], payload: i }, { engine })),
    );
    expect(outcomes).toEqual(outcomes.map((_, i) => ({ kind: "done", value: [i % 6, 1] })));
  });

  test("equal jobs find equal hashes, and in Pyodide equal addresses", async () => {
    const source = `
import sys
def main(payload, host):
    address = id(object()) if sys.platform == "emscripten" else None
    return [address, hash("text"), [str(x) for x in {"a", "b", "c", "d"}]]
`;
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => runPython(job(source), { engine })));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
  });

  test("ends when it is called off, waiting or running", async () => {
    const stop = new AbortController();
    const endless = job("def main(payload, host):\n  while True: pass");
    const all = Array.from({ length: 3 }, () => runPython(endless, { engine, signal: stop.signal }));
    setTimeout(() => stop.abort(new Error("enough")), 300);
    for (const one of await Promise.allSettled(all)) {
      expect(one).toMatchObject({ status: "rejected", reason: { message: "enough" } });
    }
    await expect(runPython(endless, { engine, signal: stop.signal })).rejects.toThrow("enough");
  });

  test("what the sink throws ends it", async () => {
    const sink: PythonSink = {
      strings() {
        throw new Error("full");
      },
    };
    const source = "def main(payload, host):\n  host.strings(['a'])\n  while True: pass";
    await expect(runPython(job(source), { engine, sink })).rejects.toThrow("full");
  });

  test("a bound is an outcome", async () => {
    expect(
      await runPython(job("def main(payload, host):\n  while True: pass", null, 300), { engine }),
    ).toEqual({
      kind: "limit",
      limit: "wall",
      value: 300,
    });
    expect(await runPython(job("def main(payload, host): return len([0] * 10**9)"), { engine })).toEqual({
      kind: "limit",
      limit: "heap",
      value: 128,
    });
  });
});

describe("the engine", () => {
  test("must be one there is", async () => {
    await expect(runPython(job(""), { engine: "jython" })).rejects.toThrow(/^python: "jython" is no engine/);
    await expect(runPython(job(""), { engine: "cpython:" })).rejects.toThrow(/is no engine/);
  });

  test("that is not there, or is not what is needed, is named with what mends it", async () => {
    await expect(askInterpreter("/nowhere/python3")).rejects.toThrow(
      /^python: there is no interpreter \/nowhere\/python3: install Python 3\.9 or newer/,
    );
    await expect(askInterpreter(process.execPath)).rejects.toThrow(/is no Python that can be run/);
    const fake = join(folder(), "python");
    for (const [answer, message] of [
      ['["/x", [3, 8, 1], "cpython", false]', /is Python 3\.8\.1, older than 3\.9/],
      ['["/x", [3, 11, 1], "pypy", false]', /is pypy 3\.11\.1, not CPython/],
    ] as const) {
      writeFileSync(fake, `#!/bin/sh\necho '${answer}'\n`, { mode: 0o755 });
      await expect(askInterpreter(fake)).rejects.toThrow(message);
    }
  });

  test.skipIf(!hasPython())("may be that of a virtual environment, whose packages are there", async () => {
    const place = folder();
    execFileSync("python3", ["-m", "venv", "--without-pip", join(place, "venv")]);
    const [lib] = readdirSync(join(place, "venv", "lib"));
    writeFileSync(join(place, "venv", "lib", lib, "site-packages", "packed.py"), "answer = 42\n");
    const source = `
def main(payload, host):
    import packed
    try: open(packed.__file__, "a")
    except PermissionError: return packed.answer
`;
    const engine = `cpython:${join(place, "venv", "bin", "python")}`;
    expect(await runPython(job(source), { engine })).toEqual({ kind: "done", value: 42 });
    await expect(runPython(job(source), { engine: "cpython" })).rejects.toThrow("ModuleNotFoundError");
  });
});

/** A script that has run a job on each engine with the built package, and prints the ids of its descendants. */
const SCRIPT = `
const { trace } = require(${JSON.stringify(join(dirname(sandboxPath()), "index.cjs"))});
const { execFileSync } = require("node:child_process");
(async () => {
  for (const python of ${JSON.stringify(ENGINES)}) {
    const { footer } = await trace("x = 1", { language: "python", python });
    if (footer.outcome.kind !== "return") throw new Error(footer.outcome.kind);
  }
  const rows = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\\n").map(row => row.trim().split(/\\s+/).map(Number));
  const mine = new Set([process.pid]);
  for (const [pid, parent] of rows.sort((a, b) => a[0] - b[0])) if (mine.has(parent)) mine.add(pid);
  mine.delete(process.pid);
  console.log([...mine].join(" "));
  if (process.argv[1] !== "stay") return;
  // The host is killed while programs are running that would not end.
  for (const python of ${JSON.stringify(ENGINES)}) {
    trace("while True: pass", { language: "python", python, limits: { steps: 1e15, wallMs: 1e8 } });
  }
  setTimeout(() => console.log("busy"), 1500);
})();
`;

describe("processes", () => {
  test("do not keep a script alive, and end with it", async () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", SCRIPT], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    await gone(stdout);
  });

  test.skipIf(process.platform === "win32")("end with a host that is killed", async () => {
    const host = spawn(process.execPath, ["-e", SCRIPT, "stay"], { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    await new Promise<void>(resolve => {
      host.stdout.on("data", (text: Buffer) => {
        printed += text;
        if (printed.includes("busy")) resolve();
      });
    });
    host.kill("SIGKILL");
    await gone(printed.split("\n")[0]);
  });
});

/** Waits until none of the processes is there; the test's own limit is the longest. */
async function gone(pids: string): Promise<void> {
  const all = pids.trim().split(" ").map(Number);
  expect(all.length).toBeGreaterThan(ENGINES.length - 1);
  const alive = (pid: number): boolean => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    } catch {
      return false;
    }
  };
  while (all.some(alive)) await new Promise(done => setTimeout(done, 20));
}

describe("Pyodide's snapshot", () => {
  /** Runs a job in a Node of its own, with a cache of its own. */
  function freshly(cache: string): { readonly status: number | null; readonly stderr: string } {
    return spawnSync(
      process.execPath,
      [
        "-e",
        `require(${JSON.stringify(join(dirname(sandboxPath()), "index.cjs"))}).trace("x = 1", { language: "python" }).then(({ footer }) => process.exit(footer.outcome.kind === "return" ? 0 : 1), error => { console.error(error); process.exit(2); });`,
      ],
      { encoding: "utf8", env: { ...process.env, XDG_CACHE_HOME: cache } },
    );
  }

  test("is made once, made anew when it is broken, and can be done without", { timeout: 240_000 }, () => {
    const cache = folder();
    expect(freshly(cache)).toMatchObject({ status: 0, stderr: "" });
    const kept = join(cache, "tracebook");
    const [name, ...others] = readdirSync(kept);
    expect(others).toEqual([]);
    const whole = readFileSync(join(kept, name));
    const broken = Buffer.from(whole);
    broken.fill(7, 1000, 2000);
    writeFileSync(join(kept, name), broken);
    expect(freshly(cache)).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(join(kept, name)).equals(broken)).toBe(false);
    // A cache that cannot be: a file stands where the folder should.
    const nowhere = join(folder(), "file");
    writeFileSync(nowhere, "");
    expect(freshly(nowhere)).toMatchObject({ status: 0, stderr: "" });
  });
});
