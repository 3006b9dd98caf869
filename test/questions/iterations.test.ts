import { afterAll, describe, expect, it } from "vitest";
import { pose } from "../../src/questions/pose/pose.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

/** `line 2, call 1, entry 1: 3` of every loop entry, over many seeds. */
async function asked(source: string, call: string): Promise<string[]> {
  const recorded = await trace(source, { call });
  const said = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const { questions } = pose(recorded, { seed, tasks: ["iterations"], limits: { iterations: 100 } });
    for (const { line, occurrence, truth } of questions)
      if (truth.task === "iterations")
        said.add(`line ${line}, call ${occurrence?.call}, entry ${occurrence?.k}: ${truth.rounds}`);
  }
  return [...said].sort();
}

describe("iterations questions", () => {
  it("count the rounds begun, each time the loop is entered", async () => {
    const source = `function f(rows) {
  for (const row of rows) {
    let i = 0;
    while (i < row.length) {
      if (row[i++] === 0) break;
    }
    do i--; while (i > 0);
    for (let j = 0; j < row.length; j++) {
      if (row[j] < 0) continue;
    }
  }
}
`;
    expect(await asked(source, "f([[1, 0, 2], [], [-1]])")).toEqual([
      "line 2, call 1, entry 1: 3",
      "line 4, call 1, entry 1: 2",
      "line 4, call 1, entry 2: 0",
      "line 4, call 1, entry 3: 1",
      "line 7, call 1, entry 1: 2",
      "line 7, call 1, entry 2: 1",
      "line 7, call 1, entry 3: 1",
      "line 8, call 1, entry 1: 3",
      "line 8, call 1, entry 2: 0",
      "line 8, call 1, entry 3: 1",
    ]);
  });

  it("are right where a loop is left by return, throw, an outer label or an error in its head", async () => {
    const source = `function f(rows, how) {
  outer: for (const row of rows) {
    try {
      for (const x of row) {
        if (x === how) continue outer;
        if (x === "stop") return "stopped";
        if (x === "throw") throw new Error(x);
        do { if (x === "out") break outer; } while (false);
      }
    } catch {
      for (;;) break;
    }
  }
}
`;
    const rows = '[["a", "b", "c"], ["a", "throw", "b"], null, ["stop", "a"], ["a"]]';
    expect(await asked(source, `f(${rows}, "b")`)).toEqual([
      "line 11, call 1, entry 1: 1",
      "line 11, call 1, entry 2: 1",
      "line 2, call 1, entry 1: 4",
      "line 4, call 1, entry 1: 2",
      "line 4, call 1, entry 2: 2",
      "line 4, call 1, entry 3: 0",
      "line 4, call 1, entry 4: 1",
      "line 8, call 1, entry 1: 1",
      "line 8, call 1, entry 2: 1",
    ]);
  });

  it("are told apart by call in recursion and generators, and not asked of a loop that is never left", async () => {
    const source = `function* g(n) {
  for (let i = 0; i < n; i++) {
    yield i;
    if (n > 1) yield* g(n - 1);
  }
}
function f() {
  const endless = g(9);
  endless.next();
  return [...g(2)].length;
}
`;
    expect(await asked(source, "f()")).toEqual([
      "line 2, call 2, entry 1: 2",
      "line 2, call 3, entry 1: 1",
      "line 2, call 4, entry 1: 1",
    ]);
    const { skipped } = pose(await trace(source, { call: "f()" }), { tasks: ["iterations"] });
    expect(skipped).toContainEqual({ task: "iterations", reason: "never left", count: 1 });
  });

  it("count what `for await` and `for…in` take", async () => {
    const source = `async function f(list, object) {
  let n = 0;
  for await (const x of list) if (x === 2) break; else n++;
  for (const key in object) n += key.length;
  return n;
}
`;
    expect(await asked(source, "f([1, Promise.resolve(2), 3], { a: 1, bc: 2 })")).toEqual([
      "line 3, call 1, entry 1: 2",
      "line 4, call 1, entry 1: 2",
    ]);
  });
});
