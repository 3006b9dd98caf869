import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal } from "../../../src/trace/derive/literal.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import { Kind, Mutator, Part, Shape, Tag } from "../../../src/trace/format/Kind.js";
import type { Value } from "../../../src/trace/format/Value.js";
import { type Given, RowBuilder } from "../format/RowBuilder.js";

/** A module frame with one variable `x` that holds object 1, ready for rows about it. */
function holding(make: (b: RowBuilder) => void): RowBuilder {
  const b = new RowBuilder("let x;");
  b.fn("<module>");
  b.site("statement", 1);
  b.write(b.variable("x"));
  b.call(0, 0).begin(0);
  make(b);
  return b.set(0, { object: 1 });
}

const x = (b: RowBuilder, row = b.rows): Value =>
  new Replay(b.trace()).seek(row).variables(0).get("x") as Value;
const text = (b: RowBuilder): string | undefined => literal(x(b));
const array = (...items: Given[]): RowBuilder =>
  holding(b => {
    b.new(1, Shape.ARRAY, "Array", items.length);
    for (const item of items) b.entry(1, Part.PROPERTY, item);
  });
const object = (entries: Record<string, Given> = {}): RowBuilder =>
  holding(b => {
    b.new(1, Shape.OBJECT, "Object", 0);
    for (const [k, v] of Object.entries(entries)) b.key(1, k).entry(1, Part.PROPERTY, v);
  });

describe("Replay: values", () => {
  test("array elements, written, appended, deleted, and the length", () => {
    expect(text(array(1, 2).put(1, 0, 9))).toBe("[9, 2]");
    expect(text(array(1).put(1, 3, 4))).toBe("[1, , , 4]");
    expect(text(array(1, 2, 3).key(1, 1).row(Kind.DELETE, 0, 0, 0, 0))).toBe("[1, , 3]");
    expect(text(array(1, 2, 3).mutate(1, Mutator.SET_LENGTH, 1))).toBe("[1]");
    expect(text(array(1).mutate(1, Mutator.SET_LENGTH, 3))).toBe("[1, , ,]");
    expect(text(array(1, { tag: Tag.HOLE }))).toBe("[1, ,]");
  });

  const numbers = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 6 });
  test("the array built-ins do to the replayed array what they do to a real one", () => {
    const call: fc.Arbitrary<readonly [number, (list: number[]) => Given[]]> = fc.oneof(
      numbers.map(
        args =>
          [
            Mutator.PUSH,
            (list: number[]) => {
              list.push(...args);
              return args;
            },
          ] as const,
      ),
      fc.constant([
        Mutator.POP,
        (list: number[]) => {
          list.pop();
          return [];
        },
      ] as const),
      fc.constant([
        Mutator.SHIFT,
        (list: number[]) => {
          list.shift();
          return [];
        },
      ] as const),
      numbers.map(
        args =>
          [
            Mutator.UNSHIFT,
            (list: number[]) => {
              list.unshift(...args);
              return args;
            },
          ] as const,
      ),
      fc.constant([
        Mutator.REVERSE,
        (list: number[]) => {
          list.reverse();
          return [];
        },
      ] as const),
      fc.tuple(fc.nat(8), fc.nat(8), numbers).map(
        ([from, count, args]) =>
          [
            Mutator.SPLICE,
            (list: number[]) => {
              const start = Math.min(from, list.length);
              const gone = Math.min(count, list.length - start);
              list.splice(start, gone, ...args);
              return [start, gone, ...args];
            },
          ] as const,
      ),
      fc.tuple(fc.nat(9), fc.nat(8), fc.nat(8)).map(
        ([v, a, b]) =>
          [
            Mutator.FILL,
            (list: number[]) => {
              list.fill(v, Math.min(a, list.length), Math.min(b, list.length));
              return [v, Math.min(a, list.length), Math.min(b, list.length)];
            },
          ] as const,
      ),
      fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8)).map(
        ([t, a, b]) =>
          [
            Mutator.COPY_WITHIN,
            (list: number[]) => {
              const args = [t, a, b].map(n => Math.min(n, list.length));
              list.copyWithin(args[0], args[1], args[2]);
              return args;
            },
          ] as const,
      ),
      fc.nat(9).map(
        n =>
          [
            Mutator.SET_LENGTH,
            (list: number[]) => {
              list.length = n;
              return [n];
            },
          ] as const,
      ),
    );
    fc.assert(
      fc.property(numbers, fc.array(call, { maxLength: 12 }), (start, calls) => {
        const real = [...start];
        const b = array(...start);
        for (const [mutator, run] of calls) b.mutate(1, mutator, ...run(real));
        const value = x(b);
        if (value.type !== "array") throw new Error(value.type);
        expect(value.length).toBe(real.length);
        const shown = value.items.map(item => (item.type === "number" ? item.value : item.type));
        expect(shown).toEqual(Array.from({ length: real.length }, (_, i) => (i in real ? real[i] : "hole")));
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  test("properties keep JavaScript's order, can be deleted and added again, and show private fields and symbols", () => {
    const b = object({ b: 1, a: 2, 7: 3 }).put(1, "0", 4).put(1, "#secret", 5);
    b.new(9, Shape.SYMBOL, "Symbol", 0).entry(9, Part.INTERNAL, "tag").put(1, { symbol: 9 }, 6);
    const value = x(b) as Extract<Value, { type: "object" }>;
    expect(value.properties.map(p => p.key)).toEqual(["0", "7", "b", "a", "@@tag", "#secret"]);
    expect(text(object({ a: 1, b: 2 }).key(1, "a").row(Kind.DELETE, 0, 0, 0, 0).put(1, "a", 3))).toBe(
      "{b: 2, a: 3}",
    );
  });

  test("maps and sets by SameValueZero, in order of insertion", () => {
    const map = holding(b => b.new(1, Shape.MAP, "Map", 1).key(1, "k").entry(1, Part.MAP_ENTRY, 1));
    map
      .mutate(1, Mutator.MAP_SET, Number.NaN, 2)
      .mutate(1, Mutator.MAP_SET, Number.NaN, 3)
      .mutate(1, Mutator.MAP_SET, -0, 4)
      .mutate(1, Mutator.MAP_SET, 0, 5);
    expect(text(map)).toBe('new Map([["k", 1], [NaN, 3], [0, 5]])');
    expect(text(map.mutate(1, Mutator.MAP_DELETE, "k").mutate(1, Mutator.MAP_SET, "k", 6))).toBe(
      'new Map([[NaN, 3], [0, 5], ["k", 6]])',
    );
    expect(text(map.mutate(1, Mutator.CLEAR))).toBe("new Map()");
    const set = holding(b => b.new(1, Shape.SET, "Set", 1).entry(1, Part.PROPERTY, "1"));
    expect(
      text(
        set.mutate(1, Mutator.SET_ADD, 1).mutate(1, Mutator.SET_ADD, "1").mutate(1, Mutator.SET_DELETE, "1"),
      ),
    ).toBe("new Set([1])");
  });

  test("typed arrays over one buffer agree, with the wrapping of their element type", () => {
    const b = holding(b => {
      b.new(2, Shape.ARRAY_BUFFER, "ArrayBuffer", 8);
      for (let i = 0; i < 8; i++) b.entry(2, Part.INTERNAL, 0);
      b.new(1, Shape.TYPED_ARRAY, "Uint8Array", 8)
        .entry(1, Part.INTERNAL, { object: 2 })
        .entry(1, Part.INTERNAL, 0)
        .entry(1, Part.INTERNAL, 8);
      b.new(3, Shape.TYPED_ARRAY, "Int16Array", 2)
        .entry(3, Part.INTERNAL, { object: 2 })
        .entry(3, Part.INTERNAL, 2)
        .entry(3, Part.INTERNAL, 2);
      b.new(4, Shape.TYPED_ARRAY, "Float32Array", 1)
        .entry(4, Part.INTERNAL, { object: 2 })
        .entry(4, Part.INTERNAL, 4)
        .entry(4, Part.INTERNAL, 1);
    });
    b.put(3, 0, -2).put(1, 1, 300).put(4, 0, 0.1);
    expect(text(b)).toBe("new Uint8Array([0, 44, 254, 255, 205, 204, 204, 61])");
    const view = new Replay(b.trace()).seek(b.rows).heap(4);
    expect(literal(view)).toBe(`new Float32Array([${Math.fround(0.1)}])`);
  });

  test("content beyond a limit is elided or counted, never made up", () => {
    const b = holding(b =>
      b
        .new(1, Shape.ARRAY, "Array", 5)
        .entry(1, Part.PROPERTY, 1)
        .entry(1, Part.PROPERTY, 2)
        .entry(1, Part.TRUNCATED, 3),
    );
    expect(x(b)).toMatchObject({ length: 5, truncated: 3, items: [{ value: 1 }, { value: 2 }] });
    b.put(1, 3, 9);
    expect(x(b)).toMatchObject({
      length: 5,
      truncated: 1,
      items: [{ value: 1 }, { value: 2 }, { type: "elided" }, { value: 9 }],
    });
    b.mutate(1, Mutator.SHIFT).mutate(1, Mutator.POP);
    expect(x(b)).toMatchObject({
      length: 3,
      truncated: 0,
      items: [{ value: 2 }, { type: "elided" }, { value: 9 }],
    });
    const long = new RowBuilder("let x;");
    long.fn("<module>");
    long.site("statement", 1);
    long.write(long.variable("x"));
    long.call(0, 0).set(0, "abc\uffff12345\uffff");
    expect(x(long)).toEqual({ type: "string", value: "abc", length: 12345 });
  });

  test("identity: an object inside itself is a ref, an alias is seen in both places, after a mutation too", () => {
    const b = array(1).put(1, 1, { object: 1 });
    expect(x(b)).toMatchObject({ id: 1, items: [{ value: 1 }, { type: "ref", id: 1 }] });
    expect(text(b)).toBeUndefined();
  });
});

/** `f(n)` recursive with a local, called from a loop that also mutates an array; then many steps. */
function long(iterations: number): RowBuilder {
  const b = new RowBuilder("let i = 0;\nlet log = [];\nfunction f(n) {\n  let m = n;\n  return m;\n}\n");
  b.fn("<module>");
  b.fn("f", 0);
  const [s, t, r] = [b.site("statement", 1), b.site("statement", 4, 1), b.site("statement", 5, 1)];
  const [i, log, n, m] = [
    b.variable("i"),
    b.variable("log"),
    b.variable("n", 1, "param"),
    b.variable("m", 1),
  ];
  const [wi, wl, wn, wm] = [b.write(i), b.write(log), b.write(n), b.write(m)];
  b.call(0, 0).begin(s).new(1, Shape.ARRAY, "Array", 0).set(wl, { object: 1 }).end(s);
  let frame = 1;
  for (let k = 0; k < iterations; k++) {
    b.begin(s).set(wi, k);
    b.call(1, frame, 0, 0)
      .set(wn, k, frame)
      .begin(t, frame)
      .set(wm, k * 2, frame)
      .end(t, frame);
    b.begin(r, frame).valued(Kind.RETURN, r, frame, k * 2);
    frame++;
    b.mutate(1, k % 3 === 2 ? Mutator.SHIFT : Mutator.PUSH, ...(k % 3 === 2 ? [] : [k])).end(s);
    if (k % 50 === 0) b.valued(Kind.OUTPUT, 1, 0, `${k}\n`);
  }
  return b;
}

describe("Replay: seeking", () => {
  const b = long(1500);
  const trace = b.trace();
  const shown = (replay: Replay): unknown => ({
    stack: replay.stack(),
    module: [...replay.variables(0)],
    local: replay.stack().length > 1 ? [...replay.variables(replay.stack()[0].frame)] : [],
    output: replay.output(),
  });

  test("any row, reached from anywhere, shows what a straight run to it shows", () => {
    const jumper = new Replay(trace);
    fc.assert(
      fc.property(fc.nat(trace.columns.rows), row => {
        expect(shown(jumper.seek(row))).toEqual(shown(new Replay(trace).seek(row)));
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  test("every row of a short trace, backwards, shows what it showed forwards", () => {
    const small = long(40).trace();
    const replay = new Replay(small);
    const forwards: string[] = [];
    for (let row = 0; row <= small.columns.rows; row++)
      forwards.push(JSON.stringify(shown(replay.seek(row))));
    for (let row = small.columns.rows; row >= 0; row--)
      expect(JSON.stringify(shown(replay.seek(row)))).toBe(forwards[row]);
  });

  test("the stack names function, line and depth; a frame leaves it with its last row", () => {
    const replay = new Replay(trace);
    const call = trace.columns.chunk(0).op.findIndex((op, i) => i > 5 && (op & 31) === Kind.CALL);
    replay.seek(call + 2);
    expect(replay.stack()).toMatchObject([
      { frame: 1, name: "f", site: -1, depth: 1 },
      { frame: 0, name: "<module>", line: 1, depth: 0 },
    ]);
    replay.seek(call + 7);
    expect(replay.stack()[0]).toMatchObject({ frame: 1, line: 5 });
    expect(replay.variables(1)).toEqual(
      new Map([
        ["n", { type: "number", value: 0 }],
        ["m", { type: "number", value: 0 }],
      ]),
    );
    replay.seek(call + 8);
    expect(replay.stack()).toMatchObject([{ frame: 0 }]);
  });

  test("changed tells variables, objects and output between two positions, in both directions", () => {
    const replay = new Replay(trace);
    replay.seek(2).seek(trace.columns.rows);
    expect(replay.changed.objects).toEqual([1]);
    expect(replay.changed.output).toBe(true);
    replay.seek(2);
    expect(replay.changed.variables[0]).toMatchObject({ frame: 0, name: "log" });
    replay.seek(3);
    expect(replay.changed).toEqual({ variables: [], objects: [], output: false });
  });

  test("a row outside the trace is refused", () => {
    expect(() => new Replay(trace).seek(-1)).toThrow(/no row -1/);
    expect(() => new Replay(trace).seek(trace.columns.rows + 1)).toThrow(/no row/);
  });
});

describe("Replay: closures and suspension", () => {
  test("a write in a closure changes the variable of the activation that owns it", () => {
    const b = new RowBuilder("function make() { let n = 0; return () => { n++; }; }");
    b.fn("<module>");
    b.fn("make", 0);
    b.fn("<anonymous>", 1, "arrow");
    const n = b.variable("n", 1);
    const w = b.write(n);
    b.call(0, 0);
    b.call(1, 1, 0, 0).set(w, 0, 1).row(Kind.RETURN, Tag.UNDEFINED, 0, 1, 0);
    b.call(1, 2, 0, 0).set(w, 0, 2).row(Kind.RETURN, Tag.UNDEFINED, 0, 2, 0);
    b.call(2, 3, 0, 1).set(w, 5, 3);
    const replay = new Replay(b.trace()).seek(b.rows);
    const value = (frame: number): unknown => replay.bindings(frame).map(v => [v.name, v.value]);
    expect(value(1)).toEqual([["n", { type: "number", value: 5 }]]);
    expect(value(2)).toEqual([["n", { type: "number", value: 0 }]]);
  });

  test("a suspended activation is off the stack and comes back on top", () => {
    const b = new RowBuilder("async function f() { await 1; }");
    b.fn("<module>");
    b.fn("f", 0);
    const s = b.site("await", 1, 1);
    b.call(0, 0).call(1, 1, 0, 0).valued(Kind.AWAIT, s, 1, 1).row(Kind.RETURN, 0, s, 0, 0);
    b.row(Kind.JOB, 0, 1, -1, 1).valued(Kind.RESUME, s, 1, 1);
    const replay = new Replay(b.trace());
    const frames = (row: number): number[] =>
      replay
        .seek(row)
        .stack()
        .map(f => f.frame);
    expect(frames(4)).toEqual([1, 0]);
    expect(frames(5)).toEqual([0]);
    expect(frames(6)).toEqual([]);
    expect(frames(b.rows)).toEqual([1]);
  });
});
