import { afterAll, describe, expect, it } from "vitest";
import { copyInput } from "../../src/providers/baselines/copyInput.js";
import { answerText } from "../../src/questions/answer/answerText.js";
import { pose } from "../../src/questions/pose/pose.js";
import { prompt } from "../../src/questions/prompt/prompt.js";
import type { Question } from "../../src/questions/Question.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

/** `total before line 3, call 1, time 2: 4, 1` of every definition question of a trace, over many seeds. */
async function asked(
  source: string,
  call: string,
  limit = 200,
): Promise<{ said: Map<string, string>; questions: Question[] }> {
  const recorded = await trace(source, { call });
  const said = new Map<string, string>();
  const questions: Question[] = [];
  for (let seed = 0; seed < 40; seed++) {
    for (const question of pose(recorded, { seed, tasks: ["definition"], limits: { definition: limit } })
      .questions) {
      const { variable, line, occurrence, truth } = question;
      said.set(
        `${variable} before line ${line}, call ${occurrence?.call}, time ${occurrence?.k}`,
        answerText(truth),
      );
      questions.push(question);
    }
  }
  return { said, questions };
}

/** Not every moment is asked about (few that the text gives away are), but those that are have the right answer. */
function expectAmong(said: ReadonlyMap<string, string>, right: Readonly<Record<string, string>>): void {
  const known = Object.entries(right).filter(([moment]) => said.has(moment));
  for (const [moment, answer] of known) expect(said.get(moment), moment).toBe(answer);
  expect(known.length).toBeGreaterThan(0.7 * Object.keys(right).length);
}

const LOOP = `function f(list, low) {
  let sum = 0;
  for (const item of list) {
    if (item < low) low = item;
    sum += item;
  }
  return sum + low;
}
`;

describe("definition questions", () => {
  it("ask for the line that set the variable, and the how-many-th time it did", async () => {
    const { said } = await asked(LOOP, "f([5, 1, 7], 3)");
    const right: Record<string, string> = {
      "sum before line 3, call 1, time 1": "2, 1",
      "sum before line 3, call 1, time 2": "5, 1",
      "sum before line 5, call 1, time 3": "5, 2",
      "sum before line 7, call 1, time 1": "5, 3",
      "item before line 5, call 1, time 2": "3, 2",
      "low before line 4, call 1, time 1": "parameter",
      "low before line 4, call 1, time 2": "parameter",
      "low before line 5, call 1, time 2": "4, 1",
      "low before line 7, call 1, time 1": "4, 1",
    };
    expectAmong(said, right);
  });

  it("count the head of a loop, taking apart, updates, catch and a `let` without a value", async () => {
    const source = `function f(pairs) {
  let seen = 0;
  for (let i = 0; i < pairs.length; i++) {
    let [a, b] = pairs[i];
    let c;
    try {
      if (b > 1) throw b;
      ({ a, c = 9 } = { a: b });
    } catch (a) {
      seen += a;
      a = 0;
      seen++;
    }
    b ||= 4;
    seen += c ?? a;
  }
  return seen;
}
`;
    const { said } = await asked(source, "f([[1, 0], [2, 3], [4, 1]])");
    const right: Record<string, string> = {
      "i before line 4, call 1, time 1": "3, 1",
      // The copy of `i` that a round gets is no set: the second is the first `i++`.
      "i before line 4, call 1, time 2": "3, 2",
      "i before line 7, call 1, time 3": "3, 3",
      "b before line 7, call 1, time 2": "4, 2",
      "a before line 14, call 1, time 1": "8, 1",
      "a before line 15, call 1, time 2": "4, 2",
      "b before line 15, call 1, time 1": "14, 1",
      // `||=` sets it only when it assigns.
      "b before line 15, call 1, time 3": "4, 3",
      "c before line 7, call 1, time 2": "5, 2",
      "c before line 15, call 1, time 2": "5, 2",
      "c before line 15, call 1, time 3": "8, 2",
      "seen before line 17, call 1, time 1": "15, 3",
      "seen before line 12, call 1, time 1": "10, 1",
      // The variable of the catch is another `a`.
      "a before line 10, call 1, time 1": "9, 1",
    };
    expectAmong(said, right);
  });

  it("are not asked where another call set it last, nor about variables set once", async () => {
    const source = `function f() {
  let n = 0;
  const once = 1;
  const more = () => { n += 5; };
  n = 1;
  more();
  n++;
  return n + once;
}
`;
    const { said } = await asked(source, "f()");
    expect(said.get("n before line 6, call 1, time 1")).toBe("5, 1");
    expect(said.has("n before line 7, call 1, time 1")).toBe(false);
    expect(said.get("n before line 8, call 1, time 1")).toBe("7, 1");
    expect([...said.keys()].some(key => key.startsWith("once"))).toBe(false);
    const { skipped } = pose(await trace(source, { call: "f()" }), { tasks: ["definition"] });
    expect(skipped.map(({ reason }) => reason)).toContain("set by another call");
  });

  it("prefer what going up the text does not answer", async () => {
    const { questions } = await asked(LOOP, "f([5, 1, 7], 3)", 4);
    const recorded = await trace(LOOP, { call: "f([5, 1, 7], 3)" });
    const [program] = recorded.programs;
    const copy = copyInput();
    const copied = questions.filter(
      question => copy.answer({ question, program, sample: 0 }) === `Answer: ${answerText(question.truth)}`,
    );
    expect(copied.length).toBeLessThanOrEqual(questions.length / 2);
  });

  it("state what counts as setting, and the form of the answer", async () => {
    const recorded = await trace(LOOP, { call: "f([5, 1, 7], 3)" });
    const { questions } = pose(recorded, { tasks: ["definition"], limits: { definition: 50 } });
    for (const question of questions) {
      const { text } = prompt(question, recorded.programs[0]);
      expect(text).toContain(`What last set the variable \`${question.variable}\` before the `);
      expect(text).toContain("in the 1st call of `f` (line 1)?");
      expect(text).toMatch(/Answer: <line>, <count>, or parameter\n$/);
      expect(text).toContain("A parameter is set by the call itself");
    }
  });
});
