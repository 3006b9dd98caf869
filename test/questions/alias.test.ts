import { afterAll, describe, expect, it } from "vitest";
import { answerText } from "../../src/questions/answer/answerText.js";
import { pose } from "../../src/questions/pose/pose.js";
import { ask } from "../../src/questions/prompt/ask.js";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

const SOURCE = `class Shelf {
  constructor(books) {
    this.books = books;
    this.copy = [...books];
  }
}
function f(list) {
  let other = [...list];
  const shelf = new Shelf(list);
  const held = { list, spare: other };
  other = list;
  const word = "text";
  const same = word;
  return [shelf, held, other, same];
}
`;

describe("alias questions", () => {
  it("ask as often about one object as about two, at moments that tell them apart", async () => {
    const recorded = await trace(SOURCE, { call: "f([1, 2])" });
    const said = new Map<string, string>();
    for (let seed = 0; seed < 60; seed++) {
      const { questions } = pose(recorded, { seed, tasks: ["alias"], limits: { alias: 8 } });
      const yes = questions.filter(({ truth }) => truth.task === "alias" && truth.same).length;
      expect(2 * yes).toBe(questions.length);
      for (const { variable = "", other = "", when, line, truth } of questions)
        said.set(`${when} line ${line}: ${[variable, other].sort().join(" ")}`, answerText(truth));
    }
    const right: Record<string, string> = {
      "before line 11: list other": "NO",
      "before line 12: list other": "YES",
      "after line 10: held.list list": "YES",
      "after line 10: held.spare list": "NO",
      "before line 10: list shelf.books": "YES",
    };
    for (const [moment, answer] of Object.entries(right))
      if (said.has(moment)) expect(said.get(moment), moment).toBe(answer);
    expect(Object.keys(right).filter(moment => said.has(moment)).length).toBeGreaterThan(3);
    // Primitives are no objects, however equal.
    for (const moment of said.keys()) expect(moment).not.toMatch(/word|same/);
  });

  it("are not asked where one sort is missing, and say so", async () => {
    const { questions, skipped } = pose(
      await trace("function f(a, b) {\n  return a.length + b.length;\n}\n", { call: "f([1], [1])" }),
      { tasks: ["alias"] },
    );
    expect(questions).toEqual([]);
    expect(skipped).toEqual([{ task: "alias", reason: "nothing to balance with", count: 1 }]);
  });

  it("say what YES means", async () => {
    const recorded = await trace(SOURCE, { call: "f([1, 2])" });
    const [question] = pose(recorded, { tasks: ["alias"] }).questions;
    const words = ask(question, recorded.programs[0]);
    expect(words.question).toMatch(
      /^Right (?:before|after) the 1st time line \d+ \(.*\), do `.+` and `.+` hold one and the same object\?/,
    );
    expect(words.question).toContain("equal content are not the same object");
    expect(words.form).toBe("YES or NO");
  });
});
