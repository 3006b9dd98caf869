import { spawnSync } from "node:child_process";
import { afterAll, describe, expect, test } from "vitest";
import { toCoconut } from "../../../src/trace/project/toCoconut.js";
import { closePool, trace } from "../../../src/trace/trace.js";

afterAll(() => closePool());

/** Programs that say the same on the same lines in both languages; closing braces stand where Python has nothing. */
const TWINS: readonly {
  readonly name: string;
  readonly call: string;
  readonly js: string;
  readonly py: string;
}[] = [
  {
    name: "loops and branches",
    call: "f(5)",
    js: "function f(n) {\n  let s = 0;\n  for (let i = 0; i < n; i++) {\n    if (i % 2 === 0) {\n      s += i;\n    } else {\n      s -= 1;\n    }\n    if (i === 3) {\n      continue;\n    }\n    s += 1;\n  }\n  while (s > 0) {\n    s -= 2;\n  }\n  return s;\n}\n",
    py: "def f(n):\n  s = 0\n  for i in range(n):\n    if i % 2 == 0:\n      s += i\n    else:\n      s -= 1\n\n    if i == 3:\n      continue\n\n    s += 1\n\n  while s > 0:\n    s -= 2\n\n  return s\n",
  },
  {
    name: "recursion and calls within expressions",
    call: "fib(5)",
    js: "function fib(n) {\n  if (n < 2) {\n    return n;\n  }\n  const a = fib(n - 1);\n  const b = fib(n - 2);\n  return a + b;\n}\n",
    py: "def fib(n):\n  if n < 2:\n    return n\n\n  a = fib(n - 1)\n  b = fib(n - 2)\n  return a + b\n",
  },
  {
    name: "exceptions, break and nested loops",
    call: "g(3)",
    js: "function h(x) {\n  if (x === 2) {\n    throw new Error('two');\n  }\n  return x;\n}\nfunction g(n) {\n  let t = 0;\n  for (const i of [0, 1, 2, 3]) {\n    try {\n      t += h(i);\n    } catch (e) {\n      t += 10;\n    }\n    for (const j of [1, 2]) {\n      if (j === i) {\n        break;\n      }\n      t += j;\n    }\n  }\n  return t;\n}\n",
    py: "def h(x):\n  if x == 2:\n    raise Exception('two')\n\n  return x\n\ndef g(n):\n  t = 0\n  for i in [0, 1, 2, 3]:\n    try:\n      t += h(i)\n    except Exception as e:\n      t += 10\n\n    for j in [1, 2]:\n      if j == i:\n        break\n\n      t += j\n\n\n  return t\n",
  },
  {
    name: "lambdas and while True",
    call: "k(4)",
    js: "function k(n) {\n  const sq = x => x * x;\n\n  let i = 0;\n  while (true) {\n    i += 1;\n    if (sq(i) > n) {\n      break;\n    }\n  }\n  return i;\n}\n",
    py: "def k(n):\n  sq = lambda x: x * x\n\n  i = 0\n  while True:\n    i += 1\n    if sq(i) > n:\n      break\n\n\n  return i\n",
  },
];

/** Lines of the functions of `source` that CPython's settrace reports for a call; undefined without Python 3.10 or newer. */
function settrace(source: string, call: string): number[] | undefined {
  const driver = `import sys, json
if sys.version_info < (3, 10): sys.exit(9)
src, call = json.load(sys.stdin)
lines = []
def tr(frame, event, arg):
    if frame.f_code.co_filename != '<cand>': return None
    if event == 'line': lines.append(frame.f_lineno)
    return tr
ns = {}
exec(compile(src, '<cand>', 'exec'), ns)
sys.settrace(tr)
eval(call, ns)
sys.settrace(None)
print(json.dumps(lines))`;
  const run = spawnSync("python3", ["-I", "-c", driver], {
    input: JSON.stringify([source, call]),
    encoding: "utf8",
  });
  return run.status === 0 ? (JSON.parse(run.stdout) as number[]) : undefined;
}

describe("the line list of a program is that of its Python twin under settrace", () => {
  const absent = settrace("def f():\n  pass\n", "f()") === undefined;
  if (absent) console.log("skipped: python3 (3.10 or newer) is not installed");
  test.skipIf(absent && process.env.TRACEBOOK_REQUIRE !== "all").each(TWINS)(
    "$name",
    async ({ call, js, py }) => {
      const lines = settrace(py, call);
      expect(lines, "python3 3.10 or newer is needed").toBeDefined();
      expect(toCoconut(await trace(js, { call }))).toEqual(lines);
    },
  );
});
