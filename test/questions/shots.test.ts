import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashProgram } from "../../src/program/hash.js";
import type { Program } from "../../src/program/Program.js";
import { validatePrompt } from "../../src/questions/PromptSchema.js";
import { pose } from "../../src/questions/pose/pose.js";
import { chooseDemonstrations } from "../../src/questions/prompt/chooseDemonstrations.js";
import { type Demonstration, prompt } from "../../src/questions/prompt/prompt.js";
import { workedSteps } from "../../src/questions/prompt/workedSteps.js";
import type { Question } from "../../src/questions/Question.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import { closePool, trace } from "../../src/trace/trace.js";

/** Programs of four clusters with all their questions. */
let posed: { readonly program: Program; readonly trace: Trace; readonly questions: readonly Question[] }[];
let pool: readonly Question[];

const source = (add: number): string =>
  `// ä ${add}\nfunction f(list) {\n  let sum = ${add};\n  for (const item of list) {\n    if (item > 2) sum += item;\n  }\n  return sum;\n}\n`;

beforeAll(async () => {
  posed = await Promise.all(
    [0, 10, 20, 30].map(async add => {
      const made = await trace(source(add), { file: `p${add}.js`, call: "f([1, 3])" });
      const cluster = `p${add}`;
      return { program: made.programs[0], trace: made, questions: pose(made, { cluster }).questions };
    }),
  );
  pool = posed.flatMap(({ questions }) => questions);
});
afterAll(closePool);

function demonstration(question: Question): Demonstration {
  const found = posed.find(({ program }) => program.id === question.program);
  if (found === undefined) throw new Error(question.program);
  return { question, program: found.program, reasoning: workedSteps(question, found.program, found.trace) };
}

function first(task: string): { question: Question; program: Program } {
  const question = posed[0].questions.find(one => one.task === task);
  if (question === undefined) throw new Error(task);
  return { question, program: posed[0].program };
}

const settings = (["code-first", "call-first"] as const).flatMap(order =>
  (["direct", "cot"] as const).flatMap(style => [true, false].map(numbered => ({ order, style, numbered }))),
);

describe("prompt with demonstrations", () => {
  it.each(settings)("maps every byte of every program and call: %o", options => {
    const { question, program } = first("state");
    const demonstrations = chooseDemonstrations(pool, question, { shots: 3 }).map(demonstration);
    const shown = prompt(question, program, { ...options, demonstrations });
    const texts = new Map([
      [hashProgram("javascript", "f([1, 3])").slice(0, 16), "f([1, 3])"],
      ...posed.map(one => [one.program.id, one.program.source] as const),
    ]);
    expect(shown.programs).toHaveLength(8);
    const bytes = Buffer.from(shown.text);
    for (const { program: id, byteStart, byteEnd, pieces } of shown.programs) {
      const code = Buffer.from(texts.get(id) ?? "");
      let at = 0;
      for (const [where, from, length] of pieces) {
        expect(from).toBe(at);
        expect(bytes.subarray(where, where + length).equals(code.subarray(from, from + length))).toBe(true);
        at += length;
      }
      expect(at).toBe(code.length);
      expect([byteStart, byteEnd]).toEqual([
        pieces[0][0],
        pieces[pieces.length - 1][0] + pieces[pieces.length - 1][2],
      ]);
    }
    expect(shown.demonstrations).toEqual(demonstrations.map(one => one.question.id));
    expect(shown.programs.slice(-2).map(one => one.program)).toContain(program.id);
    expect(validatePrompt(JSON.parse(JSON.stringify(shown)), "prompt.json")).toEqual(shown);
    expect(prompt(question, program, { ...options, demonstrations })).toEqual(shown);
  });

  it("ends as the prompt without any ends, and shows the right answer of each and no truth of its own", () => {
    for (const { question, program } of posed[0].questions.map(({ task }) => first(task))) {
      const demonstrations = chooseDemonstrations(pool, question, { shots: 2 }).map(demonstration);
      const plain = prompt(question, program).text;
      const { text } = prompt(question, program, { demonstrations });
      expect(text.endsWith(plain)).toBe(true);
      expect(text.slice(0, -plain.length).match(/^Answer: /gm)).toHaveLength(2);
    }
  });

  it("takes the first that may be shown, as many as asked for, and says when there are too few", () => {
    const { question, program } = first("path");
    const all = pool.filter(({ task }) => task === "path").map(demonstration);
    const shown = prompt(question, program, { shots: 1, demonstrations: all }).demonstrations;
    expect(shown).toEqual([all.find(one => one.question.cluster !== question.cluster)?.question.id]);
    expect(() => prompt(question, program, { shots: 3 })).toThrow(
      /shots: 3 demonstrations asked for, but for question [0-9a-f]{16} \(p0\.js\) there are only 0: task path, on programs of other clusters/,
    );
    expect(() => chooseDemonstrations(pool, question, { shots: 4 })).toThrow(/there are only 3/);
  });

  it.each(["fixed", "random"] as const)(
    "chooses %s ones of other clusters, whatever the order of the pool",
    choice => {
      const turned = [...pool].reverse();
      for (const question of pool) {
        if (pool.filter(({ task, of }) => task === question.task && of === question.of).length < 4) continue;
        const chosen = chooseDemonstrations(pool, question, { shots: 2, choice, seed: 5 });
        expect(chooseDemonstrations(turned, question, { shots: 2, choice, seed: 5 })).toEqual(chosen);
        const clusters = [question, ...chosen].map(({ cluster }) => cluster);
        expect(new Set(clusters).size).toBe(3);
        expect(chosen.map(({ task }) => task)).toEqual([question.task, question.task]);
      }
      const of = (seed: number): string[] =>
        pool
          .flatMap(question => chooseDemonstrations(pool, question, { shots: 1, choice, seed }))
          .map(({ id }) => id);
      expect(of(1)).not.toEqual(of(2));
    },
  );

  it("says of a moment that never comes that it does not", () => {
    const never = pool.find(({ truth }) => truth.task === "path" && truth.end === "not executed") as Question;
    const { reasoning = "" } = demonstration(never);
    expect(reasoning.trimEnd().split("\n").at(-1)).toBe("The moment asked about never comes.");
  });

  it("works out an answer from the facts of the trace", () => {
    const lines = posed[1].questions.find(({ task }) => task === "lines") as Question;
    expect(workedSteps(lines, posed[1].program, posed[1].trace)).toBe(
      [
        "In the 1st call of `f` (line 2) these lines are reached one after the other:",
        "- line 3, now with `list = [1, 3]`",
        "- line 4, now with `sum = 10`",
        "- line 5, now with `item = 1`",
        "- line 4",
        "- line 5, now with `item = 3`",
        "- line 5",
        "- line 4, now with `sum = 13`",
        "- line 7",
        "All lines in order, those of other calls among them: 3, 4, 5, 4, 5, 4, 7.",
        "",
      ].join("\n"),
    );
  });
});
