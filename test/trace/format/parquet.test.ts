import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, expect, test } from "vitest";
import { events } from "../../../src/trace/format/events.js";
import { toJSONValue } from "../../../src/trace/format/jsonValue.js";
import { Kind, Part, Shape } from "../../../src/trace/format/Kind.js";
import { partialPath } from "../../../src/trace/format/TraceWriter.js";
import { writeParquet } from "../../../src/trace/format/writeParquet.js";
import { RowBuilder } from "./RowBuilder.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-parquet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sample(count: number): RowBuilder {
  const b = new RowBuilder("let x = 1;\n");
  b.fn("<module>");
  const [s, w] = [b.site("statement", 1), b.write(b.variable("x"))];
  b.call(0, 0).new(3, Shape.ARRAY, "Array", 1).entry(3, Part.PROPERTY, Number.NaN);
  for (let i = 0; i < count; i++) {
    b.begin(s)
      .set(w, [i, "text\ud800", { object: 3 }, undefined, 2.5][i % 5])
      .end(s);
  }
  return b.valued(Kind.OUTPUT, 1, 0, "printed\n");
}

test("many traces in one file read back event by event, values as JSON text with their type", async () => {
  const path = join(folder, "many.parquet");
  const traces = [sample(3).trace(), sample(700).trace()];
  writeParquet([{ id: "first", trace: traces[0] }, { trace: traces[1] }], path);
  expect(existsSync(partialPath(path))).toBe(false);
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const read = await parquetReadObjects({ file });
  const expected = traces.flatMap((trace, i) =>
    [...events(trace)].map(e => ({
      trace: i === 0 ? "first" : trace.footer.sha256,
      row: e.row,
      kind: e.kind,
      program: e.program ?? null,
      line: e.line ?? null,
      node: e.node ?? null,
      frame: e.frame,
      depth: e.depth,
      name: e.name ?? null,
      object: e.object ?? null,
      type: e.value?.type ?? null,
      value: e.value === undefined ? null : JSON.stringify(toJSONValue(e.value)),
    })),
  );
  expect(read.length).toBe(expected.length);
  expect(read.map(r => ({ ...r }))).toEqual(expected);
});

test("no traces make an empty table with the same columns", async () => {
  const path = join(folder, "none.parquet");
  writeParquet([], path);
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  expect(await parquetReadObjects({ file })).toEqual([]);
});
