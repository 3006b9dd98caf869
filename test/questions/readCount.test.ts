import { describe, expect, it } from "vitest";
import { parsedText } from "../../src/questions/answer/answerText.js";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import type { Question } from "../../src/questions/Question.js";
import { score } from "../../src/questions/score/score.js";
import { nodeOf, PROGRAM, question } from "./question.js";

const OCCURRENCE = {
  node: nodeOf("IfStatement"),
  line: 4,
  frame: 1,
  function: nodeOf("FunctionDeclaration"),
  call: 1,
  k: 2,
  kRun: 2,
};
const AT = { node: OCCURRENCE.node, line: 4, occurrence: OCCURRENCE };
const DEFINITION = question({ task: "definition", line: 4, k: 2 }, { ...AT, variable: "sum" });
const PARAMETER = question({ task: "definition", parameter: true }, { ...AT, variable: "list" });
const BRANCH = question({ task: "branch", holds: true }, AT);
const ROUNDS = question({ task: "iterations", rounds: 3 }, AT);
const ALIAS = question(
  { task: "alias", same: false },
  { ...AT, variable: "list", other: "item", when: "before" },
);

function read(completion: string, asked: Question): string {
  const answer = parseAnswer(completion, asked, PROGRAM);
  return answer.failure ?? parsedText(answer.parsed) ?? "";
}

/** `right: match`, `wrong: different line`, … */
function verdict(completion: string, asked: Question): string {
  const { verdict: kind, reason } = score(parseAnswer(completion, asked, PROGRAM), asked);
  return `${kind}: ${reason}`;
}

describe("where a variable was set is read from", () => {
  it.each([
    ["Answer: 5, 2", "5, 2"],
    ["5,2", "5, 2"],
    ["(5, 2)", "5, 2"],
    ["[5, 2]", "5, 2"],
    ["Answer: `5, 2`", "5, 2"],
    ["**Answer:** **5, 2**", "5, 2"],
    ["Answer: line 5, 2", "5, 2"],
    ["Answer: line 5, 2nd time", "5, 2"],
    ["Answer: line 5, for the 2nd time", "5, 2"],
    ["Answer: Line 5 (2nd time)", "5, 2"],
    ["Answer: line 5, time 2", "5, 2"],
    ["Answer: line: 5, count: 2", "5, 2"],
    ['Answer: {"line": 5, "count": 2}', "5, 2"],
    ["Answer: line 5 (`sum += item`), 2", "5, 2"],
    ["Answer: the 2nd time line 5 was executed", "5, 2"],
    ["Answer: 2nd occurrence of line 5", "5, 2"],
    ["The answer is 5, 2.", "5, 2"],
    ["[ANSWER]5, 2[/ANSWER]", "5, 2"],
    ["<think>line 3, 1?</think>\n5, 2", "5, 2"],
    ["First line 2 sets it.\nThen line 5.\n\nAnswer: 5, 2\n\nI hope this helps.", "5, 2"],
    ["Answer: 5, 2 (the second round of the loop)", "5, 2"],
    ["Answer: parameter", "parameter"],
    ["Answer: `parameter`", "parameter"],
    ["Answer: the parameter", "parameter"],
    ["It is set by the call itself", "parameter"],
    ["Answer: Parameter.", "parameter"],
    ["Answer: 5", "not a line and a count"],
    ["Answer: line 5", "not a line and a count"],
    ["Answer: 5, 2 or 5, 3", "not a line and a count"],
    ["Answer: 5, 2, 7", "not a line and a count"],
    ["Answer: sum += item", "not a line and a count"],
    ["", "empty"],
    ["<think>well", "truncated"],
    ["I'm sorry, I can't run code.", "refused"],
  ])("%j: %s", (completion, expected) => {
    expect(read(completion, DEFINITION)).toBe(expected);
  });

  it("and claims the statement of the line it names, the how-many-th time", () => {
    const { elements } = parseAnswer("Ünd: Answer: 4, 2", DEFINITION, PROGRAM);
    const both = parseAnswer("Answer: 4, 2", DEFINITION, PROGRAM).elements;
    expect(both).toEqual([
      { byteStart: 8, byteEnd: 12, text: "4, 2", node: nodeOf("IfStatement", 4), occurrence: 2 },
    ]);
    expect(elements.length).toBeLessThanOrEqual(1);
    expect(parseAnswer("parameter", PARAMETER, PROGRAM).elements).toEqual([
      { byteStart: 0, byteEnd: 9, text: "parameter" },
    ]);
  });

  it("and scored by line, then by count", () => {
    expect(verdict("4, 2", DEFINITION)).toBe("right: match");
    expect(verdict("4, 1", DEFINITION)).toBe("wrong: different count");
    expect(verdict("3, 2", DEFINITION)).toBe("wrong: different line");
    expect(verdict("parameter", DEFINITION)).toBe("wrong: parameter instead of a line");
    expect(verdict("parameter", PARAMETER)).toBe("right: match");
    expect(verdict("4, 2", PARAMETER)).toBe("wrong: line instead of the parameter");
    expect(verdict("4", DEFINITION)).toBe("unparsed: not a line and a count");
  });
});

describe("a number of rounds is read from", () => {
  it.each([
    ["3", "3"],
    ["Answer: 3", "3"],
    ["Answer: **3**", "3"],
    ["Answer: 3 rounds", "3"],
    ["Answer: three", "3"],
    ["Answer: Three rounds.", "3"],
    ["It makes 3 rounds.", "3"],
    ["The loop runs 3 times", "3"],
    ["Answer: 0 (the list is empty)", "0"],
    ["Answer: zero", "0"],
    ["Answer: once", "1"],
    ["\\boxed{12}", "12"],
    ["`7`", "7"],
    ["Let me see: item 1, then 5.\nAnswer: 2", "2"],
    ["Answer: 3 or 4", "not a number"],
    ["Answer: 3-4", "not a number"],
    ["Answer: 2 + 1", "not a number"],
    ["Answer: 1.5", "not a number"],
    ["Answer: n", "not a number"],
    ["Answer: list.length", "not a number"],
  ])("%j: %s", (completion, expected) => {
    expect(read(completion, ROUNDS)).toBe(expected);
  });

  it("and scored as too few or too many", () => {
    expect(verdict("3", ROUNDS)).toBe("right: match");
    expect(verdict("2", ROUNDS)).toBe("wrong: too few rounds");
    expect(verdict("40", ROUNDS)).toBe("wrong: too many rounds");
    expect(verdict("many", ROUNDS)).toBe("unparsed: not a number");
  });
});

describe("YES and NO are read from what means the same", () => {
  it.each([
    ["YES", BRANCH, "YES"],
    ["Answer: No.", BRANCH, "NO"],
    ["Answer: true", BRANCH, "YES"],
    ["The condition holds.", BRANCH, "YES"],
    ["Answer: does not hold", BRANCH, "NO"],
    ["Answer: falsy", BRANCH, "NO"],
    ["Answer: it is not evaluated", BRANCH, "NO"],
    ["Answer: YES or NO", BRANCH, "unknown word"],
    ["Answer: 3", BRANCH, "unknown word"],
    ["Answer: NO", ALIAS, "NO"],
    ["They are the same object", ALIAS, "YES"],
    ["Answer: different objects", ALIAS, "NO"],
    ["Answer: not the same object", ALIAS, "NO"],
    ["Answer: they hold one and the same object", ALIAS, "YES"],
    ["Answer: two separate arrays", ALIAS, "NO"],
  ] as const)("%j", (completion, asked, expected) => {
    expect(read(completion, asked)).toBe(expected);
  });

  it("and scored with what the answer says", () => {
    expect(verdict("YES", BRANCH)).toBe("right: match");
    expect(verdict("NO", BRANCH)).toBe("wrong: says it does not hold");
    expect(verdict("YES", { ...BRANCH, truth: { task: "branch", holds: false } })).toBe(
      "wrong: says it holds",
    );
    expect(verdict("NO", ALIAS)).toBe("right: match");
    expect(verdict("YES", ALIAS)).toBe("wrong: says the same object");
    expect(verdict("NO", { ...ALIAS, truth: { task: "alias", same: true } })).toBe(
      "wrong: says different objects",
    );
  });
});
