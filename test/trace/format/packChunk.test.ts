import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Chunk } from "../../../src/trace/format/Columns.js";
import { ColumnsBuilder } from "../../../src/trace/format/ColumnsBuilder.js";
import { CHUNK_ROWS, Kind, Tag } from "../../../src/trace/format/Kind.js";
import { packChunk, unpackChunk } from "../../../src/trace/format/packChunk.js";
import { RowBuilder } from "./RowBuilder.js";

const same = (a: Chunk, b: Chunk): void => {
  expect(b.rows).toBe(a.rows);
  expect(b.op).toEqual(a.op);
  expect(b.frame).toEqual(a.frame);
  expect([...b.value].every((v, i) => Object.is(v, a.value[i]))).toBe(true);
};

const numbers = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    2 ** 53,
    -(2 ** 53),
    2 ** 48,
    2 ** 48 + 1,
    -(2 ** 48) - 1,
    0.1,
    5e-324,
  ),
);

describe("packChunk", () => {
  test("any rows at all come back bit for bit (NaN as NaN), sound or not", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), numbers), {
          maxLength: 200,
        }),
        rows => {
          const chunk: Chunk = {
            rows: rows.length,
            op: Int32Array.from(rows, r => r[0]),
            frame: Int32Array.from(rows, r => r[1]),
            value: Float64Array.from(rows, r => r[2]),
          };
          same(chunk, unpackChunk(packChunk(chunk)));
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  test("a loop of statements and counter writes takes less than 0.9 bytes a row", () => {
    const b = new RowBuilder();
    const [s, w, h] = [b.site("statement", 2), b.write(b.variable("i")), b.site("while", 1)];
    let x = 27;
    for (let i = 0; b.rows < CHUNK_ROWS - 8; i++) {
      b.begin(h).row(Kind.BRANCH, 0, h, 0, 1).end(h);
      b.begin(s).set(w, i).end(s);
      x = x % 2 === 0 ? x / 2 : 3 * x + 1;
      b.begin(s).set(w, x).end(s);
    }
    const chunk = b.trace().columns.chunk(0);
    const packed = packChunk(chunk);
    expect(packed.length / chunk.rows).toBeLessThan(0.9);
    same(chunk, unpackChunk(packed));
  });

  test("bytes that are no packed chunk are refused", () => {
    expect(() => unpackChunk(Uint8Array.of(1, 2, 3))).toThrow(/not a packed chunk/);
  });
});

describe("ColumnsBuilder", () => {
  test("pieces of any length become chunks of exactly CHUNK_ROWS, packed beyond the budget", () => {
    for (const budget of [0, 16 * CHUNK_ROWS, undefined]) {
      const builder = new ColumnsBuilder({ budget, cache: 1 });
      let next = 0;
      for (const size of [1, CHUNK_ROWS, 7, 3 * CHUNK_ROWS + 5, 100, 0, CHUNK_ROWS - 113, CHUNK_ROWS]) {
        const op = Int32Array.from({ length: size }, () => Kind.SET | (Tag.NUMBER << 5));
        const value = Float64Array.from({ length: size }, (_, i) => next + i);
        builder.append(op, new Int32Array(size), value);
        next += size;
      }
      const columns = builder.finish();
      expect(columns.rows).toBe(next);
      expect(columns.chunkCount).toBe(Math.ceil(next / CHUNK_ROWS));
      for (const c of [0, 3, 1, columns.chunkCount - 1]) {
        const chunk = columns.chunk(c);
        expect(chunk.rows).toBe(c === columns.chunkCount - 1 ? next % CHUNK_ROWS || CHUNK_ROWS : CHUNK_ROWS);
        expect(chunk.value[0]).toBe(c * CHUNK_ROWS);
        expect(chunk.value[chunk.rows - 1]).toBe(c * CHUNK_ROWS + chunk.rows - 1);
      }
    }
  });

  test("what finish gave does not change when the builder goes on", () => {
    const builder = new ColumnsBuilder();
    builder.append(Int32Array.of(3), Int32Array.of(0), Float64Array.of(0));
    const before = builder.finish();
    builder.append(Int32Array.of(4), Int32Array.of(0), Float64Array.of(0));
    expect([before.rows, [...before.chunk(0).op]]).toEqual([1, [3]]);
    expect(builder.finish().rows).toBe(2);
  });

  test("columns of different lengths are refused", () => {
    expect(() =>
      new ColumnsBuilder().append(new Int32Array(2), new Int32Array(1), new Float64Array(2)),
    ).toThrow(/different lengths: 2, 1, 2/);
  });
});
