import { afterAll, describe, expect, test } from "vitest";
import { toCoconut } from "../../../src/trace/project/toCoconut.js";
import { toCoverage } from "../../../src/trace/project/toCoverage.js";
import { toCruxeval } from "../../../src/trace/project/toCruxeval.js";
import { toPythonTutor } from "../../../src/trace/project/toPythonTutor.js";
import { toReval } from "../../../src/trace/project/toReval.js";
import { toSemcoder } from "../../../src/trace/project/toSemcoder.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { traceAsync, traceCheck, traceDrip, traceSync } from "./programs.js";

afterAll(() => closePool());

const golden = (name: string): string => `golden/${name}`;
const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

for (const [name, make] of [
  ["sync", traceSync],
  ["async", traceAsync],
] as const) {
  describe(`projections of the ${name} program are as recorded`, () => {
    test("REval", async () => {
      const { states, nextLines } = toReval(await make());
      const lines = [...states, nextLines].map(one => JSON.stringify(one)).join("\n");
      await expect(`${lines}\n`).toMatchFileSnapshot(golden(`${name}.reval.jsonl`));
    });
    test("CRUXEval", async () => {
      await expect(json(toCruxeval(await make()))).toMatchFileSnapshot(golden(`${name}.cruxeval.json`));
    });
    test("CoCoNUT, plain and without repetitions", async () => {
      const t = await make();
      const lists = [
        toCoconut(t),
        toCoconut(t, { noReps: true }),
        toCoconut(t, { main: 13, concurrency: false }),
      ];
      await expect(`${lists.map(list => JSON.stringify(list)).join("\n")}\n`).toMatchFileSnapshot(
        golden(`${name}.coconut.txt`),
      );
    });
    test("Online Python Tutor", async () => {
      const { trace: steps, ...rest } = toPythonTutor(await make(), { steps: 18 });
      const lines = steps.map(step => JSON.stringify(step)).join("\n");
      await expect(`${JSON.stringify(rest)}\n${lines}\n`).toMatchFileSnapshot(golden(`${name}.opt.jsonl`));
    });
    test("SemCoder comments, whole and concise", async () => {
      const t = await make();
      const full = toSemcoder(t);
      await expect(full).toMatchFileSnapshot(golden(`${name}.semcoder.txt`));
      // No line of these two has states enough to leave any out.
      expect(toSemcoder(t, { concise: true })).toBe(full);
    });
    test("coverage", async () => {
      await expect(json(toCoverage(await make()))).toMatchFileSnapshot(golden(`${name}.coverage.json`));
    });
  });
}

describe("a loop of one line with many states", () => {
  test.each([
    ["drip", traceDrip],
    ["check", traceCheck],
  ])("keeps the first two and the last of them in concise SemCoder comments: %s", async (name, make) => {
    const t = await make();
    const [full, concise] = [toSemcoder(t), toSemcoder(t, { concise: true })];
    await expect(full).toMatchFileSnapshot(golden(`${name}.semcoder.txt`));
    await expect(concise).toMatchFileSnapshot(golden(`${name}.semcoder-concise.txt`));
    expect(concise.length).toBeLessThan(full.length);
  });
  test.each([
    ["drip", traceDrip],
    ["check", traceCheck],
  ])("is one line of CoCoNUT without repetitions: %s", async (name, make) => {
    const t = await make();
    const lists = [toCoconut(t), toCoconut(t, { noReps: true })];
    await expect(`${lists.map(list => JSON.stringify(list)).join("\n")}\n`).toMatchFileSnapshot(
      golden(`${name}.coconut.txt`),
    );
    expect(lists[1].length).toBeLessThan(lists[0].length / 2);
  });
});

describe("toCruxeval", () => {
  const code = "function f(x) { if (x > 1) throw new TypeError('big'); return x === 0 ? f : { x }; }";
  test.each([
    ["", /a call of the form f\(…\) is needed, found ""/],
    ["f(1).x", /a call of the form f\(…\) is needed, found "f\(1\)\.x"/],
    ["f(2)", /the call f\(2\) did not return: throw/],
    ["f(0)", /what f\(0\) returned has no literal: function/],
  ])("refuses the call %j with its reason", async (call, reason) => {
    const recorded = await trace(code, { call });
    expect(() => toCruxeval(recorded)).toThrow(reason);
  });
});
