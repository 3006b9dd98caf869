import { describe, expect, test } from "vitest";
import type { CoconutData, CoconutItem } from "../../../../src/questions/coconut/data/CoconutData.js";
import { readCoconut } from "../../../../src/questions/coconut/data/readCoconut.js";
import { coconutAgreement } from "../../../../src/questions/coconut/truth/coconutAgreement.js";
import { coconutTruth } from "../../../../src/questions/coconut/truth/coconutTruth.js";
import { compatPython, laterPython, publishedFile } from "../published.js";

function item(row: number, source: string, more: Partial<CoconutItem> = {}): CoconutItem {
  return {
    id: `t:${row}`,
    kind: "humaneval",
    task: "t",
    trace: row,
    row,
    name: "f",
    call: "(3,)",
    source,
    annotated: "",
    runnable: true,
    steps: [],
    ...more,
  };
}

function dataOf(kind: CoconutData["kind"], ...items: CoconutItem[]): CoconutData {
  return { kind, file: "t.csv", rows: items.length, items: items.map(one => ({ ...one, kind })), faults: [] };
}

const LOOP = "def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return [s for _ in range(2)]";

describe("coconutTruth", () => {
  test("line events, comprehensions with a frame of their own", async context => {
    const { rows, python } = await coconutTruth({
      data: dataOf("humaneval", item(1, LOOP)),
      python: compatPython(context),
    });
    expect(python).toMatch(/^cpython 3\.1[01]\.\d+$/);
    expect(rows[0]).toMatchObject({ outcome: "returns", steps: [2, 3, 4, 3, 4, 3, 4, 3, 5, 5, 5, 5] });
  });

  test("every tenth published function and every fifth class program, line by line", async context => {
    const python = compatPython(context);
    for (const [name, step] of [
      ["HumanEval_trace.csv", 10],
      ["program_traces_Python_OOP_Lines.csv", 5],
    ] as const) {
      const all = readCoconut(publishedFile(name, context));
      const data = { ...all, items: all.items.filter((_, i) => i % step === 0) };
      const { rows } = await coconutTruth({ data, python });
      expect(rows.map(({ id, steps }) => [id, steps])).toEqual(
        data.items.map(({ id, steps }) => [id, steps]),
      );
    }
  });

  test("frames of library code compiled from text are listed as published, and not by option", async context => {
    const source = "\n\ndef f(n):\n    return eval('n + 1')";
    const data = dataOf("humaneval", item(1, source));
    const python = compatPython(context);
    expect((await coconutTruth({ data, python })).rows[0].steps).toEqual([4, 1]);
    expect((await coconutTruth({ data, python, frames: "own" })).rows[0].steps).toEqual([4]);
  });

  test("programs are cut to their main block and find names they do not import; threads share one list", async context => {
    const source =
      'def g():\n    sleep(0)\nprint(1)\nif __name__ == "__main__":\n    t = threading.Thread(target=g)\n    t.start() #START\n    t.join() #END\n    print(defaultdict)';
    const data = dataOf("concurrency", item(1, source, { name: undefined, call: undefined }));
    const { rows, warnings } = await coconutTruth({ data, python: compatPython(context), pace: 0.5 });
    const { steps, threads, outcome } = rows[0];
    expect(outcome).toBe("returns");
    expect(steps.filter(step => step !== 2)).toEqual([5, "(", 6, ")", 7, 8]);
    expect(threads[steps.indexOf(2)]).toBe(1);
    expect(warnings).toEqual(["programs slept 0.5 of the time they ask for"]);
  });

  test("asyncio runs on one loop, as the original's did, without a socket", async context => {
    const source =
      'async def g(n):\n    await asyncio.sleep(0.01 * n)\n    return n\nasync def h():\n    return await asyncio.gather(g(2), g(1))\nif __name__ == "__main__":\n    print(asyncio.run(h()))\n    asyncio.run(g(0), debug=True)';
    const data = dataOf("concurrency", item(1, source, { name: undefined, call: undefined }));
    const { rows } = await coconutTruth({ data, python: compatPython(context) });
    expect(rows[0]).toMatchObject({ outcome: "returns", steps: [7, 5, 2, 2, 3, 3, 8, 2, 3] });
  });

  test("what a program does to itself is an outcome, and the others are recorded", async context => {
    const data = dataOf(
      "humaneval",
      item(1, "def f(n):\n    while True:\n        n += 1"),
      item(2, "def f(n:\n    pass"),
      item(3, "import os\ndef f(n):\n    os._exit(7)"),
      item(4, "def f(n):\n    raise KeyError(n)"),
      item(5, "def f(n):\n    import sys\n    sys.settrace(None)\n    return n"),
      item(6, "def f(n):\n    return n"),
      item(7, "x", { runnable: false }),
      item(8, "import time\ndef f(n):\n    time.sleep(30)"),
    );
    const { rows } = await coconutTruth({
      data,
      python: compatPython(context),
      maxLines: 5000,
      wallMs: 1500,
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      "too long",
      "cannot compile",
      "throws",
      "throws",
      "returns",
      "returns",
      "no source",
      "limit",
    ]);
    // The sandbox lets no program end its interpreter.
    expect(rows[2].steps).toEqual([3]);
    expect(rows[3]).toMatchObject({ error: "KeyError", steps: [2] });
    expect(rows[5].steps).toEqual([2]);
  });

  test("another Python is refused with its version, unless it is forced", async context => {
    const python = laterPython();
    if (python === undefined) context.skip("no CPython 3.12 or later found");
    const data = dataOf("humaneval", item(1, LOOP));
    await expect(coconutTruth({ data, python })).rejects.toThrow(
      /python: the published traces are those of CPython 3.10 and 3.11; this is cpython 3\.1\d/,
    );
    const forced = await coconutTruth({ data, python, force: true });
    expect(forced.warnings[0]).toMatch(/this is cpython 3\.1\d/);
    expect(coconutAgreement(forced.rows[0].steps, [2, 3, 4, 3, 4, 3, 4, 3, 5, 5, 5, 5])).toBe(
      "same lines, other counts",
    );
  });

  test("strict: statements that begin, cut to the main block; no comprehension frames, no re-emitted lines", async () => {
    const source =
      'class A:\n    def m(self):\n        return [\n            x for x in (1, 2)\n        ]\nif __name__ == "__main__":\n    a = A()\n    a.m()\n    a.n()';
    const data = dataOf(
      "oop",
      item(1, source, { name: undefined, call: undefined }),
      item(2, LOOP),
      item(3, "def f(:"),
      item(4, "", { runnable: false }),
    );
    const { rows } = await coconutTruth({ data, profile: "strict", python: "cpython" });
    expect(rows.map(({ outcome, error, steps }) => [outcome, error, steps])).toEqual([
      ["throws", "AttributeError", [7, 8, 3, 9]],
      ["returns", undefined, [2, 3, 4, 3, 4, 3, 4, 3, 5]],
      ["cannot compile", expect.any(String), []],
      ["no source", undefined, []],
    ]);
  });

  test("a pace out of range is refused", async () => {
    await expect(coconutTruth({ data: dataOf("humaneval"), pace: 2 })).rejects.toThrow(
      /pace: a number from 0 to 1/,
    );
  });
});

describe("coconutAgreement", () => {
  test.each([
    [[1, 2, "("], [1, 2, "("], "identical"],
    [[1, 2, 3], [1, 3, 2], "same lines, other order"],
    [[1, 2, 3], [2, 3], "off by first use"],
    [[2, 2, 3], [2, 3], "same lines, other counts"],
    [[2, 4], [2, 3], "different"],
  ] as const)("%j and %j: %s", (a, b, how) => {
    expect(coconutAgreement(a, b)).toBe(how);
  });
});
