import { afterAll, expect, it } from "vitest";
import type { Chunk, Columns } from "../../src/trace/format/Columns.js";
import { ID_SHIFT, KIND_MASK, Kind } from "../../src/trace/format/Kind.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import type { Site } from "../../src/trace/format/tables.js";
import { closePool, trace } from "../../src/trace/trace.js";
import { compareCoverage } from "./coverage.js";
import { compareOrder, nodesById } from "./order.js";
import { Places } from "./places.js";
import { datasetPrograms, v8Job } from "./programs.js";
import { forget, noCode, RULES } from "./rules.js";
import { v8Coverage, v8Stops } from "./v8.js";

afterAll(closePool);

/** Programs of several kinds: branches and loops, recursion, callbacks, generators, async tasks, exceptions. */
const NAMES = [
  "data-structures/heap-of-jobs",
  "recursion/tile-strip",
  "closures/sorted-rota",
  "iterators-generators/two-speed-zip",
  "async/relay-race",
  "exceptions/ferry-tickets",
];

it("has at most eight rules", () => {
  expect(RULES.length).toBeLessThanOrEqual(8);
});

it.each(NAMES)("%s: a row of a statement or branch that is lost or moved is noticed", async name => {
  const one = datasetPrograms().find(p => p.name === name)!;
  const call = one.calls[0];
  const traced = await trace(one.program, { call, files: one.files });
  const [{ stops }] = await v8Stops([v8Job(one, call)], true);
  const [{ scripts }] = await v8Coverage([v8Job(one, call)]);
  const notices = (changed: Trace): boolean => {
    const found =
      compareOrder(changed, stops).leftover !== undefined ||
      compareCoverage(changed, scripts).leftover.length > 0;
    forget();
    return found;
  };
  expect(notices(traced)).toBe(false);
  const { op, frame, value } = traced.columns.chunk(0);
  const begins = [...op.keys()].filter(row => (op[row] & KIND_MASK) === Kind.BEGIN);
  const views = traced.programs.map((p, i) => new Places(p, i, traced.tables));
  const nodes = views.map(nodesById);
  const siteOf = (row: number): Site => traced.tables.sites[op[row] >>> ID_SHIFT];
  /** V8 shows nothing of it: see the rule. */
  const silent = (row: number): boolean => {
    const { id, program } = siteOf(row);
    return noCode(id, views[program], nodes[program]);
  };
  const missed: string[] = [];
  let made = 0;
  let blind = 0;
  const seed = (what: string, row: number, unseen: boolean, order: readonly number[]): void => {
    made++;
    if (notices(withRows(traced, order, { op, frame, value }))) return;
    if (unseen) blind++;
    else missed.push(`${what}: ${siteOf(row).kind} in line ${siteOf(row).line}, row ${row}`);
  };
  const rows = [...op.keys()];
  for (const row of rows) {
    const kind = op[row] & KIND_MASK;
    if (kind === Kind.BEGIN) {
      seed(
        "BEGIN lost",
        row,
        silent(row),
        rows.filter(r => r !== row),
      );
      seed(
        "BEGIN twice",
        row,
        silent(row),
        rows.flatMap(r => (r === row ? [r, r] : [r])),
      );
    } else if (kind === Kind.BRANCH) {
      // What is not taken has no counter; conditions are checked by their END.
      const unseen = value[row] === 0 && /^(?:logical|optional|for-\w+)$/.test(siteOf(row).kind);
      seed(
        `BRANCH ${value[row]} lost`,
        row,
        unseen,
        rows.filter(r => r !== row),
      );
    }
  }
  for (const [i, row] of begins.entries()) {
    const next = begins[i + 1];
    if (next === undefined || op[row] === op[next]) continue;
    const swapped = rows.map(r => (r === row ? next : r === next ? row : r));
    seed("BEGINs swapped", row, silent(row) || silent(next), swapped);
  }
  console.log(`${name}: ${made - blind} of ${made} changes can be seen in V8; missed: ${missed.length}`);
  expect(missed).toEqual([]);
  expect(blind / made).toBeLessThan(0.25);
});

/** The same trace with only these rows of its first chunk, in this order. */
function withRows(from: Trace, order: readonly number[], all: Pick<Chunk, "op" | "frame" | "value">): Trace {
  const chunk: Chunk = {
    rows: order.length,
    op: Int32Array.from(order, row => all.op[row]),
    frame: Int32Array.from(order, row => all.frame[row]),
    value: Float64Array.from(order, row => all.value[row]),
  };
  const columns: Columns = { rows: order.length, chunkCount: 1, chunk: () => chunk };
  return { ...from, columns };
}
