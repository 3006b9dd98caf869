import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kind } from "../../src/trace/format/Kind.js";
import { rowGroups } from "../../src/trace/format/rowGroups.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import type { Limits } from "../../src/trace/format/TraceHeader.js";
import { closePool, trace } from "../../src/trace/trace.js";

/** A program that touches most of what an attack could have changed; its hash must never move. */
const CANARY = `
class Point { #z = 3; constructor(x, y) { this.x = x; this.y = y; } get sum() { return this.x + this.y + this.#z; } }
async function main() {
  const list = [3, 1, 2];
  list.sort((a, b) => a - b);
  const map = new Map([["a", new Point(1, 2)], ["b", list]]);
  const text = JSON.stringify([...map.keys()]) + /b+/.exec("abbc")[0] + String(Symbol("s"));
  await new Promise(done => setTimeout(done, 5));
  console.log(text, map, new Error("e").message, Math.random());
  return Object.assign({}, { sum: map.get("a").sum, time: Date.now(), list });
}
`;
const LIMITS: Partial<Limits> = { wallMs: 3000 };

let calm: string;
beforeAll(async () => {
  calm = await canary();
});
afterAll(() => closePool());

async function canary(): Promise<string> {
  const { footer } = await trace(CANARY, { call: "main()", limits: LIMITS });
  expect(footer.outcome.kind).toBe("return");
  return footer.sha256;
}

/** Runs an attack; afterwards the host works as before, and so does the next program of the same pool. */
async function attack(source: string, limits: Partial<Limits> = {}, call = ""): Promise<Trace> {
  const before = [
    Object.keys(Object.prototype).length,
    Array.prototype.push,
    JSON.stringify,
    process.exitCode,
  ];
  const found = await trace(source, { call, limits: { ...LIMITS, ...limits } });
  expect([
    Object.keys(Object.prototype).length,
    Array.prototype.push,
    JSON.stringify,
    process.exitCode,
  ]).toEqual(before);
  expect(found.columns.rows).toBe(found.footer.rows);
  expect(await canary()).toBe(calm);
  return found;
}

/** What the program printed. */
function printed(t: Trace): string {
  let text = "";
  for (let c = 0; c < t.columns.chunkCount; c++) {
    const { rows, op, value } = t.columns.chunk(c);
    for (let i = 0; i < rows; i++) if ((op[i] & 31) === Kind.OUTPUT) text += t.strings[value[i]];
  }
  return text;
}

describe("programs that do not end", () => {
  test("a loop ends at the step limit", async () => {
    const t = await attack(
      "let n = 0; for (;;) { try { n++; while (true) n++; } catch { n = 0; } finally { continue; } }",
      {
        steps: 20_000,
      },
    );
    expect(t.footer.outcome).toEqual({ kind: "limit", limit: "steps", value: 20_000 });
    expect(t.footer.steps).toBe(20_000);
  });

  test("a loop of the engine's own ends at the wall limit, with what happened before it", async () => {
    const t = await attack(
      "let reached = 1; console.log('here'); [...{ [Symbol.iterator]: () => ({ next: Object }) }];",
      {
        wallMs: 500,
        bufferMiB: 256,
      },
    );
    expect(t.footer.outcome.kind).toBe("limit");
    expect(printed(t)).toBe("here\n");
  });

  test("microtasks that feed themselves end at the step limit", async () => {
    const t = await attack("const again = () => Promise.resolve().then(again); again();", { steps: 5000 });
    expect(t.footer.outcome).toMatchObject({ kind: "limit", limit: "steps" });
    const queued = await attack("const again = () => queueMicrotask(again); again();", { steps: 5000 });
    expect(queued.footer.outcome).toMatchObject({ kind: "limit", limit: "steps" });
    const awaiting = await attack("async function f() { for (;;) await null; } f();", { steps: 5000 });
    expect(awaiting.footer.outcome).toMatchObject({ kind: "limit", limit: "steps" });
  });

  test("timers that feed themselves end at the step limit", async () => {
    for (const start of [
      "setInterval(() => {}, 1)",
      "(function f() { setTimeout(f, 10); })()",
      "(function f() { setImmediate(f); })()",
    ]) {
      const t = await attack(start, { steps: 2000 });
      expect(t.footer.outcome, start).toMatchObject({ kind: "limit", limit: "steps" });
    }
  });

  test("a regular expression that blows up ends at the wall limit", async () => {
    const t = await attack("const before = 1; /^(a+)+$/.test('a'.repeat(50) + 'b'); const after = 2;", {
      wallMs: 500,
    });
    expect(t.footer.outcome).toEqual({ kind: "limit", limit: "wall", value: 500 });
    expect(t.footer.steps).toBeGreaterThan(0);
  });

  test("Atomics.wait throws instead of waiting", async () => {
    const t = await attack(
      "try { Atomics.wait(new Int32Array(8), 0, 0); } catch (e) { console.log(e.name); }\nconsole.log(typeof SharedArrayBuffer, typeof WebAssembly);",
    );
    expect(printed(t)).toBe("TypeError\nundefined undefined\n");
    expect(t.footer.outcome.kind).toBe("return");
  });
});

describe("programs that take too much", () => {
  test("a heap bomb ends at the heap limit", async () => {
    const t = await attack("const all = []; for (;;) all.push(new Array(1000).fill(all.length));", {
      heapMiB: 64,
      steps: 1e9,
      wallMs: 20_000,
      entries: 10,
    });
    expect(t.footer.outcome).toEqual({ kind: "limit", limit: "heap", value: 64 });
  });

  test("a heap bomb of one built-in call ends at the heap limit", async () => {
    const t = await attack(
      "let s = [1]; console.log('x'); for (let i = 0; i < 40; i++) s = s.concat(s, s, s); ",
      {
        heapMiB: 64,
        wallMs: 20_000,
      },
    );
    expect(t.footer.outcome).toMatchObject({ kind: "limit", limit: "heap" });
    expect(t.footer.rows).toBeGreaterThan(0);
  });

  test("array buffers end at the buffer limit", async () => {
    const t = await attack(
      "const all = []; for (;;) { const b = new Uint8Array(1 << 20); b[5] = 1; all.push(b); }",
      {
        bufferMiB: 32,
        steps: 1e9,
        entries: 10,
        wallMs: 20_000,
      },
    );
    expect(t.footer.outcome).toEqual({ kind: "limit", limit: "buffer", value: 32 });
  });

  test("one array buffer that is too large ends at the buffer limit, caught or not", async () => {
    const source =
      "try { const big = new ArrayBuffer(4e9); new Uint8Array(big).fill(1); } catch (e) { console.log('caught'); }";
    const t = await attack(source, { bufferMiB: 32, wallMs: 20_000 });
    expect(t.footer.outcome).toEqual({ kind: "limit", limit: "buffer", value: 32 });
    expect(printed(t)).toBe("");
  });

  test("a flood of output ends at the output limit", async () => {
    const t = await attack("for (;;) console.log('x'.repeat(100));", { outputChars: 5000, steps: 1e9 });
    expect(t.footer.outcome).toEqual({ kind: "limit", limit: "output", value: 5000 });
    expect(printed(t)).toHaveLength(5000);
    const one = await attack("console.log('y'.repeat(1e7)); console.log('never');", { outputChars: 5000 });
    expect(one.footer.outcome).toEqual({ kind: "limit", limit: "output", value: 5000 });
  });

  test("deep recursion gives the program its RangeError, always at the same depth", async () => {
    const source = `let depth = 0; function down() { depth++; down(); }
      try { down(); } catch (e) { console.log(e instanceof RangeError, e.message, depth); }`;
    const t = await attack(source, { depth: 500 });
    expect(printed(t)).toBe("true Maximum call stack size exceeded 499\n");
    const deep = await attack(source);
    expect(printed(deep)).toBe("true Maximum call stack size exceeded 7999\n");
  });

  test("native recursion without a frame of the program overflows inside the realm", async () => {
    const t = await attack(
      `let a = []; for (let i = 0; i < 3e5; i++) a = [a];
      for (const run of [() => JSON.stringify(a), () => a.flat(Infinity), () => console.log(a)]) {
        try { run(); } catch (e) { console.log(e instanceof RangeError, e.constructor === RangeError, e instanceof Object); }
      }`,
      { steps: 1e6, wallMs: 20_000 },
    );
    expect(printed(t)).not.toContain("false");
    expect(t.footer.outcome.kind).toBe("return");
  });
});

describe("programs that want out", () => {
  test("process, require of Node's modules and other globals are not there", async () => {
    const t = await attack(`const seen = {};
      for (const name of ["process", "Buffer", "fetch", "XMLHttpRequest", "WebSocket", "Worker", "Deno", "Bun", "gc"]) seen[name] = typeof globalThis[name];
      console.log(JSON.stringify(seen));
      try { process.exit(3); } catch (e) { console.log(e.name); }`);
    expect(printed(t)).toMatch(/^{("\w+":"undefined",?)+}\nReferenceError\n$/);
    for (const name of ["fs", "node:net", "child_process", "worker_threads", "vm", "inspector"]) {
      await expect(trace(`require(${JSON.stringify(name)})`)).rejects.toThrow(/cannot load/);
      const dynamic = await attack(
        `try { require(${JSON.stringify(name)}.toLowerCase()); } catch (e) { console.log(e.code, e instanceof Error); }`,
      );
      expect(printed(dynamic)).toBe("MODULE_NOT_FOUND true\n");
    }
  });

  test("no constructor of functions makes code", async () => {
    const t = await attack(`const sources = [
        this.constructor.constructor, (() => {}).constructor, (async () => {}).constructor,
        (function* () {}).constructor, (async function* () {}).constructor, console.log.constructor,
        setTimeout.constructor, require.constructor, Function, class {}.constructor,
      ];
      for (const make of sources) {
        try { make("return process")(); console.log("made", make.name); } catch (e) { console.log(e.name, e instanceof EvalError); }
      }
      try { (0, eval)("1"); console.log("evaluated"); } catch (e) { console.log(e.name); }
      try { setTimeout("console.log(1)", 0); } catch (e) { console.log(e.code, e instanceof TypeError); }`);
    expect(printed(t)).toBe(`${"EvalError true\n".repeat(10)}EvalError\nERR_INVALID_ARG_TYPE true\n`);
  });

  test("import() is refused before anything runs", async () => {
    await expect(
      trace("import('fs').catch(e => e.constructor.constructor('return process')())"),
    ).rejects.toThrow(/import\(\)/);
    await expect(trace("eval('1')")).rejects.toThrow(/eval/);
  });

  test("every error a program can provoke belongs to its own realm", async () => {
    const t = await attack(`const seen = [];
      const look = f => { try { f(); seen.push("none"); } catch (e) { seen.push(e instanceof Error && e.constructor.constructor === Function); } };
      look(() => { throw new Error("x"); });
      look(() => null.x);
      look(() => console.log(Object.defineProperty({}, Symbol.toStringTag, { get() { return null.x; } })));
      look(() => console.log("%j", { toJSON() { return 1n; } }));
      look(() => console.log("%d", { valueOf() { throw new TypeError("mine"); } }));
      look(() => console.count({ toString() { return null.x; } }));
      look(() => console.table(new Proxy([], { get() { throw new Error("trap"); } })));
      look(() => structuredClone(() => {}));
      look(() => atob("*"));
      look(() => new TextDecoder("klingon"));
      look(() => new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255])));
      look(() => new TextDecoder().decode("text"));
      look(() => require("nothing" + 1));
      look(() => setTimeout(1));
      look(() => queueMicrotask({}));
      look(() => new Intl.NumberFormat("x-"));
      look(() => "x".repeat(-1));
      look(() => new Proxy({}, null));
      look(() => (function down() { down(); })());
      look(() => require("assert").strictEqual(1, 2));
      look(() => require("assert").deepEqual({ get a() { return null.x; } }, { a: 1 }));
      console.log(seen.join());`);
    expect(printed(t)).toMatch(/\n?((true|none),)+(true|none)\n$/);
    expect(printed(t)).not.toContain("false");
    expect(printed(t).match(/true/g)!.length).toBeGreaterThan(15);
  });

  test("stack traces lead nowhere", async () => {
    const t = await attack(`Error.prepareStackTrace = (error, sites) => sites;
      const sites = new Error("x").stack;
      const things = sites.flatMap(s => [s.getThis(), s.getFunction(), s.constructor]);
      console.log(Array.isArray(sites), sites.constructor === Array, things.every(x => x === undefined || x === globalThis || x.constructor === Function || x instanceof Object));
      Error.prepareStackTrace = undefined;
      console.log(new Error("y").stack);
      Error.stackTraceLimit = Infinity;
      try { null.x } catch (e) { console.log(/tracebook|node:|sandbox/.test(e.stack)); }`);
    expect(printed(t)).toMatch(
      /^true true true\nError: y\n {4}at Object\.<anonymous> \(program\.js:\d+:\d+\)\nfalse\n$/,
    );
  });

  test("arguments.callee, caller and with reach no code of the recorder", async () => {
    const t =
      await attack(`function f() { let out = []; for (let c = f.caller, i = 0; c && i < 20; c = c.caller, i++) out.push(typeof c); return out.length; }
      function g() { return f(); }
      try { console.log(g() <= 3, [1].map(f).length); } catch (e) { console.log(e.name); }`);
    expect(t.footer.outcome.kind).toBe("return");
  });
});

describe("programs that poison what the recorder could use", () => {
  test("prototypes full of traps change no row", async () => {
    const body =
      "function work() { const o = { a: [1, 2] }; o.a.push(3); o.b = new Map([[1, o]]); const { a: [x, ...rest] } = o; return rest.length + x; }";
    const plain = await trace(`const poison = () => {}; poison();\n${body}`, {
      call: "work()",
      limits: LIMITS,
    });
    const poisoned = await attack(
      `const poison = () => {
        const bad = name => function () { throw new Error("poisoned " + name); };
        for (const P of [WeakMap.prototype, Set.prototype, String.prototype, RegExp.prototype, Promise.prototype, Date.prototype, Number.prototype, Symbol.prototype, Function.prototype, Error.prototype]) {
          for (const key of Reflect.ownKeys(P)) {
            if (key === "constructor") continue;
            try { Object.defineProperty(P, key, { __proto__: null, value: bad(String(key)), configurable: true, writable: true }); } catch {}
          }
        }
        for (const name of ["toJSON", "value", "get", "set", "then", "stack", "toString", "valueOf"]) {
          Object.defineProperty(Object.prototype, name, { __proto__: null, get: bad(name), set: bad(name), configurable: true });
        }
        for (const i of [0, 1, 3, 4, 5]) Object.defineProperty(Object.prototype, i, { __proto__: null, set: bad("index " + i), get() { return undefined; }, configurable: true });
        JSON.stringify = JSON.parse = Object.keys = Reflect.ownKeys = Reflect.apply = Array.isArray = bad("static");
        Object.is = Object.defineProperty = Object.getPrototypeOf = bad("static");
      }; poison();\n${body}`,
      {},
      "work()",
    );
    expect(poisoned.footer.outcome.kind).toBe("return");
    const rowsOf = (t: Trace): number[][] => {
      const rows: number[][] = [];
      for (const group of rowGroups(t.columns))
        for (let i = 0; i < group.op.length; i++) rows.push([group.op[i] & 31]);
      return rows.slice(-34);
    };
    expect(rowsOf(poisoned)).toEqual(rowsOf(plain));
  });

  test("a poisoned array iterator is the program's own affair", async () => {
    const t = await attack(`const iterator = Object.getPrototypeOf([][Symbol.iterator]());
      iterator.next = () => { throw new Error("mine"); };
      try { for (const x of [1]) console.log(x); } catch (e) { console.log(e.message); }
      const o = {}; o.x = [1]; o.x.push(2); console.log(o.x.length);
      Array.prototype[Symbol.iterator] = function* () { yield "swapped"; };
      for (const x of [1, 2]) console.log(x);`);
    expect(printed(t)).toBe("mine\n2\nswapped\n");
  });

  test("species and iterator tricks run as they would", async () => {
    const t = await attack(`class Odd extends Array { static get [Symbol.species]() { return Object; } }
      const odd = Odd.from([1, 2, 3]);
      console.log(odd.map(x => x) instanceof Odd, odd.splice(0, 1).constructor === Object, odd.length);
      class P extends Promise { static get [Symbol.species]() { return function (run) { run(() => {}, () => {}); }; } }
      P.resolve(1).then(() => console.log("then"));
      Array.prototype.concat.call({ get [Symbol.isConcatSpreadable]() { console.log("asked"); return true; }, length: 0 });`);
    expect(printed(t)).toBe("false false 2\nasked\nthen\n");
    expect(t.footer.outcome.kind).toBe("return");
  });

  test("console methods may be replaced and arguments may bite", async () => {
    const t = await attack(`const { log } = console;
      console.log = (...args) => log("replaced", ...args);
      console.log({ [Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) { return "host: " + typeof inspect; } });
      log(new Proxy({ a: 1 }, { get() { throw new Error("trap"); }, ownKeys() { throw new Error("trap"); } }));
      log({ get a() { throw new Error("getter"); } });
      class Sly { get [Symbol.toStringTag]() { return "Sly!"; } }
      log(new Sly());`);
    expect(printed(t)).not.toContain("host: function");
    expect(t.footer.outcome.kind).toBe("return");
  });
});

describe("values that fight being looked at", () => {
  test("traps and getters are never run by the recorder", async () => {
    const t = await attack(`let touched = 0;
      const handler = new Proxy({}, { get(_, name) { touched++; return () => { throw new Error("trap " + String(name)); }; } });
      const p = new Proxy({}, handler);
      const q = new Proxy([], { get() { for (;;); }, ownKeys() { for (;;); }, getPrototypeOf() { for (;;); } });
      const f = new Proxy(function () {}, handler);
      const { proxy: gone, revoke } = Proxy.revocable({}, {}); revoke();
      const g = { get a() { touched++; for (;;); }, set a(v) { touched++; }, [Symbol.toPrimitive]() { touched++; }, toString() { touched++; } };
      const list = [p, q, f, gone, g];
      Object.defineProperty(list, 5, { get() { touched++; return 1; }, enumerable: true });
      const child = Object.create(q);
      const odd = Object.create(null, { constructor: { get() { touched++; } } });
      class E extends Error { get name() { touched++; return "E"; } get message() { touched++; return "m"; } get stack() { touched++; } }
      let caught; try { throw new E(); } catch (e) { caught = e; }
      function pass(...all) { return all; }
      const out = pass(p, q, f, gone, g, list, child, odd, caught);
      console.log(touched);`);
    expect(printed(t)).toBe("0\n");
    expect(t.footer.outcome.kind).toBe("return");
  });

  test("a lying proxy as an exception, a promise and a return value", async () => {
    const lie =
      "new Proxy({}, { get: (_, k) => k === 'then' ? undefined : null.x, getPrototypeOf: () => Error.prototype, has: () => true })";
    const thrown = await attack(`throw ${lie}`);
    expect(thrown.footer.outcome).toMatchObject({ kind: "throw", name: "Proxy", message: "" });
    const rejected = await attack(`Promise.reject(${lie})`);
    expect(rejected.footer.outcome.kind).toBe("throw");
    expect(rejected.footer.rejections).toEqual(["Proxy"]);
    const returned = await attack(`function f() { return ${lie}; }`, {}, "f()");
    expect(returned.footer.outcome.kind).toBe("return");
  });

  test("an exception with hostile name, message and toString", async () => {
    const t = await attack(
      "throw { get name() { for (;;); }, get message() { throw 1; }, toString() { for (;;); }, toJSON() { for (;;); } };",
    );
    expect(t.footer.outcome).toMatchObject({ kind: "throw", message: "" });
  });

  test("an enormous, cyclic, deep value is recorded within its limits", async () => {
    const t = await attack(
      `const all = []; for (let i = 0; i < 5000; i++) all.push({ i, all, text: "x".repeat(20000) });
      let deep = {}; for (let i = 0; i < 20000; i++) deep = { deep };
      function look(a, d) { return a.length; }`,
      { steps: 1e6, entries: 50, objects: 100, stringChars: 100 },
      "look(all, deep)",
    );
    expect(t.footer.outcome.kind).toBe("return");
    expect(t.strings.every(s => s.length < 200)).toBe(true);
  });
});
