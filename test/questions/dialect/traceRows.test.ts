import { afterAll, describe, expect, it } from "vitest";
import { drawFamilyProgram } from "../../../src/datasets/family/drawFamilyProgram.js";
import { parse } from "../../../src/program/parse.js";
import { traceText } from "../../../src/questions/dialect/dialectText.js";
import { traceRows } from "../../../src/questions/dialect/traceRows.js";
import { pose } from "../../../src/questions/pose/pose.js";
import { lineSteps } from "../../../src/trace/derive/linePath.js";
import { nextLine } from "../../../src/trace/derive/nextLine.js";
import { closePool, trace } from "../../../src/trace/trace.js";

afterAll(closePool);

const record = (source: string, call: string): ReturnType<typeof trace> => trace(parse(source), { call });

describe("rows of a trace", () => {
  it("hold line, count, the values after the step, and how a condition came out", async () => {
    const source = `const m = { n: 4, e: 9, s: 2, w: 7 };
function f(a, b) {
  let c = 3;
  for (let i = 0; i < 2; i++) {
    [a, c] = [c, a];
    if (a > 4) {
      c = m[b];
    }
  }
  return c;
}
`;
    const rows = traceRows(await record(source, 'f(6, "e")'));
    expect(typeof rows === "string" ? rows : traceText(rows)).toBe(`#trace a b c i
@3 k=1 6 "e" 3 . ;
@4 k=1 6 "e" 3 0 T
@5 k=1 3 "e" 6 0 ;
@6 k=1 3 "e" 6 0 F
@4 k=2 3 "e" 6 1 T
@5 k=2 6 "e" 3 1 ;
@6 k=2 6 "e" 3 1 T
@7 k=1 6 "e" 9 1 ;
@4 k=3 6 "e" 9 2 F
@10 k=1 6 "e" 9 . ;
#return 9`);
  });

  it("say why a trace cannot be written", async () => {
    const cases: [string, string, string][] = [
      ["function f(a) {\n  return a + 20;\n}\n", "f(3)", "value out of range"],
      ["function f(a) {\n  a = 30;\n  return 3;\n}\n", "f(3)", "value out of range"],
      ["function f(a) {\n  throw new Error('x');\n}\n", "f(3)", "does not return"],
      [
        "function g(a) {\n  return a;\n}\nfunction f(a) {\n  return g(a);\n}\n",
        "f(3)",
        "more than one function",
      ],
      ["function f(a, b, c, d, e) {\n  return a;\n}\n", "f(1, 2, 3, 4, 5)", "too many variables"],
      ["function f(a) {\n  return a;\n}\n", "", "no call"],
    ];
    for (const [source, call, reason] of cases)
      expect(traceRows(await record(source, call)), source).toBe(reason);
  });

  // What plain JavaScript gives is the referee here, not the recorder: the function is evaluated as it stands.
  it("agree with plain evaluation, with the line-trace questions and with next lines, for 150 programs", async () => {
    let compared = 0;
    for (let i = 0; compared < 150; i++) {
      const drawn = drawFamilyProgram(77, i, "train");
      if (drawn === undefined) continue;
      const recorded = await record(drawn.source, drawn.calls[0]);
      const rows = traceRows(recorded);
      if (typeof rows === "string") continue;
      compared++;
      const plain = new Function(`${drawn.source}; return ${drawn.calls[0]};`)() as number | string;
      expect(rows.result, drawn.source).toBe(JSON.stringify(plain));
      const lines = pose(recorded, { tasks: ["lines"] }).questions[0]?.truth;
      const merged = rows.rows.map(({ line }) => line).filter((line, at, all) => line !== all[at - 1]);
      expect(lines, drawn.source).toEqual({ task: "lines", lines: merged });
      const own = lineSteps(recorded).slice(-rows.rows.length);
      own.forEach((occurrence, at) => {
        const next = rows.rows[at + 1]?.line;
        expect(nextLine(recorded, occurrence).line, `${drawn.source} row ${at}`).toBe(next);
      });
      // The returned variable holds the result in the last row.
      const name = /return (\w+);/.exec(drawn.source)![1];
      expect(rows.rows.at(-1)?.values[rows.slots.indexOf(name)]).toBe(rows.result);
    }
  }, 120_000);
});
