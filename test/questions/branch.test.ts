import { afterAll, describe, expect, it } from "vitest";
import { answerText } from "../../src/questions/answer/answerText.js";
import { pose } from "../../src/questions/pose/pose.js";
import { ask } from "../../src/questions/prompt/ask.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

const SOURCE = `function f(list) {
  let odd = 0;
  let i = 0;
  while (i < list.length) {
    if (list[i] % 2) odd++;
    const name = list[i] > 4 ? "big" : "small";
    const kept = name === "big" && list[i];
    i += kept ? 2 : 1;
  }
  do odd--; while (odd > 0);
  for (let j = 0; j < 2; j++) if (j ?? odd) odd = j || null;
  return odd ?? "none";
}
`;

/** First sentence of every branch question of a trace over many seeds, with its answer. */
async function asked(source: string, call: string): Promise<Map<string, string>> {
  const recorded = await trace(source, { call });
  const said = new Map<string, string>();
  for (let seed = 0; seed < 60; seed++) {
    const { questions } = pose(recorded, { seed, tasks: ["branch"], limits: { branch: 100 } });
    const yes = questions.filter(({ truth }) => truth.task === "branch" && truth.holds).length;
    expect(2 * yes).toBe(questions.length);
    for (const question of questions)
      said.set(
        ask(question, recorded.programs[0])
          .question.split("\n")[0]
          .replace(" in the 1st call of `f` (line 1)", ""),
        answerText(question.truth),
      );
  }
  return said;
}

describe("branch questions", () => {
  it("ask whether a stated evaluation holds, of every kind of condition, as often YES as NO", async () => {
    const said = await asked(SOURCE, "f([1, 6, 9, 3])");
    const right: Record<string, string> = {
      "Does the condition `i < list.length` of the `while` loop on line 4 hold the 3rd time it is evaluated?":
        "YES",
      "Does the condition `i < list.length` of the `while` loop on line 4 hold the 4th time it is evaluated?":
        "NO",
      "Does the condition `list[i] % 2` of the `if` on line 5 hold the 1st time it is evaluated?": "YES",
      "Does the condition `list[i] % 2` of the `if` on line 5 hold the 2nd time it is evaluated?": "NO",
      "Does the condition `list[i] > 4` of the `? :` expression on line 6 hold the 1st time it is evaluated?":
        "NO",
      "Does the condition `list[i] > 4` of the `? :` expression on line 6 hold the 2nd time it is evaluated?":
        "YES",
      '"&&"1': "NO",
      '"&&"2': "YES",
      "Does the condition `odd > 0` of the `do … while` loop on line 10 hold the 1st time it is evaluated?":
        "YES",
      "Does the condition `odd > 0` of the `do … while` loop on line 10 hold the 2nd time it is evaluated?":
        "NO",
      "Does the condition `j < 2` of the `for` loop on line 11 hold the 3rd time it is evaluated?": "NO",
      'Is the right side of `??` in `odd ?? "none"` on line 12 evaluated the 1st time its left side is evaluated?':
        "NO",
    };
    const and = (time: string): string =>
      `Is the right side of \`&&\` in \`name === "big" && list[i]\` on line 7 evaluated the ${time} time its left side is evaluated?`;
    right[and("1st")] = "NO";
    right[and("2nd")] = "YES";
    delete right['"&&"1'];
    delete right['"&&"2'];
    for (const [question, answer] of Object.entries(right)) expect(said.get(question), question).toBe(answer);
  });

  it("leave out a condition that stands twice on its line, and say so", async () => {
    const source =
      "function f(a) {\n  return (a ? 1 : 2) + (a ? 3 : 4) + (a > 1 ? 5 : 6);\n}\n[f(0), f(2)];\n";
    const recorded = await trace(source, { call: "f(1)" });
    const { questions, skipped } = pose(recorded, { tasks: ["branch"], limits: { branch: 100 } });
    expect(questions.map(({ line, occurrence, truth }) => [line, occurrence?.call, truth])).toHaveLength(2);
    expect(skipped).toContainEqual({ task: "branch", reason: "stands twice on its line", count: 2 });
  });

  it("count evaluations that an error cuts short nowhere", async () => {
    const source = `function f(list) {
  const seen = [];
  for (const get of list) {
    try {
      seen.push(get() ? 1 : 2);
    } catch {
      seen.push(0);
    }
  }
  return seen;
}
`;
    const said = await asked(source, "f([() => true, () => { throw 1; }, () => false])");
    const words = "Does the condition `get()` of the `? :` expression on line 5 hold the";
    expect(said.get(`${words} 1st time it is evaluated?`)).toBe("YES");
    expect(said.get(`${words} 2nd time it is evaluated?`)).toBe("NO");
  });
});
