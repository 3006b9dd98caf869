import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { literal } from "../../src/trace/derive/literal.js";
import { outcomeValue } from "../../src/trace/derive/outcomeValue.js";
import type { RecordOptions } from "../../src/trace/format/TraceHeader.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { D3_CALLS, LODASH_CALLS } from "./libraryCalls.js";

afterAll(() => closePool());

const root = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(root, "node_modules", path), "utf8");
const hashLines = [
  // FNV-1a: a parse tree is too large for one recorded string, and its hash says the same.
  "function hash(text) { let h = 0x811c9dc5; for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0; return h; }",
  "const plain = (key, value) => typeof value === 'bigint' || value instanceof RegExp ? String(value) : value;",
].join("\n");

/** Runs a script and the call under the tracer. */
async function traced(
  file: string,
  source: string,
  call: string,
  files: Readonly<Record<string, string>>,
  record: Partial<RecordOptions>,
): Promise<string | undefined> {
  const t = await trace(source, {
    file,
    call,
    files,
    sourceType: "commonjs",
    record,
    limits: { steps: 500_000_000, wallMs: 110_000, heapMiB: 1024, stringChars: 200_000, objects: 200 },
  });
  expect(t.footer.outcome).toMatchObject({ kind: "return" });
  return literal(outcomeValue(t)!);
}

/** The same in plain Node, in a realm of its own. */
function untraced(source: string, call: string, files: Readonly<Record<string, string>>): unknown {
  const realm = createContext({});
  const load = (code: string, name: string): unknown => {
    const module = { exports: {} };
    const require = (path: string): unknown => load(files[path.slice(2)], path);
    const wrapper = `(function(module,exports,require){${code}\n;${name === "main" ? `return ${call};` : ""}})`;
    const result = runInContext(wrapper, realm, { filename: name })(module, module.exports, require);
    return name === "main" ? result : module.exports;
  };
  return load(source, "main");
}

const ways: readonly (readonly [string, Partial<RecordOptions>])[] = [
  ["with the heap recorded", {}],
  ["with variables only", { heap: false }],
];

describe("parsers run instrumented give the tree they give in plain Node", () => {
  const dist = text("acorn/dist/acorn.js");
  const subject = { "subject.js": `module.exports = ${JSON.stringify(text("lodash/core.js"))};` };

  test.each(ways)(
    "acorn, a file of 100 KB, %s",
    async (_, record) => {
      const files = { ...subject, "acorn.js": dist };
      const source = `const acorn = require("./acorn.js");\nconst subject = require("./subject.js");\n${hashLines}`;
      const call =
        "(t => [subject.length, t.length, hash(t)])(JSON.stringify(acorn.parse(subject, { ecmaVersion: 2020, locations: true }), plain))";
      const plain = untraced(source, call, files) as number[];
      expect(plain[0]).toBeGreaterThan(100_000);
      expect(plain[1]).toBeGreaterThan(700_000);
      expect(await traced("main.js", source, call, files, record)).toBe(`[${[...plain].join(", ")}]`);
    },
    240_000,
  );

  test("esprima, the same file", async () => {
    const files = { ...subject, "esprima.js": text("esprima/dist/esprima.js") };
    const source = `const esprima = require("./esprima.js");\nconst subject = require("./subject.js");\n${hashLines}`;
    const call =
      "(t => [subject.length, t.length, hash(t)])(JSON.stringify(esprima.parseScript(subject, { loc: true, range: true }), plain))";
    const plain = untraced(source, call, files) as number[];
    expect(plain[1]).toBeGreaterThan(700_000);
    expect(await traced("main.js", source, call, files, { heap: false })).toBe(`[${[...plain].join(", ")}]`);
  }, 240_000);
});

describe("libraries run instrumented answer as before", () => {
  const answers = (calls: readonly string[]): string =>
    `[${calls.map(c => `JSON.stringify(answer(() => ${c}))`).join(", ")}]`;
  const answer = [
    "function answer(run) { try { return { value: show(run()) }; } catch (e) { return { error: e.name + ': ' + e.message }; } }",
    "function show(v) { if (typeof v === 'number') return Object.is(v, -0) ? '-0' : String(v); if (v === undefined) return 'undefined'; if (v instanceof Map) return ['Map', ...[...v].map(show)]; if (v instanceof Set) return ['Set', ...[...v].map(show)]; if (v && typeof v === 'object' && Symbol.iterator in v) return Array.from(v, show); if (typeof v === 'object' && v !== null) return Object.entries(v).map(([k, x]) => [k, show(x)]); return typeof v === 'function' ? String(v) : v; }",
  ].join("\n");

  test.each(ways)(
    "d3-array, bundled, %s",
    async (_, record) => {
      const { outputFiles } = await build({
        stdin: { contents: 'export * from "d3-array";', resolveDir: root },
        absWorkingDir: root,
        bundle: true,
        write: false,
        format: "cjs",
      });
      const files = { "d3-array.js": outputFiles[0].text };
      await compare(`const d3 = require("./d3-array.js");\n${answer}`, D3_CALLS, files, record);
    },
    120_000,
  );

  test.each(ways)(
    "lodash, %s",
    async (_, record) => {
      const files = { "lodash.js": `globalThis.global = globalThis;${text("lodash/lodash.js")}` };
      await compare(`const _ = require("./lodash.js");\n${answer}`, LODASH_CALLS, files, record);
    },
    120_000,
  );

  async function compare(
    source: string,
    calls: readonly string[],
    files: Readonly<Record<string, string>>,
    record: Partial<RecordOptions>,
  ): Promise<void> {
    expect(calls.length).toBeGreaterThanOrEqual(60);
    const plain = untraced(source, answers(calls), files) as string[];
    // Most of the calls must give a value: an error on both sides would prove little.
    expect(plain.filter(one => one.startsWith('{"value"')).length).toBeGreaterThan(calls.length * 0.9);
    const seen = await traced("main.js", source, answers(calls), files, record);
    expect(JSON.parse(seen!)).toEqual([...plain]);
  }
});
