import { afterAll, describe, expect, test } from "vitest";
import { frames } from "../../../src/trace/derive/frames.js";
import { rowGroups } from "../../../src/trace/format/rowGroups.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { CORPUS } from "./corpus.js";
import { ONE } from "./engines.js";
import { story } from "./story.js";

afterAll(() => closePool());

/** Events from the call on. */
async function told(source: string, call: string): Promise<string[]> {
  const made = await trace(source, { file: "x.py", call, python: ONE });
  const all = story(made);
  return all.slice(all.indexOf("call call <call>") + 2, -1);
}

describe("rows of Python programs", () => {
  test("a loop head occurs once for each advance or condition, the last included; continue goes through it", async () => {
    const source =
      "def f(xs):\n    for x in xs:\n        if x:\n            continue\n    while xs:\n        xs.pop()\n";
    expect(await told(source, "f([1, 0])")).toEqual([
      "call 1 f",
      "set 1 xs [1 0]",
      ...["begin 2", "branch 2 1", "set 2 x 1", "end 2"],
      ...["begin 3", "branch 3 1", "end 3", "begin 4", "end 4"],
      ...["begin 2", "branch 2 1", "set 2 x 0", "end 2"],
      ...["begin 3", "branch 3 0", "end 3"],
      ...["begin 2", "branch 2 0", "end 2"],
      ...["begin 5", "branch 5 1", "end 5", "begin 6", "mutate 6 pop", "end 6"],
      ...["begin 5", "branch 5 1", "end 5", "begin 6", "mutate 6 pop", "end 6"],
      ...["begin 5", "branch 5 0", "end 5"],
      "return 1 f None",
    ]);
  });

  test("a comprehension folds into its statement, a lambda has its own frame", async () => {
    const source = "def f(v):\n    return [g(i) for i in v if i]\n\ng = lambda q: 1 // q\n";
    expect(await told(source, "f([2])")).toEqual([
      "call 1 f",
      "set 1 v [2]",
      "begin 2",
      ...["call 4 <lambda>", "set 4 q 2", "begin 4", "return 4 <lambda> 0"],
      "return 2 f [0]",
    ]);
  });

  test("a generator that is left is told to return, and its finally runs", async () => {
    const source =
      "def g():\n    try:\n        x = yield 1\n    finally:\n        y = 2\n\ndef f():\n    for v in g():\n        break\n    return v\n";
    expect(await told(source, "f()")).toEqual([
      "call 7 f",
      "begin 8",
      ...["call 1 g", "begin 2", "end 2", "begin 3", "yield 3 1"],
      ...["branch 8 1", "set 8 v 1", "end 8", "begin 9", "end 9"],
      ...["resume-return 3", "begin 4", "end 4", "begin 5", "set 5 y 2", "end 5"],
      ...["begin 10", "return 10 f 1"],
    ]);
  });

  test("an exception leaves frames, lambdas too, by THROW; statements that throw have no END; the name of the clause goes", async () => {
    const source =
      "def f():\n    try:\n        h(0)\n    except ZeroDivisionError as e:\n        return 1\n    finally:\n        z = 3\n\ndef h(n):\n    return key(n)\n\nkey = lambda n: 1 // n\n";
    const error = "ZeroDivisionError(integer division or modulo by zero)";
    expect(await told(source, "f()")).toEqual([
      ...["call 1 f", "begin 2", "end 2", "begin 3"],
      ...["call 9 h", "set 9 n 0", "begin 10", "call 12 <lambda>", "set 12 n 0", "begin 12"],
      ...[`throw 12 <lambda> ${error}`, `throw 10 h ${error}`],
      ...[`catch 4 ${error}`, `set 4 e ${error}`, "begin 5", "return 5 f 1", "set 4 e uninitialized"],
      ...["begin 6", "end 6", "begin 7", "set 7 z 3", "end 7"],
    ]);
  });

  test("attributes and class attributes are properties of their objects", async () => {
    const source =
      "class C:\n    n = 0\n    def __init__(self, x):\n        self.x = [x]\n        C.n += 1\n\ndef f():\n    c = C(1)\n    c.x.append(2)\n    del c.x\n    return c\n";
    expect(await told(source, "f()")).toEqual([
      ...["call 7 f", "begin 8", "call 3 __init__", "set 3 self C()", "set 3 x 1"],
      ...["begin 4", "put 4 x [1]", "end 4", "begin 5", "put 5 n 1", "end 5", "return 3 __init__ None"],
      ...[
        "set 8 c C(x=[1])",
        "end 8",
        "begin 9",
        "mutate 9 push",
        "end 9",
        "begin 10",
        "delete 10 x",
        "end 10",
      ],
      ...["begin 11", "return 11 f C()"],
    ]);
  });

  test("what a closure changes two functions further out is told where it happens", async () => {
    const source =
      "def f():\n    items = []\n    def mid():\n        def low(n):\n            items.append(n)\n            items[0] = -n\n        return low\n    mid()(1)\n    return items\n";
    const all = await told(source, "f()");
    expect(all.slice(all.indexOf("begin 5"), all.indexOf("begin 9"))).toEqual([
      ...[
        "begin 5",
        "mutate 5 push",
        "end 5",
        "begin 6",
        "put 6 0 -1",
        "end 6",
        "return 4 low None",
        "end 8",
      ],
    ]);
  });

  test("a frame that returns through its finally is left only then: who calls next is the caller's", async () => {
    const source =
      "def f():\n    try:\n        return 1\n    finally:\n        g()\n\ndef g():\n    return 2\n\ndef top():\n    return f() + g()\n";
    const made = await trace(source, { file: "x.py", call: "top()", python: ONE });
    const all = frames(made);
    const names = Array.from(all.function, fn => made.tables.functions[fn].name);
    const callers = Array.from(all.caller, caller => (caller < 0 ? "" : names[caller]));
    expect(names.map((name, i) => `${name} < ${callers[i]}`)).toEqual([
      ...["<module> < ", "<call> < ", "top < <call>", "f < top", "g < f", "g < top"],
    ]);
  });

  test("recording calls no method of the program, not even to word an exception", async () => {
    const source =
      "seen = []\nclass Loud:\n    def __repr__(self):\n        seen.append('repr')\n        return 'loud'\n    __str__ = __repr__\n\ndef f():\n    try:\n        raise ValueError(Loud(), [Loud()])\n    except ValueError as e:\n        kept = e\n    raise KeyError(Loud())\n\ndef g():\n    try:\n        f()\n    except KeyError:\n        return seen\n";
    expect((await told(source, "g()")).at(-1)).toBe("return 19 g []");
  });

  test("match takes a case; what a failed guard bound stays bound", async () => {
    const source =
      "def f(v):\n    match v:\n        case [a, b] if a > b:\n            return 1\n        case [a, *r]:\n            return r\n";
    expect(await told(source, "f([1, 2])")).toEqual([
      ...["call 1 f", "set 1 v [1 2]", "begin 2", "end 2", "set 3 a 1", "set 3 b 2"],
      ...["branch 2 1", "set 5 a 1", "set 5 r [2]", "begin 6", "return 6 f [2]"],
    ]);
  });

  test("and, or and if-else tell which way they went", async () => {
    const source = "def f(a, b):\n    c = a and b or 5\n    d = 1 if c > 5 else 2\n    return d\n";
    expect(await told(source, "f(1, 0)")).toEqual([
      ...["call 1 f", "set 1 a 1", "set 1 b 0", "begin 2", "branch 2 1", "branch 2 1", "set 2 c 5", "end 2"],
      ...["begin 3", "branch 3 0", "set 3 d 2", "end 3", "begin 4", "return 4 f 2"],
    ]);
  });

  test("an elif stands on its own line", async () => {
    const source = "def f(x):\n    if x == 1:\n        return 1\n    elif x == 2:\n        return 2\n";
    expect(await told(source, "f(2)")).toEqual([
      ...["call 1 f", "set 1 x 2", "begin 2", "branch 2 0", "end 2", "begin 4", "branch 4 1", "end 4"],
      ...["begin 5", "return 5 f 2"],
    ]);
  });

  test("async functions wait and go on in the order of virtual time", async () => {
    const source =
      "import asyncio\nasync def s(n):\n    await asyncio.sleep(n)\n    return n\n\nasync def f():\n    return await asyncio.gather(s(2), s(1))\n";
    expect(await told(source, "f()")).toEqual([
      ...["call 6 f", "begin 7", "await 7 <_GatheringFuture>"],
      ...["call 2 s", "set 2 n 2", "begin 3", "await 3 <coroutine>"],
      ...["call 2 s", "set 2 n 1", "begin 3", "await 3 <coroutine>"],
      ...["clock call 1000", "resume 3 None", "end 3", "begin 4", "return 4 s 1"],
      ...["clock call 2000", "resume 3 None", "end 3", "begin 4", "return 4 s 2"],
      ...["resume 7 [2 1]", "return 7 f [2 1]"],
    ]);
  });

  test("with reads, variables that are read say so", async () => {
    const source = "y = 2\ndef f(a):\n    b = a + y\n    return [b for _ in range(a)]\n";
    const made = await trace(source, { file: "x.py", call: "f(1)", python: ONE, record: { reads: true } });
    expect(story(made).filter(line => line.startsWith("read"))).toEqual([
      ...["read call f fn f", "read 3 a 1", "read 3 y 2", "read 4 a 1", "read 4 b 3"],
    ]);
  });

  test("every row of every program is well formed, and no frame runs on after its end but in its finally", async () => {
    for (const [file, source] of CORPUS) {
      if (file === "limits.py") continue;
      const made = await trace(source, { file: "x.py", python: ONE });
      for (const group of rowGroups(made.columns))
        expect(group.regular, `${file} row ${group.row}`).toBe(true);
      const all = frames(made);
      expect(all.count, file).toBe(made.footer.frames);
      for (let f = 1; f < all.count; f++) expect(all.caller[f], `${file} frame ${f}`).toBeLessThan(f);
    }
  }, 60_000);
});
