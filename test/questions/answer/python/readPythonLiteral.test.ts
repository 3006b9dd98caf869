import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPythonLiteral } from "../../../../src/questions/answer/python/readPythonLiteral.js";
import { pythonEqual } from "../../../../src/trace/derive/pythonEqual.js";
import { pythonFloat } from "../../../../src/trace/derive/pythonFloat.js";
import { pythonLiteral } from "../../../../src/trace/derive/pythonLiteral.js";
import { literalText, spoiledText } from "./literalTexts.js";
import { hasPython, inPython, SHAPE, shape } from "./realPython.js";

const SEED = Number(process.env.TRACEBOOK_SEED ?? 5);
const RUNS = Number(process.env.TRACEBOOK_RUNS ?? 1500);
const python = process.env.TRACEBOOK_PYTHON ?? "python3";

/** What only Python can read. */
const LEFT_TO_PYTHON = new Set(["character by name", "surrogates side by side"]);

const READ = `${SHAPE}
out = []
for text in json.load(sys.stdin):
    try:
        out.append(shape(ast.literal_eval(text)))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError, OverflowError):
        out.append(None)
print(json.dumps(out))
`;

describe.skipIf(!hasPython(python))("the literal reader against ast.literal_eval", () => {
  it.each([
    ["literals in every form", literalText],
    ["literals with one character wrong", spoiledText],
  ])("accepts what Python accepts, and reads the same: %s", (_, arbitrary) => {
    const texts = fc.sample(arbitrary, { seed: SEED, numRuns: RUNS });
    const theirs = inPython(READ, texts, python) as unknown[];
    const counts = { both: 0, none: 0, left: 0 };
    texts.forEach((text, i) => {
      const read = readPythonLiteral(text);
      if ("failure" in read && LEFT_TO_PYTHON.has(read.failure)) counts.left++;
      else {
        const ours = "failure" in read ? null : shape(read.value, pythonFloat);
        expect({ text, value: ours }).toEqual({ text, value: theirs[i] });
        counts[ours === null ? "none" : "both"]++;
      }
    });
    // Both kinds are there, or the comparison would say little.
    expect(counts.both).toBeGreaterThan(RUNS / 25);
    expect(counts.none).toBeGreaterThan(RUNS / 25);
  });

  it("writes what repr writes", () => {
    const texts = fc.sample(literalText, { seed: SEED + 1, numRuns: RUNS });
    const read = texts.flatMap(text => {
      const one = readPythonLiteral(text);
      return "failure" in one ? [] : [{ text, value: one.value }];
    });
    const theirs = inPython(
      `${SHAPE}
def fixed(v):
    # Python orders a set by hash; the written form keeps the order of the text.
    if type(v) in (list, tuple):
        return all(map(fixed, v))
    if type(v) is dict:
        return all(fixed(k) and fixed(x) for k, x in v.items())
    return not isinstance(v, set) or len(v) < 2
print(json.dumps([repr(v) if fixed(v) else None for v in map(ast.literal_eval, json.load(sys.stdin))]))`,
      read.map(({ text }) => text),
      python,
    ) as (string | null)[];
    const fixed = read.filter((_, i) => theirs[i] !== null);
    expect(fixed.map(({ value }) => pythonLiteral(value))).toEqual(theirs.filter(text => text !== null));
    expect(fixed.length).toBeGreaterThan(RUNS / 25);
  });

  it("reads back what it writes", () => {
    for (const text of fc.sample(literalText, { seed: SEED + 2, numRuns: RUNS })) {
      const read = readPythonLiteral(text);
      if ("failure" in read) continue;
      const written = pythonLiteral(read.value) as string;
      const again = readPythonLiteral(written, { reprs: true });
      if ("failure" in again) throw new Error(`${written}: ${again.failure}`);
      // `nan` is equal to nothing, itself included.
      expect([written, pythonEqual(again.value, read.value)]).toEqual([written, !/nan/.test(written)]);
    }
  });

  it("says of pairs what == says", () => {
    const pairs = fc
      .sample(fc.tuple(literalText, literalText), { seed: SEED + 3, numRuns: RUNS })
      .flatMap(([a, b]) => [
        [a, b],
        [a, a.trim()],
      ])
      .concat(TELLING.flatMap(a => TELLING.map(b => [a, b])))
      .flatMap(([a, b]) => {
        const left = readPythonLiteral(a);
        const right = readPythonLiteral(b);
        return "failure" in left || "failure" in right
          ? []
          : [{ a, b, left: left.value, right: right.value }];
      });
    const theirs = inPython(
      `${SHAPE}
print(json.dumps([ast.literal_eval(a) == ast.literal_eval(b) for a, b in json.load(sys.stdin)]))`,
      pairs.map(({ a, b }) => [a, b]),
      python,
    ) as boolean[];
    pairs.forEach(({ a, b, left, right }, i) => {
      expect({ a, b, equal: pythonEqual(left, right) }).toEqual({ a, b, equal: theirs[i] });
    });
    expect(theirs.filter(Boolean).length).toBeGreaterThan(200);
    expect(theirs.filter(equal => !equal).length).toBeGreaterThan(200);
  });
});

/** Values at the edges of equality, each compared with each. */
const TELLING = [
  "True",
  "1",
  "1.0",
  "1+0j",
  "0",
  "-0.0",
  "False",
  "0j",
  "None",
  "''",
  "b''",
  "()",
  "[]",
  "{}",
  "set()",
  "...",
  "9007199254740992",
  "9007199254740993",
  "9007199254740992.0",
  "1e16",
  "10000000000000000",
  "1e400",
  "-1e400",
  "0.1",
  "0.5",
  "1e22",
  "[1]",
  "(1,)",
  "{1}",
  "[True]",
  "{1: 'a'}",
  "{True: 'a'}",
  "{1.0: 'a'}",
  "{'1': 'a'}",
  "{1: 'a', 2: 'b'}",
  "{2: 'b', 1: 'a'}",
  "{1, 2}",
  "{2, 1.0}",
  "{(1, 2): 3}",
  "{(1.0, True + 0j) : 3}",
  "{(1, 2.0): 3}",
  "'a'",
  "b'a'",
  "'\\x61'",
  "r'a'",
  "'\\u00e9'",
  "'e\\u0301'",
  "'\\ud800'",
  "'😀'",
  "[[]]",
  "[()]",
  "1j",
  "1.0j",
  "(0.5+1j)",
  "{None: None}",
  "[1, [2, {3: (4,)}]]",
  "[1, [2, {3.0: (4,)}]]",
];
