import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { readTrace } from "../../src/trace/format/readTrace.js";
import { traceHash } from "../../src/trace/format/traceHash.js";
import { trace } from "../../src/trace/trace.js";

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly call: string;
  readonly sha256: string;
}

const folder = join(import.meta.dirname, "../../traces");
const { traces }: { traces: Entry[] } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
const programs = new Map(loadDataset("tracebook-js").programs.map(p => [p.id, p]));

// After a change of what is recorded: npm run build && node scripts/traces.mjs
describe("traces/", () => {
  test("has a trace of every program of the data set", () => {
    expect(traces.map(t => t.id).sort()).toEqual([...programs.keys()].sort());
  });

  test.each(traces)("$id is what recording it again gives", async ({ id, file, call, sha256 }) => {
    const { source, file: name, language, siblings } = programs.get(id)!;
    const files = Object.fromEntries(siblings.map(s => [s.file, s.source]));
    const again = await trace(source, { file: name, language, files, call });
    const kept = readTrace(join(folder, file));
    expect(traceHash(kept)).toBe(sha256);
    expect([...kept.strings]).toEqual([...again.strings]);
    expect(again.footer.sha256).toBe(sha256);
  });
});
