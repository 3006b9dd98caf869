import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { SourceError } from "../../../src/program/SourceError.js";
import { events } from "../../../src/trace/format/events.js";
import { fromJSONL, readJSONL } from "../../../src/trace/format/fromJSONL.js";
import { Kind, Part, Shape, Tag } from "../../../src/trace/format/Kind.js";
import { toJSONL, writeJSONL } from "../../../src/trace/format/toJSONL.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import { type Given, RowBuilder } from "./RowBuilder.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-jsonl-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A module with one function, three sites, two variables; the tables of every trace below. */
function base(): RowBuilder {
  const b = new RowBuilder("let xs = [1];\nfunction f(a) {\n  return a;\n}\nf(xs);\n");
  b.fn("<module>");
  b.fn("f", 0);
  b.site("statement", 1);
  b.site("statement", 5);
  b.site("statement", 3, 1);
  b.variable("xs");
  b.variable("a", 1, "param");
  b.write(0, 1);
  b.write(1, 2);
  b.write(-1, 1);
  b.read(0, 5);
  return b;
}

/** The program of {@link base}, run. */
function run(): RowBuilder {
  return base()
    .call(0, 0)
    .begin(0)
    .new(1, Shape.ARRAY, "Array", 1)
    .entry(1, Part.PROPERTY, 1)
    .set(0, { object: 1 })
    .end(0)
    .begin(1)
    .call(1, 1, 0, 0)
    .set(1, { object: 1 }, 1)
    .begin(2, 1)
    .valued(Kind.RETURN, 2, 1, { object: 1 })
    .end(1)
    .row(Kind.RETURN, Tag.UNDEFINED, 0, 0, 0);
}

const lines = (b: RowBuilder): string[] => [...toJSONL(b.trace())];

describe("toJSONL", () => {
  test("a header line, one event per line with kind, line, node, frame, and name and value where it has them, a footer", () => {
    const all = lines(run()).map(text => JSON.parse(text));
    expect(all[0].kind).toBe("header");
    expect(all[0].header.schema).toBe("tracebook/trace@1");
    expect(all.at(-1).kind).toBe("footer");
    expect(all.slice(1, -1).map(e => e.kind)).toEqual([
      "call",
      "begin",
      "new",
      "set",
      "end",
      "begin",
      "call",
      "set",
      "begin",
      "return",
      "end",
      "return",
    ]);
    for (const event of all.slice(1, -1)) {
      if (event.kind !== "call") expect(event.line, event.kind).toBeGreaterThan(0);
      expect(event.frame).toBeGreaterThanOrEqual(0);
      expect(typeof event.node).toBe("number");
    }
    const set = all.find(e => e.kind === "set" && e.name === "a");
    expect(set).toMatchObject({
      line: 2,
      frame: 1,
      depth: 1,
      value: { type: "array", id: 1, length: 1, items: [1] },
    });
  });

  test("primitives stand as JSON where JSON can say them exactly", () => {
    const b = base().call(0, 0);
    for (const v of [1, 0.1, "t", true, null, undefined, -0, Number.NaN, -Infinity, 12n] as Given[])
      b.set(0, v);
    const values = lines(b)
      .slice(2, -1)
      .map(text => JSON.parse(text).value);
    expect(values).toEqual([
      1,
      0.1,
      "t",
      true,
      null,
      { type: "undefined" },
      { type: "number", value: "-0" },
      { type: "number", value: "NaN" },
      { type: "number", value: "-Infinity" },
      { type: "bigint", value: "12" },
    ]);
  });

  test("content of a value is cut at the node limit, and nodes: 0 gives ids only", () => {
    const trace = run().trace();
    const shown = [...toJSONL(trace, { nodes: 0 })].map(text => JSON.parse(text)).find(e => e.name === "a");
    expect(shown.value).toEqual({ type: "object", id: 1 });
    expect(traceHash(fromJSONL([...toJSONL(trace, { nodes: 0 })]))).toBe(trace.footer.sha256);
  });
});

describe("fromJSONL", () => {
  test("a written file reads back with the same hash", () => {
    const path = join(folder, "t.jsonl");
    const trace = run().trace({ kind: "return", row: 14 });
    writeJSONL(trace, path);
    const read = readJSONL(path);
    expect(traceHash(read)).toBe(trace.footer.sha256);
    expect(read.footer).toEqual(trace.footer);
    expect(read.programs[0].nodes.length).toBe(trace.programs[0].nodes.length);
    expect(traceHash(fromJSONL(readFileSync(path, "utf8")))).toBe(trace.footer.sha256);
  });

  const given: fc.Arbitrary<Given> = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double(),
    fc.constantFrom<Given[]>(
      undefined,
      null,
      true,
      false,
      -0,
      "a",
      "b",
      "",
      "\ud800",
      "12",
      { tag: Tag.HOLE },
      { tag: Tag.ELIDED },
      { tag: Tag.ACCESSOR },
      { tag: Tag.UNINITIALIZED },
    ),
    fc.string(),
    fc.bigInt({ min: -50n, max: 50n }),
    fc.integer({ min: 0, max: 4 }).map(object => ({ object })),
    fc.integer({ min: 0, max: 4 }).map(f => ({ function: f })),
    fc.integer({ min: 0, max: 4 }).map(symbol => ({ symbol })),
  );
  const step: fc.Arbitrary<(b: RowBuilder) => void> = fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })).map(
      ([s, f]) =>
        (b: RowBuilder) =>
          void b.begin(s, f),
    ),
    fc.tuple(fc.integer({ min: 0, max: 1 }), given, fc.integer({ min: 0, max: 2 })).map(
      ([w, v, f]) =>
        (b: RowBuilder) =>
          void b.set(w, v, f),
    ),
    fc.tuple(fc.integer({ min: 0, max: 4 }), given, given).map(
      ([o, k, v]) =>
        (b: RowBuilder) =>
          void b.put(o, k, v),
    ),
    fc
      .tuple(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 15 }),
        fc.string({ maxLength: 2 }),
        fc.array(fc.tuple(fc.boolean(), given, given, fc.integer({ min: 0, max: 4 })), { maxLength: 4 }),
      )
      .map(([o, shape, name, entries]) => (b: RowBuilder) => {
        b.new(o, shape, name, entries.length);
        for (const [keyed, k, v, part] of entries) (keyed ? b.key(o, k) : b).entry(o, part, v);
      }),
    fc
      .tuple(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 16 }),
        fc.array(given, { maxLength: 3 }),
      )
      .map(
        ([o, m, args]) =>
          (b: RowBuilder) =>
            void b.mutate(o, m, ...args),
      ),
    fc
      .tuple(
        fc.constantFrom(
          Kind.RETURN,
          Kind.CATCH,
          Kind.AWAIT,
          Kind.YIELD,
          Kind.RESUME,
          Kind.OUTPUT,
          Kind.THROW,
          Kind.CHECK,
          Kind.READ,
        ),
        given,
      )
      .map(
        ([k, v]) =>
          (b: RowBuilder) =>
            void b.valued(k, 0, 0, v),
      ),
    fc
      .tuple(fc.constantFrom(Kind.TIMER, Kind.JOB, Kind.CLOCK, Kind.BRANCH), fc.integer({ min: -1, max: 3 }))
      .map(
        ([k, n]) =>
          (b: RowBuilder) =>
            void b.row(k, 0, 0, -1, n),
      ),
    fc.integer({ min: 1, max: 2 }).map(id => (b: RowBuilder) => void b.row(Kind.SETTLE, 0, id, 3, 0)),
    // Rows no recorder writes: alone what belongs in a group, bits that mean nothing, ids out of range.
    fc
      .tuple(fc.integer(), fc.integer({ min: -1, max: 5 }), fc.double())
      .map(([op, frame, value]) => (b: RowBuilder) => {
        b.op.push(op);
        b.frame.push(frame);
        b.value.push(value);
      }),
    // Strings nobody refers to, and the same text twice.
    fc.string({ maxLength: 2 }).map(text => (b: RowBuilder) => void b.texts.push(text)),
  );

  test("any trace at all, sound or not, comes back with the same hash", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), steps => {
        const b = base();
        for (const one of steps) one(b);
        const trace = b.trace();
        expect(traceHash(fromJSONL(toJSONL(trace)))).toBe(trace.footer.sha256);
      }),
      { numRuns: 400, seed: 7 },
    );
  });

  const fault = (text: string): string => {
    try {
      fromJSONL(text, "x.jsonl");
    } catch (error) {
      expect(error).toBeInstanceOf(SourceError);
      return (error as SourceError).message;
    }
    throw new Error("nothing was thrown");
  };

  test("bad input is named by line: no header, other schema, no JSON, unknown kind, missing field, no footer", () => {
    const good = lines(run());
    const swap = (n: number, text: string): string => good.map((l, i) => (i === n ? text : l)).join("\n");
    expect(fault("")).toMatch(/x\.jsonl:1: it is empty/);
    expect(fault(good.slice(1).join("\n"))).toMatch(
      /x\.jsonl:1: the first line should have kind "header", found "call"/,
    );
    expect(fault(swap(0, good[0].replace("trace@1", "trace@3")))).toMatch(/x\.jsonl:1.*tracebook\/trace@3/);
    expect(fault(swap(2, "{nope"))).toMatch(/x\.jsonl:3: no JSON/);
    expect(fault(swap(2, '{"kind":"dance","frame":0}'))).toMatch(
      /x\.jsonl:3: an unknown kind \(kind "dance"\)/,
    );
    expect(fault(swap(2, '{"kind":"begin","frame":0}'))).toMatch(
      /x\.jsonl:3: site should be an integer, found undefined/,
    );
    expect(fault(swap(4, '{"kind":"set","frame":0,"write":0}'))).toMatch(/x\.jsonl:5: value is missing/);
    expect(fault(good.slice(0, -1).join("\n"))).toMatch(/x\.jsonl:14: it ends without a footer line/);
    expect(fault(good.filter((_, i) => i !== 3).join("\n"))).toMatch(/make 13 rows, the footer says 15/);
  });
});

describe("events", () => {
  test("give the same steps as plain objects, from any event on", () => {
    const trace = run().trace();
    const all = [...events(trace)];
    expect(all.map(e => e.kind).join(" ")).toBe(
      "call begin new set end begin call set begin return end return",
    );
    expect(all[7]).toMatchObject({
      kind: "set",
      name: "a",
      line: 2,
      frame: 1,
      depth: 1,
      value: { type: "array", id: 1 },
    });
    expect(all[9]).toMatchObject({ kind: "return", name: "f", line: 3, frame: 1 });
    const later = [...events(trace, { from: all[7].row, nodes: 0 })];
    expect(later.map(e => e.kind)).toEqual(all.slice(7).map(e => e.kind));
    expect(later[0].value).toEqual({ type: "ref", id: 1 });
  });
});
