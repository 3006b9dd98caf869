import { execFileSync, spawn } from "node:child_process";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "../../../src/program/parse.js";
import { Kind } from "../../../src/trace/format/Kind.js";
import type { Limits } from "../../../src/trace/format/TraceHeader.js";
import { modulesInMemory } from "../../../src/trace/javascript/ModuleSource.js";
import { prepare } from "../../../src/trace/javascript/prepare.js";
import type { Job, JobResult } from "../../../src/trace/sandbox/Job.js";
import { childCommand, sandboxLayers } from "../../../src/trace/sandbox/lockdown.js";
import { Pool } from "../../../src/trace/sandbox/Pool.js";
import { sandboxPath } from "../../../src/trace/sandbox/sandboxPath.js";
import { DEFAULT_EPOCH, DEFAULT_LIMITS, DEFAULT_RECORD } from "../../../src/trace/TraceOptions.js";

const pool = new Pool({ size: 1 });
afterAll(() => pool.close());

function jobOf(source: string, limits: Partial<Limits> = {}, call = ""): Job {
  return prepare(parse(source), call, modulesInMemory({}), {
    seed: 7,
    epoch: DEFAULT_EPOCH,
    limits: { ...DEFAULT_LIMITS, ...limits },
    record: DEFAULT_RECORD,
  }).job;
}

interface Got {
  readonly rows: number[][];
  readonly strings: string[];
  readonly result: JobResult;
}

async function run(job: Job, signal?: AbortSignal, on: Pool = pool): Promise<Got> {
  const rows: number[][] = [];
  const strings: string[] = [];
  const result = await on.run(
    job,
    {
      rows(op, frame, value) {
        for (let i = 0; i < op.length; i++) rows.push([op[i], frame[i], value[i]]);
      },
      strings(texts) {
        strings.push(...texts);
      },
    },
    { signal },
  );
  return { rows, strings, result };
}

const count = (got: Got, kind: number): number => got.rows.filter(([op]) => (op & 31) === kind).length;

describe("pool", () => {
  test("gives rows, strings and outcome of a program, the same every time", async () => {
    const job = jobOf(
      `async function f(n) { const seen = new Map(); for (let i = 0; i < n; i++) { seen.set(i, { i, r: Math.random() }); await i; }
         await new Promise(done => setTimeout(done, 10)); return [...seen.values(), Date.now(), new Date().toISOString()]; }`,
      {},
      "f(20)",
    );
    const first = await run(job);
    expect(first.result.outcome.kind).toBe("return");
    expect(first.result.steps).toBe(count(first, Kind.BEGIN));
    expect(first.result.frames).toBe(count(first, Kind.CALL));
    expect(await run(job)).toEqual(first);
    const other = new Pool({ size: 1 });
    expect(await run(job, undefined, other)).toEqual(first);
    await other.close();
  });

  test("keeps lone surrogates, wide text and control characters of strings", async () => {
    const got = await run(
      jobOf('const all = ["\\ud800", "é\\u0000\\u00ff", "日本🎉", "", "plain", "end\\uffff"];'),
    );
    for (const text of ["\ud800", "é\u0000\u00ff", "日本🎉", "", "plain", "end\uffff\uffff4\uffff"]) {
      expect(got.strings).toContain(text);
    }
  });

  test("records a long string as its prefix and its length", async () => {
    const got = await run(jobOf('const s = "ab".repeat(50);', { stringChars: 10 }));
    expect(got.strings).toContain("ababababab\uffff100\uffff");
    expect(got.strings.every(s => s.length < 20)).toBe(true);
  });

  test("serves programs in the order they came, whatever their limits", async () => {
    const done: number[] = [];
    await Promise.all(
      [0, 1, 2, 3].map(i =>
        run(jobOf(`const x = ${i};`, { depth: i % 2 ? 500 : 600 })).then(() => done.push(i)),
      ),
    );
    expect(done).toEqual([0, 1, 2, 3]);
  });

  test("replaces children after their share of programs", async () => {
    const small = new Pool({ size: 1, recycle: 2 });
    for (let i = 0; i < 5; i++)
      expect((await run(jobOf("let a = 1"), undefined, small)).result.outcome.kind).toBe("return");
    await small.close();
  });

  test("an abort ends a running program and takes a waiting one out of the queue", async () => {
    const controller = new AbortController();
    const running = run(jobOf("for (;;);", { steps: 1e9 }), controller.signal);
    const waiting = run(jobOf("let b = 1"), controller.signal);
    setTimeout(() => controller.abort(new Error("enough")), 100);
    await expect(running).rejects.toThrow("enough");
    await expect(waiting).rejects.toThrow("enough");
    await expect(run(jobOf("let c = 1"), AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
    expect((await run(jobOf("let d = 1"))).result.outcome.kind).toBe("return");
  });

  test("a sink that throws ends the run with its error", async () => {
    const broken = pool.run(jobOf("let e = 1"), {
      rows() {
        throw new Error("disk full");
      },
      strings() {},
    });
    await expect(broken).rejects.toThrow("disk full");
    expect((await run(jobOf("let f = 1"))).result.outcome.kind).toBe("return");
  });

  test("a closed pool leaves no process behind and takes no more programs", async () => {
    const closing = new Pool({ size: 2 });
    await Promise.all([run(jobOf("let a"), undefined, closing), run(jobOf("let b"), undefined, closing)]);
    const stuck = run(jobOf("for (;;);", { steps: 1e9 }), undefined, closing).catch(
      (error: Error) => error.message,
    );
    await new Promise(done => setTimeout(done, 50));
    await closing.close();
    expect(await stuck).toBeDefined();
    await expect(run(jobOf("let c"), undefined, closing)).rejects.toThrow("closed");
    if (process.platform === "linux") {
      const mine = execFileSync("ps", ["--ppid", String(process.pid), "-o", "args="], { encoding: "utf8" });
      // The shared pool of this file may hold one.
      expect(mine.split("\n").filter(line => line.includes("sandbox.cjs")).length).toBeLessThanOrEqual(1);
    }
  });

  test("a million-step program arrives whole", async () => {
    let rows = 0;
    const result = await pool.run(
      jobOf("let n = 0; for (let i = 0; i < 300000; i++) n += i;", { steps: 2_000_000 }),
      {
        rows(op) {
          rows += op.length;
        },
        strings() {},
      },
    );
    expect(result.outcome.kind).toBe("return");
    expect(rows).toBeGreaterThan(2_000_000);
  });
});

describe("lock", () => {
  test("a child can read no file, reach no network and start nothing", async () => {
    const { file, args } = await childCommand({ heapMiB: 64, bufferMiB: 64, depth: 1000 });
    const probe = `
      const out = {};
      const look = (name, run) => { try { run(); out[name] = "reached"; } catch (e) { out[name] = e.code || e.name; } };
      look("read", () => require("fs").readFileSync("/etc/passwd"));
      look("list", () => require("fs").readdirSync("/"));
      look("write", () => require("fs").writeFileSync("/tmp/x", ""));
      look("spawn", () => require("child_process").spawnSync("true"));
      look("thread", () => new (require("worker_threads").Worker)("0", { eval: true }));
      look("code", () => new Function("return 1"));
      out.env = Object.keys(process.env).filter(k => !["TZ", "LANG", "LC_ALL", "PATH"].includes(k)).length;
      const net = require("os").networkInterfaces();
      out.net = Object.values(net).flat().filter(i => !i.internal).length;
      require("fs").writeSync(1, JSON.stringify(out));`;
    const path = args.indexOf(sandboxPath());
    const flags = [...args.slice(0, path), "-e", probe];
    const text = await new Promise<string>((resolve, reject) => {
      const child = spawn(file, flags, {
        env: { PATH: process.env.PATH },
        stdio: ["ignore", "pipe", "inherit"],
      });
      let all = "";
      child.stdout.on("data", (piece: Buffer) => {
        all += piece.toString();
      });
      child.on("error", reject);
      child.on("close", () => resolve(all));
    });
    const layers = await sandboxLayers();
    const denied = layers.permissions ? "ERR_ACCESS_DENIED" : expect.anything();
    expect(JSON.parse(text)).toEqual({
      read: denied,
      list: denied,
      write: denied,
      spawn: denied,
      thread: denied,
      code: "EvalError",
      env: 0,
      net: layers.network ? 0 : expect.any(Number),
    });
  });
});
