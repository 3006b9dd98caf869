import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readReval } from "../../../src/questions/reval/data/readReval.js";
import { compareStrict } from "../../../src/questions/reval/truth/compareStrict.js";
import { agreement } from "../../../src/questions/reval/truth/recordedExecution.js";
import type { Value } from "../../../src/trace/format/Value.js";
import { closePython } from "../../../src/trace/python/runPython.js";
import { DATA } from "../../program/published.js";
import { revalFolder } from "./data.js";

afterAll(closePython);

/** The function of the folder is replaced by one of ours, with a probe about a name on some of its lines. */
function functionFolder(code: string, call: string, probes: readonly (readonly [number, string])[]): string {
  return revalFolder(lines => {
    const row = JSON.parse(lines.data[0]) as Record<string, unknown>;
    lines.data[0] = JSON.stringify({ ...row, code, inputs: [`(${call},)`], entry_point: "f" });
    const task = JSON.parse(lines.tasks[0]) as { tasks: Record<string, unknown>[] };
    task.tasks[0].task = probes.map(([lineno, name]) => ({ lineno, var: name }));
    lines.tasks[0] = JSON.stringify(task);
  });
}

async function compared(code: string, call: string, probes: readonly (readonly [number, string])[]) {
  const data = readReval(functionFolder(code, call, probes));
  return compareStrict({ data: { ...data, pairs: data.pairs.slice(0, 1) } });
}

describe("strict truth of REval and traces of the recorder", () => {
  it("agree about a function and a test of a class", async () => {
    const found = await compareStrict({ data: readReval(revalFolder()) });
    expect(found).toEqual({
      pairs: 2,
      probes: 5,
      // Lines 4 and 5 of the one run three times, 3, 6 and 9 of the other four times.
      executions: 7,
      values: 7,
      unwritten: 0,
      reordered: 0,
      joined: 0,
      agreeing: 5,
      notCompared: {},
      differences: [],
    });
  });

  it("agree where a statement raises, a loop ends early, a call recurs or is left by a generator", async () => {
    const code = [
      "def f(n):",
      "    found = []",
      "    for i in range(n):",
      "        try:",
      "            found.append(10 // i)",
      "        except ZeroDivisionError:",
      "            found.append(None)",
      "            continue",
      "        if i == 2:",
      "            break",
      "    def rec(k):",
      "        return 1 if k < 2 else k * rec(k - 1)",
      "    def gen():",
      "        for j in range(3):",
      "            yield j * n",
      "    with open_nothing() as nothing:",
      "        found.extend(gen())",
      "    found.append(rec(4))",
      "    return found",
      "",
      "class open_nothing:",
      "    def __enter__(self):",
      "        return self",
      "    def __exit__(self, *rest):",
      "        return False",
      "",
    ].join("\n");
    const probes = [2, 3, 5, 7, 8, 9, 10, 17, 18, 19].map(line => [line, "found"] as const);
    const inner = [
      [12, "k"],
      [14, "j"],
      [15, "j"],
      [23, "self.x"],
    ] as const;
    const found = await compared(code, "4", [...probes, ...inner]);
    expect(found.differences).toEqual([]);
    expect(found).toMatchObject({ probes: 14, agreeing: 14 });
    expect(found.executions).toBeGreaterThan(20);
  });

  it("bring statements of one line, lambdas and the order of sets to one form", async () => {
    const code = [
      "def f(n):",
      "    if n > 0: n, m = -n, n",
      "    s = set(filter(lambda x: x % 2, range(7)))",
      "    s.add(653)",
      "    for i in range(3): n += i",
      "    return n, s",
      "",
    ].join("\n");
    const found = await compared(code, "3", [
      [2, "(n, m)"],
      [3, "s"],
      [4, "s"],
      [5, "n"],
    ]);
    expect(found.differences).toEqual([]);
    expect(found.joined).toBe(4);
  });

  it("differ where value, text or order do: only the elements of a set have no order", () => {
    const rest = { id: 1, length: 2, size: 2, properties: [], truncated: 0 };
    const items = [
      { type: "int", value: "1" },
      { type: "int", value: "2" },
    ] as const;
    const list: Value = { type: "array", class: "list", ...rest, items };
    const set: Value = { type: "set", class: "set", ...rest, items };
    expect(agreement("[1, 2]", list)).toBe("same text");
    expect(agreement("[2, 1]", list)).toBe("differs");
    expect(agreement("{2, 1}", set)).toBe("other order of a set");
    expect(agreement("{2, 3}", set)).toBe("differs");
    expect(agreement("1.0", { type: "int", value: "1" })).toBe("differs");
    expect(agreement(null, { type: "int", value: "1" })).toBe("differs");
    expect(agreement("1", undefined)).toBe("differs");
  });

  it("agree on every probe of every fifth published program", async context => {
    const folder = join(DATA, "reval");
    if (!existsSync(folder)) {
      console.warn(`skipped: no published data at ${folder} (set TRACEBOOK_DATA)`);
      context.skip(`no published data at ${folder}`);
    }
    const read = readReval(folder);
    const pairs = read.pairs.filter(({ idx }) => idx % 5 === 0 && read.programs[idx].kind === "function");
    const { probes, agreeing, differences, executions } = await compareStrict({ data: { ...read, pairs } });
    expect(differences).toEqual([]);
    expect([agreeing, probes]).toEqual([222, 222]);
    expect(executions).toBeGreaterThan(500);
  });
});
