import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kind } from "../../../src/trace/format/Kind.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import type { TraceOptions } from "../../../src/trace/TraceOptions.js";
import { closePool, trace } from "../../../src/trace/trace.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-realm-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await closePool();
});

function* rows(t: Trace): Generator<{ kind: number; id: number; frame: number; value: number }> {
  for (let c = 0; c < t.columns.chunkCount; c++) {
    const { rows, op, frame, value } = t.columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      yield { kind: op[i] & 31, id: op[i] >>> 9, frame: frame[i], value: value[i] };
    }
  }
}

function printed(t: Trace, stream: 1 | 2): string {
  let text = "";
  for (const { kind, id, value } of rows(t))
    if (kind === Kind.OUTPUT && id === stream) text += t.strings[value];
  return text;
}

/** What plain Node prints for the same file. */
function plainly(source: string): { stdout: string; stderr: string } {
  const file = join(folder, "program.js");
  writeFileSync(file, source);
  const env = {
    TZ: "UTC",
    LANG: "en_US.UTF-8",
    LC_ALL: "en_US.UTF-8",
    NO_COLOR: "1",
    PATH: process.env.PATH,
  };
  const { stdout, stderr } = spawnSync(process.execPath, ["--no-warnings", file], { encoding: "utf8", env });
  return { stdout, stderr };
}

/** Runs a program both ways and compares what it prints. */
async function same(source: string, options: TraceOptions = {}): Promise<Trace> {
  const t = await trace(source, options);
  const { stdout, stderr } = plainly(source);
  expect(printed(t, 1)).toBe(stdout);
  expect(printed(t, 2)).toBe(stderr);
  return t;
}

describe("console prints what Node prints", () => {
  test("values of every kind", async () => {
    await same(
      `
      class Point { constructor() { this.x = 1; } get sum() { return 2; } static s = 3; }
      const cyclic = { name: "c" }; cyclic.self = cyclic;
      console.log(1, -0, "text", ["a", , "c"], { a: { b: { c: { d: 1 } } } }, null, undefined, true, 10n, Symbol("s"));
      console.log(new Point(), Point, class extends Point {}, function named() {}, () => {}, async () => {}, function* () {});
      console.log(new Map([["k", { v: 1 }]]), new Set([1, "2"]), new WeakMap(), new Date(0), /re/gi, cyclic);
      console.log(new Uint8Array([1, 2]), new ArrayBuffer(4), new DataView(new ArrayBuffer(2)), [1.5, NaN].map(String));
      console.log(Object.create(null), Object.create({ inherited: 1 }), new Proxy({ p: 1 }, {}), [undefined, null]);
      console.log(new Number(3), new String("boxed"), Promise.resolve(4), Promise.reject(5).catch(() => {}) && 1, (function () { return arguments; })(1, 2));
      console.log("%s is %d years and %i, %f, %j %o %O %%, %c.", "Bob", 42.5, 42.5, 1.5, { a: 1 }, [1], { b: 2 }, "css", "rest", { c: 3 });
      console.log("x".repeat(200), Array.from({ length: 120 }, (_, i) => i), { long: "y".repeat(100), other: "z".repeat(30) });
      console.log(process === undefined);`.replace("console.log(process === undefined);", ""),
    );
  });

  test("groups, tables, counts, assertions and both streams", async () => {
    await same(`
      console.group("outer"); console.log("in\\nside"); console.group(); console.warn("deeper"); console.groupEnd(); console.error("back"); console.groupEnd(); console.groupEnd();
      console.table([{ a: 1, b: "x" }, { a: 2, c: true }]); console.table([[1, 2], [3, 4]]); console.table(new Map([["k", 1]])); console.table("no table"); console.table([{ a: 1, b: 2 }], ["b"]);
      console.count(); console.count("x"); console.count(); console.countReset(); console.count();
      console.assert(true, "no"); console.assert(false, "yes %s", 1); console.assert(false);
      console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null });
      console.info("info"); console.debug("debug"); console.log(); console.log("");`);
  });

  test("errors with name, message, cause and own properties", async () => {
    const t = await trace(`
      const e = new TypeError("bad", { cause: new Error("why") }); e.code = "E1";
      console.log(String(e), e.name, [e.message], Object.keys(e));
      class Mine extends Error { constructor(m) { super(m); this.name = "Mine"; } }
      console.log(\`\${new Mine("m")}\`); console.log(new Mine("shown").stack.split("\\n")[0]);`);
    expect(printed(t, 1)).toBe("TypeError: bad TypeError [ 'bad' ] [ 'code' ]\nMine: m\nMine: shown\n");
  });
});

describe("assert answers as Node's", () => {
  const CASES = [
    "assert.equal(1, '1')",
    "assert.equal(1, 2)",
    "assert.strictEqual(1, 2, 'mine')",
    "assert.strictEqual('a\\nb', 'a\\nc')",
    "assert.strictEqual(NaN, NaN)",
    "assert.deepEqual({ a: 1, b: [1, '2'] }, { a: '1', b: [1, 2] })",
    "assert.deepStrictEqual({ a: 1, b: [1, '2'] }, { a: 1, b: [1, 2] })",
    "assert.deepStrictEqual(new Map([[{ k: 1 }, 1]]), new Map([[{ k: 1 }, 1]]))",
    "assert.deepStrictEqual(new Set([1, [2]]), new Set([[2], 1]))",
    "assert.deepStrictEqual([1, , 3], [1, undefined, 3])",
    "assert.deepStrictEqual(new Date(0), new Date(1))",
    "assert.deepStrictEqual(-0, 0)",
    "assert.deepEqual(-0, 0)",
    "assert.deepStrictEqual(Object.create(null), {})",
    "assert.notStrictEqual(1, 1)",
    "assert.notDeepEqual([1], [1])",
    "assert.throws(() => { throw new TypeError('x') }, TypeError)",
    "assert.throws(() => { throw new TypeError('x') }, /y/)",
    "assert.throws(() => { throw new TypeError('x') }, { name: 'TypeError', message: 'x' })",
    "assert.throws(() => { throw new TypeError('x') }, { message: /z/ })",
    "assert.throws(() => {}, Error)",
    "assert.throws(() => {}, 'nothing thrown')",
    "assert.throws(() => { throw new Error('q') }, RangeError)",
    "assert.throws(() => { throw new Error('q') }, e => e.message === 'q')",
    "assert.doesNotThrow(() => { throw new Error('q') }, 'why')",
    "assert.ifError(null)",
    "assert.ifError(new Error('if'))",
    "assert.fail('on purpose')",
    "assert.fail()",
    "assert.match('abc', /b/)",
    "assert.match('abc', /x/)",
    "assert.doesNotMatch('abc', /b/)",
    "assert.ok(1)",
    "assert(0, 'zero')",
    "assert.strict.equal(1, '1')",
    "assert.strict.deepEqual({ a: 1 }, { a: '1' })",
    "assert.notEqual(1, 1)",
  ];

  test.each(CASES)("%s", async text => {
    await same(`const assert = require("node:assert");
      try { ${text}; console.log("holds"); } catch (e) {
        console.log(e.name, e.code, e.generatedMessage, e.operator, e instanceof Error, e instanceof assert.AssertionError);
        console.log(e.message);
      }`);
  });

  test("rejects waits, and the module is there under all its names", async () => {
    await same(`const assert = require("assert"), strict = require("assert/strict");
      console.log(assert.strict === strict, require("node:assert/strict") === strict, typeof assert.AssertionError, assert.ok.name, assert.deepEqual.length);
      assert.rejects(Promise.reject(new TypeError("r")), TypeError).then(() => console.log("rejected"));
      assert.rejects(async () => {}).catch(e => console.log(e.message));
      assert.doesNotReject(async () => 1).then(() => console.log("fine"));`);
  });
});

describe("the rest of the environment", () => {
  test("structuredClone copies what can be copied", async () => {
    await same(`
      const source = { n: 1, d: new Date(5), r: /x/g, m: new Map([[{ k: 1 }, [1, , 3]]]), s: new Set(["a"]), e: new RangeError("no"), u: undefined, b: 5n, t: new Uint16Array([1, 2, 3]).subarray(1), boxed: new Number(3) };
      source.self = source;
      const copy = structuredClone(source);
      console.log(copy.self === copy, copy !== source, copy.m instanceof Map, copy.e instanceof RangeError, copy.e.message, copy.t.length, copy.t.byteOffset);
      delete copy.e; console.log(copy);
      for (const bad of [() => {}, Symbol("s"), { f() {} }, new WeakMap(), Promise.resolve()]) {
        try { structuredClone(bad); } catch (e) { console.log(e.name, e.message, e.code, e instanceof DOMException, e instanceof Error); }
      }
      class Point { constructor() { this.x = 1; } } console.log(structuredClone(new Point()).constructor === Object);`);
  });

  test("text and base64 encoders give Node's bytes", async () => {
    await same(`
      const bytes = new TextEncoder().encode("aé日🎉\\ud800"); console.log(bytes, bytes.constructor === Uint8Array);
      console.log(new TextDecoder().decode(bytes), new TextDecoder("utf-16le").decode(new Uint8Array([65, 0, 66, 0])), new TextDecoder("latin1").encoding);
      const target = new Uint8Array(5); console.log(new TextEncoder().encodeInto("é日🎉", target), target);
      const stream = new TextDecoder(); console.log(stream.decode(bytes.subarray(0, 2), { stream: true }) + stream.decode(bytes.subarray(2)));
      try { new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255])); } catch (e) { console.log(e.name, e instanceof TypeError); }
      try { new TextDecoder("klingon"); } catch (e) { console.log(e.name, e.message); }
      console.log(btoa("hello"), atob("aGVsbG8="));
      try { atob("*"); } catch (e) { console.log(e.name, e.code); }
      try { btoa("日"); } catch (e) { console.log(e.name, e.code); }`);
  });

  test("timers run by time and order, immediates after the timers of their turn, microtasks in between", async () => {
    const t = await trace(`
      const log = console.log;
      setTimeout(() => log("timeout 20"), 20);
      setTimeout(() => { log("timeout 10"); setImmediate(() => log("immediate in timer")); setTimeout(() => log("timeout in timer"), 0); queueMicrotask(() => log("microtask in timer")); }, 10);
      const every = setInterval(() => { log("interval"); if (++n === 3) clearInterval(every); }, 7); let n = 0;
      const never = setTimeout(() => log("never"), 5); clearTimeout(never);
      setTimeout((a, b) => log("arguments", a, b), 30, "x", "y");
      const again = setTimeout(() => log("refreshed"), 15); setTimeout(() => again.refresh(), 12);
      Promise.resolve().then(() => log("reaction 1")).then(() => log("reaction 2"));
      queueMicrotask(() => log("microtask"));
      (async () => { log("async start"); await null; log("async on"); for await (const v of [1, Promise.resolve(2)]) log("item", v); })();
      log("end", typeof every.ref, every.hasRef());`);
    // Not compared with a run of plain Node, where real time may reorder timers that are close.
    expect(printed(t, 1).trim().split("\n")).toEqual([
      "async start",
      "end function true",
      "reaction 1",
      "microtask",
      "async on",
      "reaction 2",
      "item 1",
      "item 2",
      "interval",
      "timeout 10",
      "microtask in timer",
      "immediate in timer",
      "timeout in timer",
      "interval",
      "timeout 20",
      "interval",
      "refreshed",
      "arguments x y",
    ]);
    const seen = new Set([...rows(t)].map(({ kind, id }) => `${kind}/${id}`));
    for (const kind of [
      `${Kind.TIMER}/0`,
      `${Kind.TIMER}/1`,
      `${Kind.TIMER}/2`,
      `${Kind.JOB}/0`,
      `${Kind.JOB}/1`,
      `${Kind.CLOCK}/0`,
    ]) {
      expect(seen).toContain(kind);
    }
  });

  test("the clock stands still while code runs and moves with timers", async () => {
    const t = await trace(
      `const start = Date.now(), p = performance.now();
       for (let i = 0; i < 1000; i++);
       console.log(start, Date.now() - start, performance.now() - p, new Date().toISOString(), Date().slice(0, 24), new Date(0).getTime());
       setTimeout(() => console.log(Date.now() - start, performance.now(), new Intl.DateTimeFormat("en-US").format()), 86_400_000);
       console.time("t"); setTimeout(() => console.timeEnd("t"), 1500);`,
      { epoch: Date.UTC(2020, 1, 3) },
    );
    expect(printed(t, 1)).toBe(
      "1580688000000 0 0 2020-02-03T00:00:00.000Z Mon Feb 03 2020 00:00:00 0\nt: 1.500s\n86400000 86400000 2/4/2020\n",
    );
  });

  test("the same seed gives the same numbers, another seed others, all in [0, 1)", async () => {
    const source = "console.log(Array.from({ length: 1000 }, Math.random).join());";
    const [a, b, c] = await Promise.all([1, 1, 2].map(seed => trace(source, { seed })));
    expect(printed(a, 1)).toBe(printed(b, 1));
    expect(printed(a, 1)).not.toBe(printed(c, 1));
    const numbers = printed(c, 1).split(",").map(Number);
    expect(numbers.every(x => x >= 0 && x < 1)).toBe(true);
    expect(numbers.reduce((sum, x) => sum + x) / 1000).toBeCloseTo(0.5, 1);
    expect(a.footer.sha256).toBe(b.footer.sha256);
  });

  test("replaced built-ins cannot be told from the originals", async () => {
    await same(`
      const list = [[Array.prototype, "push splice sort fill reverse"], [Map.prototype, "set delete clear"], [Set.prototype, "add"], [Date.prototype, "setTime setFullYear"], [Object, "assign defineProperty"], [Reflect, "set deleteProperty"], [Promise.prototype, "then"], [Math, "random"], [Function.prototype, "toString"], [Uint8Array.prototype.__proto__, "set fill"], [DataView.prototype, "setInt8"], [Date, "now"], [Error, "captureStackTrace"]];
      for (const [holder, names] of list) for (const name of names.split(" ")) {
        const d = Object.getOwnPropertyDescriptor(holder, name), f = d.value;
        let made; try { new f(); made = true; } catch (e) { made = e.message; }
        console.log(name, f.name, f.length, d.writable, d.enumerable, d.configurable, Object.getOwnPropertyNames(f).join(), "prototype" in f, String(f), made);
      }
      console.log(String(Date), Date.name, Date.length, Object.getOwnPropertyNames(Date).join(), Date.prototype.constructor === Date, typeof Date(), new Date(2020, 1).getTime());
      class Day extends Date { get two() { return 2; } } console.log(new Day(5).getTime(), new Day(5) instanceof Day, new Day(1).two, Reflect.construct(Date, [7], Object).constructor === Object);
      console.log(String(WeakRef), WeakRef.length, new WeakRef({ a: 1 }).deref().a, String(console.log).slice(0, 12));`);
  });

  test("unhandled rejections and exceptions of callbacks end the program as in Node", async () => {
    const rejected = await trace(
      `Promise.reject(new TypeError("lost")); setTimeout(() => console.log("never"), 1); Promise.resolve().then(() => console.log("before"));`,
    );
    expect(rejected.footer.outcome).toMatchObject({ kind: "throw", name: "TypeError", message: "lost" });
    expect(rejected.footer.rejections).toEqual(["TypeError: lost"]);
    expect(printed(rejected, 1)).toBe("before\n");
    const handled = await trace(
      `const p = Promise.reject(new Error("late")); queueMicrotask(() => p.catch(() => console.log("caught")));`,
    );
    expect(handled.footer.outcome.kind).toBe("return");
    for (const source of [
      "setTimeout(() => { throw new RangeError('t'); }); setTimeout(() => console.log('never'), 9)",
      "queueMicrotask(() => { throw new RangeError('t'); }); setTimeout(() => console.log('never'))",
    ]) {
      const t = await trace(source);
      expect(t.footer.outcome).toMatchObject({ kind: "throw", name: "RangeError", message: "t" });
      expect(printed(t, 1)).toBe("");
    }
  });

  test("the outcome of a call that gives a promise is what the promise comes to", async () => {
    const source =
      "const later = v => new Promise((done, fail) => setTimeout(() => (v < 0 ? fail(new Error('neg')) : done(v)), 5)); const never = () => new Promise(() => {});";
    const done = await trace(source, { call: "later(3)" });
    expect(done.footer.outcome).toMatchObject({ kind: "return", row: done.columns.rows - 1 });
    expect([...rows(done)].at(-1)).toMatchObject({ kind: Kind.RETURN, value: 3 });
    const failed = await trace(source, { call: "later(-3)" });
    expect(failed.footer.outcome).toMatchObject({ kind: "throw", name: "Error", message: "neg" });
    expect([...rows(failed)].at(-1)).toMatchObject({ kind: Kind.THROW });
    const awaited = await trace(source, { call: "await later(4)" });
    expect(awaited.footer.outcome.kind).toBe("return");
    expect((await trace(source, { call: "never()" })).footer.outcome).toEqual({ kind: "pending" });
  });

  test("no process of Node is on the way: the program's globals are the language's and a few of Node's", async () => {
    const t = await trace(
      "console.log(Object.getOwnPropertyNames(globalThis).filter(n => !/^[A-Z]|^undefined$/.test(n)).sort().join());",
    );
    expect(printed(t, 1).trim().split(",")).toEqual([
      "atob",
      "btoa",
      "clearImmediate",
      "clearInterval",
      "clearTimeout",
      "console",
      "decodeURI",
      "decodeURIComponent",
      "encodeURI",
      "encodeURIComponent",
      "escape",
      "eval",
      "global",
      "globalThis",
      "isFinite",
      "isNaN",
      "parseFloat",
      "parseInt",
      "performance",
      "queueMicrotask",
      "setImmediate",
      "setInterval",
      "setTimeout",
      "structuredClone",
      "unescape",
    ]);
  });
});

test("plain Node is the Node of the sandbox", () => {
  expect(execFileSync(process.execPath, ["-p", "process.version"], { encoding: "utf8" }).trim()).toBe(
    process.version,
  );
});
