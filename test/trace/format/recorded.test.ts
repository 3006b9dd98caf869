import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { events } from "../../../src/trace/format/events.js";
import { readJSONL } from "../../../src/trace/format/fromJSONL.js";
import { openTrace, readTrace } from "../../../src/trace/format/readTrace.js";
import { writeJSONL } from "../../../src/trace/format/toJSONL.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import { writeTrace } from "../../../src/trace/format/writeTrace.js";
import { closePool, trace } from "../../../src/trace/trace.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-recorded-"));
afterAll(async () => {
  await closePool();
  rmSync(folder, { recursive: true, force: true });
});

const PROGRAMS: readonly (readonly [name: string, source: string, options: object])[] = [
  ["a module with a call", "export function f(x) { return [x, { x }]; }", { file: "a.mjs", call: "f('y')" }],
  [
    "TypeScript",
    "type T = { n: number };\nfunction f(t: T): number {\n  return (t as T).n;\n}\n",
    { file: "a.ts", call: "f({ n: 2 } as T)" },
  ],
  ["an exception", "throw new TypeError('no');", { file: "a.js" }],
  ["a limit", "for (;;) {}", { file: "a.js", limits: { steps: 100 } }],
  [
    "reads and an audit",
    "let a = [1]; a.push(a[0]); const b = a;",
    { file: "a.js", record: { reads: true, audit: true } },
  ],
  [
    "long strings and lone surrogates",
    "const s = 'x'.repeat(30); const t = '\\ud800'; const u = 'y\\uffff';",
    { file: "a.js", limits: { stringChars: 10 } },
  ],
  [
    "async work",
    "const wait = ms => new Promise(r => setTimeout(r, ms));\n(async () => { await wait(5); console.log(1n, NaN); })();",
    { file: "a.js" },
  ],
];

describe("recorded runs keep their hash through every container", () => {
  test.each(PROGRAMS)("%s", async (_, source, options) => {
    const t = await trace(source, options);
    expect(t.footer.sha256).toBe(traceHash(t));
    const path = join(folder, "t");
    writeTrace(t, `${path}.trace`);
    writeJSONL(t, `${path}.jsonl`);
    const open = openTrace(`${path}.trace`);
    for (const read of [readTrace(`${path}.trace`), open, readJSONL(`${path}.jsonl`)]) {
      expect(traceHash(read)).toBe(t.footer.sha256);
      expect(read.footer).toEqual({ ...t.footer });
      expect(read.programs.map(p => p.nodes)).toEqual(t.programs.map(p => p.nodes));
      expect([...events(read)]).toEqual([...events(t)]);
    }
    open.close();
    expect((await trace(source, options)).footer.sha256).toBe(t.footer.sha256);
  });

  test("no row of a recorded run is irregular: every one is part of an event", async () => {
    for (const [, source, options] of PROGRAMS) {
      expect([...events(await trace(source, options))].filter(e => e.kind === "row")).toEqual([]);
    }
  });

  test("a string beyond the limit keeps its prefix and its true length", async () => {
    const t = await trace("const s = 'x'.repeat(30);", { limits: { stringChars: 10 } });
    const set = [...events(t)].find(e => e.kind === "set" && e.name === "s");
    expect(set?.value).toEqual({ type: "string", value: "x".repeat(10), length: 30 });
  });
});
