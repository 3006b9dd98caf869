import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { DatasetProgram } from "../../../src/datasets/Dataset.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { packagedFolder } from "../../../src/datasets/packaged.js";
import { outcomeValue } from "../../../src/trace/derive/outcomeValue.js";
import { pythonLiteral } from "../../../src/trace/derive/pythonLiteral.js";
import { readTrace } from "../../../src/trace/format/readTrace.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { stdout } from "../../equivalence/stdout.js";
import type { Observed } from "../oracle/oracle.js";
import { interpreter, noPython } from "../oracle/python.js";

interface Entry {
  readonly id: string;
  /** Absent where only the hash is kept. */
  readonly file?: string;
  readonly call: string;
  readonly outcome: string;
  readonly rows: number;
  readonly steps: number;
  readonly sha256: string;
}

const traces = join(import.meta.dirname, "../../../traces");
const indexFile = join(traces, "tracebook-py", "index.json");
const entries: readonly Entry[] = existsSync(indexFile)
  ? JSON.parse(readFileSync(indexFile, "utf8")).traces
  : [];
const { programs } = loadDataset("tracebook-py");
const expected: Record<string, Observed[]> = JSON.parse(
  readFileSync(join(packagedFolder(), "tracebook-py", "expected.json"), "utf8"),
);

if (noPython !== undefined) console.log(`the engine cpython is skipped: ${noPython}`);
afterAll(() => closePool());

function record({ source, file, language }: DatasetProgram, call: string, python: string): Promise<Trace> {
  return trace(source, { file, language, call, python });
}

function entryOf(id: string, call: string): Entry {
  return entries.find(entry => entry.id === id && entry.call === call)!;
}

/** What a trace says of its call, as `expected.json` says it. */
function observed(recorded: Trace, call: string): Observed {
  const { outcome: end } = recorded.footer;
  if (end.kind !== "return" && end.kind !== "throw") return { call, outcome: "pending", output: end.kind };
  const output = stdout(recorded);
  if (end.kind === "throw") return { call, outcome: "throw", value: `${end.name}: ${end.message}`, output };
  const literal = pythonLiteral(outcomeValue(recorded)!);
  return { call, outcome: "return", ...(literal === undefined ? {} : { literal }), output };
}

// After a change of what is recorded: npm run build && node scripts/traces.mjs tracebook-py
describe("datasets/tracebook-py: every call ends, prints and gives what it does in plain Python", () => {
  it("has a hash of every call, and a whole trace for each family", () => {
    expect(entries.map(({ id, call }) => [id, call])).toEqual(
      programs.flatMap(({ id, calls }) => calls.map(call => [id, call])),
    );
    const kept = entries.filter(({ file }) => file !== undefined).map(({ id }) => id.split("/")[0]);
    expect(kept).toEqual([...new Set(programs.map(p => p.family))]);
  });

  it.each(programs)("$id, with the committed hash", async program => {
    for (const row of expected[program.id]) {
      const recorded = await record(program, row.call, "pyodide");
      // A value that no literal says is in the hash alone.
      const { value, ...rest } = row;
      expect(observed(recorded, row.call)).toEqual(row.outcome === "throw" ? { ...rest, value } : rest);
      const { rows, steps, sha256, outcome } = recorded.footer;
      const { id, call } = { id: program.id, call: row.call };
      const { file: _, ...entry } = entryOf(id, call);
      expect({ id, call, outcome: outcome.kind, rows, steps, sha256 }).toEqual(entry);
    }
  });

  it.each(entries.filter(({ file }) => file !== undefined))(
    "$id is kept whole",
    async ({ id, file, call, sha256 }) => {
      const again = await record(programs.find(program => program.id === id)!, call, "pyodide");
      const kept = readTrace(join(traces, file!));
      expect(traceHash(kept)).toBe(sha256);
      expect([...kept.strings]).toEqual([...again.strings]);
    },
  );

  it.skipIf(noPython !== undefined)("first calls have the same hash on CPython", async () => {
    for (const program of programs) {
      const [call] = program.calls;
      const { footer } = await record(program, call, `cpython:${interpreter}`);
      expect(footer.sha256, program.id).toBe(entryOf(program.id, call).sha256);
    }
  });
});
