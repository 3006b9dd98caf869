import { afterAll, describe, expect, test } from "vitest";
import { SourceError } from "../../../src/program/SourceError.js";
import { blockPath } from "../../../src/trace/derive/blockPath.js";
import { type CallNode, callTree } from "../../../src/trace/derive/callTree.js";
import { coveredLines, coveredNodes, stepCounts } from "../../../src/trace/derive/coverage.js";
import { happensBefore } from "../../../src/trace/derive/happensBefore.js";
import { linePath } from "../../../src/trace/derive/linePath.js";
import { literal } from "../../../src/trace/derive/literal.js";
import { nextLine } from "../../../src/trace/derive/nextLine.js";
import { occurrences } from "../../../src/trace/derive/occurrences.js";
import { outcomeValue } from "../../../src/trace/derive/outcomeValue.js";
import { slice } from "../../../src/trace/derive/slice.js";
import { valueAt } from "../../../src/trace/derive/valueAt.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { closePool, trace } from "../../../src/trace/trace.js";

afterAll(() => closePool());

/** Index of the k-th occurrence (over the run) of what begins on `line` of the main file; statements and heads. */
function at(t: Trace, line: number, k = 1, kind?: string): number {
  const all = occurrences(t);
  let left = k;
  for (let i = 0; i < all.count; i++) {
    const site = t.tables.sites[all.site[i]];
    if (
      site.program === 0 &&
      site.line === line &&
      (kind === undefined || site.kind === kind) &&
      --left === 0
    )
      return i;
  }
  throw new Error(`line ${line} has no ${k}-th occurrence`);
}

const says = (
  t: Trace,
  line: number,
  when: "before" | "after",
  expression: string,
  k = 1,
  kind?: string,
): unknown => {
  const value = valueAt(t, at(t, line, k, kind), when, expression);
  return value === undefined ? undefined : (literal(value) ?? value.type);
};

describe("occurrences", () => {
  test("count within the activation and over the run; loop heads once per evaluation, the last included", async () => {
    const t = await trace(
      "function f(n) {\n  for (let i = 0; i < n; i++) {\n    n = n;\n  }\n}\nf(2);\nf(1);\n",
    );
    const all = occurrences(t);
    const listed = Array.from({ length: all.count }, (_, i) => {
      const { site, k, kRun } = all.at(i);
      return `${t.tables.sites[site].kind}@${t.tables.sites[site].line} ${k}/${kRun}`;
    });
    expect(listed).toEqual([
      "statement@6 1/1",
      "for-init@2 1/1",
      "for@2 1/1",
      "statement@3 1/1",
      "for-update@2 1/1",
      "for@2 2/2",
      "statement@3 2/2",
      "for-update@2 2/2",
      "for@2 3/3",
      "statement@7 1/1",
      "for-init@2 1/2",
      "for@2 1/4",
      "statement@3 1/3",
      "for-update@2 1/3",
      "for@2 2/5",
    ]);
    expect(all.find(all.site[3], 1, all.frame[12])?.index).toBe(12);
    expect(all.find(all.site[3], 3)?.index).toBe(12);
    expect(all.find(all.site[3], 4)).toBeUndefined();
  });

  test("a statement that throws has no end, one that returns ends at its RETURN, one that awaits when it is finished", async () => {
    const t = await trace(
      "async function f(x) {\n  try {\n    null.x;\n  } catch {\n    x++;\n  }\n  await x;\n  return x;\n}\n",
      { call: "f(1)" },
    );
    const all = occurrences(t);
    expect(all.at(at(t, 3)).end).toBe(-1);
    expect(all.at(at(t, 4)).end).toBe(all.at(at(t, 4)).begin);
    const wait = all.at(at(t, 7));
    expect(wait.end).toBeGreaterThan(wait.begin + 2);
    expect(all.at(at(t, 8)).end).toBeGreaterThan(0);
  });

  test("recursion keeps activations apart", async () => {
    const t = await trace("function f(n) {\n  if (n > 0) f(n - 1);\n  n = -n;\n}\n", { call: "f(2)" });
    expect([1, 2, 3].map(k => says(t, 3, "before", "n", k))).toEqual(["0", "1", "2"]);
    const all = occurrences(t);
    expect(new Set([1, 2, 3].map(k => all.at(at(t, 3, k)).k))).toEqual(new Set([1]));
  });
});

describe("nextLine", () => {
  const code = `function f(n) {
  let i = 0;
  while (i < n) {
    i++;
    g(i);
  }
  try {
    g(n);
    return i;
  } finally {
    i = 0;
  }
}
function g(k) {
  if (k > 9) throw new Error("big");
}
`;
  test("steps over calls, follows loops round, runs finally before the end, and says why there is none", async () => {
    const t = await trace(code, { call: "f(2)" });
    const next = (line: number, k = 1): unknown => {
      const found = nextLine(t, at(t, line, k));
      return found.line ?? found.end;
    };
    expect([
      next(2),
      next(3),
      next(4),
      next(5),
      next(5, 2),
      next(3, 3),
      next(7),
      next(8),
      next(9),
      next(11),
    ]).toEqual([3, 4, 5, 3, 3, 7, 8, 9, 11, "returns"]);
    expect(nextLine(t, at(t, 5), { stepInto: true }).line).toBe(15);
    expect(nextLine(t, at(t, 15), { stepInto: true }).line).toBe(3);
    expect(next(15)).toBe("returns");
  });

  test("throws and ends", async () => {
    const t = await trace(code, { call: "f(10)", limits: { steps: 1000 } });
    expect(nextLine(t, at(t, 15, 10, "if")).line).toBe(15);
    expect(nextLine(t, at(t, 15, 1, "statement")).end).toBe("throws");
    expect(nextLine(t, at(t, 5, 10)).end).toBe("throws");
    const cut = await trace("while (true) {\n  1;\n}\n", { limits: { steps: 4 } });
    expect(cut.footer.outcome).toMatchObject({ kind: "limit" });
    const last = occurrences(cut).count - 1;
    expect(nextLine(cut, last)).toEqual({ end: "ends" });
    expect(nextLine(cut, last - 1).line).toBe(cut.tables.sites[occurrences(cut).site[last]].line);
  });
});

describe("valueAt", () => {
  const code = `class P {
  #x = 1;
  constructor() {
    this.tag = "t";
  }
  bump(by) {
    this.#x += by;
    return this;
  }
}
let outer = [1, { k: "v" }, [2, 3]];
function f(n) {
  const m = new Map([["a", 1]]);
  const p = new P().bump(4);
  let s = "héllo";
  {
    let s = 5;
    n = s;
  }
  const xs = [];
  for (const x of outer) {
    xs.push(x);
  }
  const t = new Uint8Array([1, 2]);
  xs.length = 1;
  const g = () => {
    n += 1;
    return n;
  };
  g();
  return n;
}
`;
  test("names, members, lengths, private fields, tuples, outer and block variables", async () => {
    const t = await trace(code, { call: "f(0)" });
    expect(says(t, 15, "before", "p.tag")).toBe('"t"');
    expect(says(t, 15, "before", "p.#x")).toBe("5");
    expect(says(t, 7, "before", "this.#x")).toBe("1");
    expect(says(t, 7, "after", "(this.#x, by)")).toBe("[5, 4]");
    expect(says(t, 15, "before", "s")).toBeUndefined();
    expect(says(t, 15, "after", "s.length")).toBe("5");
    expect(says(t, 15, "after", "s[1]")).toBe('"é"');
    expect(says(t, 18, "before", "s")).toBe("5");
    expect(says(t, 18, "after", "n")).toBe("5");
    expect(says(t, 20, "before", "s")).toBe('"héllo"');
    expect(says(t, 20, "before", "m.size")).toBe("1");
    expect(says(t, 20, "before", "outer[1].k")).toBe('"v"');
    expect(says(t, 20, "before", 'outer[1]["k"]')).toBe('"v"');
    expect(says(t, 20, "before", "outer[2][outer[2].length]")).toBeUndefined();
    expect(says(t, 22, "before", "x", 3)).toBe("[2, 3]");
    expect(says(t, 22, "after", "xs.length", 2)).toBe("2");
    expect(says(t, 24, "before", "xs")).toBe('[1, {k: "v"}, [2, 3]]');
    expect(says(t, 24, "before", "x")).toBeUndefined();
    expect(says(t, 25, "before", "t[1]")).toBe("2");
    expect(says(t, 26, "before", "xs")).toBe("[1]");
    expect(says(t, 27, "before", "n")).toBe("5");
    expect(says(t, 28, "before", "n")).toBe("6");
    expect(says(t, 31, "before", "n")).toBe("6");
    expect(says(t, 31, "before", "f")).toBe("function");
  });

  test("no after-state when the statement threw; what is no path is refused with its column", async () => {
    const t = await trace("let a = 1;\ntry {\n  a = 2, null.x;\n} catch {}\n");
    expect(says(t, 3, "before", "a")).toBe("1");
    expect(says(t, 3, "after", "a")).toBeUndefined();
    for (const bad of ["a + 1", "f()", "a.b = 1", "new X", "a;b", "", "a b"]) {
      expect(() => valueAt(t, at(t, 1), "before", bad), bad).toThrow(SourceError);
    }
    expect(() => valueAt(t, at(t, 1), "before", "(a, f(1))")).toThrow(/CallExpression in "\(a, f\(1\)\)"/);
  });

  test("a statement that awaits: its after-state is after it resumed, whatever ran in between", async () => {
    const t = await trace(
      "let shared = 0;\nasync function f(id) {\n  const got = (shared = id, await id);\n  return shared;\n}\n",
      { call: "Promise.all([f(1), f(2)])" },
    );
    expect(says(t, 3, "before", "shared", 1)).toBe("0");
    expect(says(t, 3, "after", "shared", 1)).toBe("2");
    expect(says(t, 3, "after", "got", 1)).toBe("1");
  });

  test("bindings a loop makes anew: dead before their declaration, never the one of another iteration", async () => {
    const t = await trace(
      "const fs = [];\nfor (let i = 0; i < 2; i++) {\n  fs.length;\n  let k = i * 10;\n  fs.push(() => {\n    k;\n    k += 1;\n  });\n}\nfs[0]();\n",
    );
    expect([1, 2].map(k => says(t, 3, "before", "k", k))).toEqual([undefined, undefined]);
    expect([1, 2].map(k => says(t, 4, "before", "k", k))).toEqual([undefined, undefined]);
    expect([1, 2].map(k => says(t, 4, "after", "k", k))).toEqual(["0", "10"]);
    // Which `k` and `i` the function of the first round holds is not recorded: better no value than a wrong one.
    expect([says(t, 6, "before", "k"), says(t, 6, "before", "i")]).toEqual([undefined, undefined]);
    const once = await trace("let n = 1;\nfor (const x of [1]) {\n  (() => {\n    n += x;\n  })();\n}\n");
    expect([says(once, 4, "after", "x"), says(once, 4, "after", "n")]).toEqual(["1", "2"]);
  });

  test("a value is a snapshot: later changes do not show in it", async () => {
    const t = await trace("const xs = [];\nxs.push(1);\nconst ys = xs;\nys.push(2);\n");
    expect([1, 2, 3, 4].map(line => says(t, line, "after", "xs"))).toEqual(["[]", "[1]", "[1]", "[1, 2]"]);
    expect(says(t, 3, "after", "ys")).toBe("[1]");
  });
});

describe("coverage and counts", () => {
  test("lines and nodes that ran, and how often, zeros included", async () => {
    const t = await trace("let n = 0;\nwhile (n < 2) {\n  n++;\n}\nif (n > 5) {\n  n = 9;\n}\n");
    expect(coveredLines(t)).toEqual([1, 2, 3, 5]);
    const counts = stepCounts(t);
    expect([...counts.lines]).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
      [5, 1],
      [6, 0],
    ]);
    const nodes = coveredNodes(t).map(id => t.programs[0].nodes[id].type);
    expect(nodes).toEqual(["VariableDeclaration", "WhileStatement", "ExpressionStatement", "IfStatement"]);
    expect([...counts.nodes.values()]).toEqual([1, 3, 2, 1, 0]);
  });
});

describe("paths", () => {
  test("lines by the Python-like convention, and every statement by the strict one", async () => {
    const t = await trace(
      "let s = 0;\nfor (let i = 0; i < 2; i++) { s += i; s++; }\nfor (const x of [1, 2])\n  s += x;\ndo s--;\nwhile (s > 4)\n",
    );
    expect(linePath(t)).toEqual([1, 2, 2, 2, 3, 4, 3, 4, 3, 5, 6, 5, 6]);
    expect(linePath(t, { convention: "statements" })).toEqual([
      1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 3, 4, 3, 5, 6, 5, 6,
    ]);
  });

  test("basic blocks: statements that run together are one block, branches and loops start new ones", async () => {
    const t = await trace(
      "function f(n) {\n  let a = 1;\n  a++;\n  if (n) {\n    a = 2;\n    a = 3;\n  } else a = 4;\n  a++;\n  while (a > 3) a--;\n  return a;\n}\n",
      { call: "f(1)" },
    );
    const { blocks, steps } = blockPath(t);
    const lines = (id: number): string => blocks[id].sites.map(s => t.tables.sites[s].line).join(",");
    const own = steps.filter(s => t.tables.functions[blocks[s.block].function].name === "f");
    expect(own.map(s => lines(s.block))).toEqual(["2,3,4", "5,6", "8", "9", "9", "9", "10"]);
  });

  test("the call tree", async () => {
    const t = await trace(
      "function fib(n) {\n  return n < 2 ? n : fib(n - 1) + fib(n - 2);\n}\nfunction bad() {\n  throw 1;\n}\n",
      { call: "(() => { try { bad() } catch {} return fib(3) })()" },
    );
    const show = (node: CallNode): string =>
      `${node.name}${node.end === "throw" ? "!" : ""}${node.children.length > 0 ? `(${node.children.map(show).join(" ")})` : ""}`;
    expect(callTree(t).map(show).join(" | ")).toBe(
      "<module> | <call>(<anonymous>(bad! fib(fib(fib fib) fib)))",
    );
    expect(literal(outcomeValue(t)!)).toBe("2");
  });
});

describe("slice", () => {
  const code = `function f(a, b) {
  let x = a;
  let y = b;
  let z = 0;
  if (y > 0) {
    z = x + 1;
  }
  const log = [];
  log.push(y);
  const o = { p: x, q: y };
  o.p += 1;
  const r = o.p + z;
  return r;
}
`;
  test("holds what the criterion depends on by data and control, and nothing else", async () => {
    const t = await trace(code, { call: "f(1, 2)", record: { reads: true } });
    const lines = (line: number, variable?: string): number[] =>
      slice(t, { occurrence: at(t, line), variable })
        .lines.filter(l => l.program === 0)
        .map(l => l.line);
    expect(lines(6)).toEqual([2, 3, 5, 6]);
    expect(lines(9)).toEqual([3, 8, 9]);
    // `z = 0` was overwritten, and `log` and `y` in `o` do not matter; `o` as a whole was made of both.
    expect(lines(13)).toEqual([2, 3, 5, 6, 10, 11, 12, 13]);
    expect(lines(12, "z")).toEqual([2, 3, 5, 6, 12]);
  });

  test("a loop's result depends on the iterations that made it", async () => {
    const t = await trace(
      "function f(n) {\n  let s = 0;\n  let u = 0;\n  for (let i = 0; i < n; i++) {\n    u += 2;\n    if (i === 1) continue;\n    s += i;\n  }\n  return s;\n}\n",
      { call: "f(3)", record: { reads: true } },
    );
    const found = slice(t, { occurrence: at(t, 9) });
    expect(found.lines.filter(l => l.program === 0).map(l => l.line)).toEqual([2, 4, 6, 7, 9]);
  });

  test("without reads it is refused and the option named", async () => {
    const t = await trace("let a = 1;\n");
    expect(() => slice(t, { occurrence: 0 })).toThrow(
      /record\.reads: a slice needs a trace recorded with reads/,
    );
  });
});

describe("happensBefore", () => {
  test("orders what an await or a timer orders, and leaves the rest unordered", async () => {
    const t = await trace(
      `const log = [];
async function task(name, ms) {
  log.push(name);
  await new Promise(done => setTimeout(done, ms));
  log.push(name + "!");
}
`,
      { call: "Promise.all([task('a', 20), task('b', 10)])" },
    );
    const order = happensBefore(t);
    const all = occurrences(t);
    const [a, b] = [all.at(at(t, 3, 1)).begin, all.at(at(t, 3, 2)).begin];
    const [bDone, aDone] = [all.at(at(t, 5, 1)).begin, all.at(at(t, 5, 2)).begin];
    expect(order.before(a, b)).toBe(true);
    expect(order.before(a, aDone)).toBe(true);
    expect(order.before(b, bDone)).toBe(true);
    expect(order.before(bDone, aDone)).toBe(false);
    expect(order.before(aDone, bDone)).toBe(false);
    expect(order.before(aDone, a)).toBe(false);
    expect(order.segments[0]).toMatchObject({ begin: 0, cause: "start" });
    expect(order.segments.map(s => s.begin)).toEqual(order.segments.map(s => s.begin).sort((x, y) => x - y));
    // A timer's turn: its microtasks come after it, whatever settled what.
    const fired = order.segments.filter(s => s.cause === "timer");
    expect(fired.length).toBe(2);
    expect(order.before(fired[0].begin, bDone) && order.before(fired[1].begin, aDone)).toBe(true);
    expect(order.before(fired[0].begin, aDone)).toBe(false);
    expect(order.edges.every(e => e.fromRow < e.toRow && e.from < e.to)).toBe(true);
  });
});
