import { describe, expect, it } from "vitest";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import { readLiteral } from "../../src/questions/answer/readLiteral.js";
import type { Answer, Question } from "../../src/questions/Question.js";
import { literal } from "../../src/trace/derive/literal.js";
import type { Value } from "../../src/trace/format/Value.js";
import { nodeOf, number, PROGRAM, question } from "./question.js";

const OUTPUT = question({ task: "output", value: number(3), literal: "3" }, { of: "value" });
const PRINTED = question(
  { task: "output", value: { type: "string", value: "3", length: 1 }, literal: '"3"' },
  { of: "printed" },
);
const STATE = question(
  { task: "state", value: number(3), literal: "3" },
  { variable: "sum", when: "after", node: nodeOf("IfStatement"), line: 4 },
);
const COVERAGE = question({ task: "coverage", executed: true }, { node: nodeOf("IfStatement"), line: 4 });
const PATH = question({ task: "path", line: 4 }, { node: nodeOf("ForOfStatement"), line: 3 });
const LINES = question({ task: "lines", lines: [2, 3, 6] });

/** What was read, short: a literal, a word, a list, or `failure: …`. */
function read(completion: string, asked: Question): unknown {
  const answer = parseAnswer(completion, asked, PROGRAM);
  if (answer.failure !== undefined) return `failure: ${answer.failure}`;
  const { parsed } = answer;
  if (parsed !== null && typeof parsed === "object" && "type" in parsed) {
    const value = parsed as Value;
    return value.type === "error" ? `throws ${value.class}` : literal(value);
  }
  return parsed;
}

describe("parseAnswer reads values", () => {
  const cases: readonly [title: string, completion: string, expected: string][] = [
    ["bare", "[1, 2]", "[1, 2]"],
    ["with a label", "Answer: [1, 2]", "[1, 2]"],
    ["behind reasoning that holds other literals", "First `sum` is 0.\nThen 3.\n\nAnswer: 4", "4"],
    ["in bold with a bold label", "**Answer:** **42**", "42"],
    ["in a code span behind the label", "Answer: `{a: 1}`", "{a: 1}"],
    ["in a code span followed by prose", "Answer: `[3]` because only 3 is greater than 2.", "[3]"],
    ["in a fence behind the label", 'Answer:\n```javascript\n["a", "b"]\n```\n', '["a", "b"]'],
    ["in an unclosed fence", "```js\nnew Map([[1, 'x']])", 'new Map([[1, "x"]])'],
    ["in the last of several fences", "```\n1\n```\nwait\n```\n2\n```\nThat is it.", "2"],
    ["in tags", "[ANSWER]-0[/ANSWER]", "-0"],
    ["in tags without the closing one", "so [ANSWER] 'x\\n'", '"x\\n"'],
    ["in tags whose opening one stood in the prompt", "7\n[/ANSWER]\nIs there more?", "7"],
    ["in XML tags", "<answer>\ntrue\n</answer>", "true"],
    ["in the last of several tags", "[ANSWER]1[/ANSWER] no: [ANSWER]2[/ANSWER]", "2"],
    ["in a box", "So it is \\boxed{12}.", "12"],
    ["behind a thought", "<think>Answer: 1\nhm [1]</think>\n\nAnswer: 2", "2"],
    ["behind a thought that began in the prompt", "well, 1?\n</think>2", "2"],
    ["with an end-of-text token", "5<|im_end|>", "5"],
    ["with a full stop", "The answer is 5.", "5"],
    ["over several lines", "Answer: [\n  1,\n  2, // two\n]\n\nI hope this helps.", "[1, 2]"],
    ["with the call echoed", "Answer: total([1, 3]) === 3", "3"],
    ["with the call echoed and an arrow", "`total([1, 3])` → 3", "3"],
    ["after prose about the value", "The value of the call is 3", "3"],
    ["with a semicolon and a comment", "10n; // a bigint", "10n"],
    [
      "of every primitive sort",
      "[undefined, null, NaN, -Infinity, 1e3, 0x10, 1_000]",
      "[undefined, null, NaN, -Infinity, 1000, 16, 1000]",
    ],
    ["with holes and a template", "Answer: [, `a\nb`]", '[, "a\\nb"]'],
    ["as a template that is no code span", "Answer: `two words`", '"two words"'],
    ["with quoted, numeric and repeated keys", "{'b-c': 1, 2: 3, a: 4, a: 5}", '{"b-c": 1, 2: 3, a: 5}'],
    ["that hold the label themselves", 'Answer: "Answer: no"', '"Answer: no"'],
    [
      "of sets, dates and regular expressions",
      "[new Set([1, 1]), new Date(0), /a+/g]",
      "[new Set([1]), new Date(0), /a+/g]",
    ],
    ["with curly text inside", "Answer: '“quoted”'", '"“quoted”"'],
    ["as an error", "Answer: throws TypeError", "throws TypeError"],
    ["as an error with its message", "It throws a RangeError: Invalid array length", "throws RangeError"],
    ["as a throw statement", 'Answer: throw new TypeError("x is not a function")', "throws TypeError"],
  ];
  it.each(cases)("%s", (_title, completion, expected) => {
    expect(read(completion, OUTPUT)).toBe(expected);
  });

  it("past an echoed variable, for state", () => {
    expect(read("sum = 3", STATE)).toBe("3");
    expect(read("Answer: `sum` is 3", STATE)).toBe("3");
  });

  it("but not an error where none was asked for", () => {
    expect(read("throws TypeError", PRINTED)).toBe("failure: not one expression");
  });

  const failures: readonly [title: string, completion: string, failure: string][] = [
    ["nothing", "", "empty"],
    ["blanks and an end token", "  \n<|endoftext|>", "empty"],
    ["only an unclosed thought", "<think>The loop runs twice, so 3", "truncated"],
    ["an unclosed array", "Answer: [1, 2, ", "truncated"],
    ["an unclosed string", '"abc', "truncated"],
    ["an expression", "Answer: 1 + 2", "not a literal"],
    ["the call itself", "Answer: total([1, 3])", "not a literal"],
    ["a conditional", "3 ? 3 : 4", "not a literal"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the completion is meant so
    ["a template with a hole", "Answer: [`${3}`]", "not a literal"],
    ["a spread", "[...[1, 2]]", "not a literal"],
    ["a getter", "{get a() { return 1 }}", "not a literal"],
    ["a prototype", "{__proto__: {a: 1}}", "not a literal"],
    ["two values", "Answer: 1, 2", "not one expression"],
    ["two statements", "Answer: 1; 2", "not one expression"],
    ["injection", "3) || (process.exit(1)", "not one expression"],
    ["one line of prose", "I think it returns three", "not one expression"],
    ["prose of several lines", "Let me see.\nIt depends on the list.", "no answer found"],
    ["a refusal", "I'm sorry, but I can't run code.", "refused"],
  ];
  it.each(failures)("gives a reason for %s", (_title, completion, failure) => {
    expect(read(completion, OUTPUT)).toBe(`failure: ${failure}`);
  });

  it("a refusal with an answer behind it is an answer", () => {
    expect(read("I cannot run code, but by hand:\nAnswer: 3", OUTPUT)).toBe("3");
  });

  it("gives byte spans of the value and of its elements", () => {
    const completion = "Überlegung…\nAnswer: ['é', {b: 2}]";
    const answer = parseAnswer(completion, STATE, PROGRAM);
    const bytes = Buffer.from(completion);
    const texts = answer.elements.map(e => bytes.subarray(e.byteStart, e.byteEnd).toString());
    expect(texts).toEqual(["['é', {b: 2}]", "'é'", "{b: 2}"]);
    expect(answer.elements.map(e => e.text)).toEqual(texts);
    expect(answer.elements[0].node).toBe(STATE.node);
  });
});

describe("parseAnswer reads yes and no", () => {
  const cases: readonly [completion: string, expected: boolean | string][] = [
    ["YES", true],
    ["no", false],
    ["Answer: **YES**", true],
    ["**Answer**: `NO`", false],
    ["Answer: No, because the list is empty.", false],
    ["Yes. The branch is taken for 3.", true],
    ["The list holds 3, so the branch is taken.\n\nYES", true],
    ["NO\n\nExplanation: yes would need an item above 2.", false],
    ["[ANSWER]YES", true],
    ["<think>maybe NO</think>YES", true],
    ["Answer: it is not executed", false],
    ["The answer is: executed", true],
    ["Answer:\n> true", true],
    ["Answer: YES/NO", "failure: unknown word"],
    ["Answer: yes or no", "failure: unknown word"],
    ["Answer: maybe", "failure: unknown word"],
    ["It depends on the input.\nHard to say.", "failure: no answer found"],
    ["I am unable to execute code.", "failure: refused"],
    ["Nothing is executed.\nNotably so.", "failure: no answer found"],
  ];
  it.each(cases)("%j", (completion, expected) => {
    expect(read(completion, COVERAGE)).toBe(expected);
  });
});

describe("parseAnswer reads next lines", () => {
  const cases: readonly [completion: string, expected: unknown][] = [
    ["4", 4],
    ["Answer: line 4", 4],
    ["Answer: 4.", 4],
    ["Line 4", 4],
    ["Answer: `4 | if (item > 2) sum += item;`", 4],
    ["4\tif (item > 2) sum += item;", 4],
    ["The condition holds, so next is line 4.\nAnswer: **4**", 4],
    ["[ANSWER]\n4\n[/ANSWER]", 4],
    ["The next line is 4", 4],
    ["Answer: 4 (the branch head)", 4],
    ["returns", { end: "returns" }],
    ["Answer: `returns`", { end: "returns" }],
    ["Answer: the function returns", { end: "returns" }],
    ["**throws**", { end: "throws" }],
    ['"ends"', { end: "ends" }],
    ["Answer: not executed", { end: "not executed" }],
    ["Answer: it is never reached", { end: "not executed" }],
    ["Answer: 4 or 6", "failure: unknown word"],
    ["Answer: 4, 6", "failure: unknown word"],
    ["Answer: 4-6", "failure: unknown word"],
    ["return sum;", "failure: unknown word"],
    ["4th", "failure: unknown word"],
    ["-1", "failure: unknown word"],
  ];
  it.each(cases)("%j", (completion, expected) => {
    expect(read(completion, PATH)).toEqual(expected);
  });
});

describe("parseAnswer reads lists of lines", () => {
  const cases: readonly [completion: string, expected: unknown][] = [
    ["[2, 3, 4, 3, 6]", [2, 3, 4, 3, 6]],
    ["Answer: [2,3 , 6]", [2, 3, 6]],
    ["```json\n[\n  2,\n  3,\n  6\n]\n```", [2, 3, 6]],
    ["The list [1, 3] is passed.\nSo: [2, 3, 6]", [2, 3, 6]],
    ["Answer: 2, 3, 6", [2, 3, 6]],
    ["2 -> 3 → 6", [2, 3, 6]],
    ["2\n3\n6\n", [2, 3, 6]],
    ["Answer: Line 2, line 3, line 6", [2, 3, 6]],
    ['["2", "3", "6"]', [2, 3, 6]],
    ["Answer: [2, 3, 6] (then it returns [3])", [2, 3, 6]],
    ["2 | let sum = 0;\n3 | for (const item of list) {\n6 | return sum;", [2, 3, 6]],
    ["[2, 3, 6,]", [2, 3, 6]],
    ["[]", []],
    ["<think>[9]</think>Answer: [2]", [2]],
    ["Answer: [2, 3, ..., 6]", "failure: not a list of lines"],
    ["Answer: [2-4, 6]", "failure: not a list of lines"],
    ["Answer: [[2, 3], [6]]", "failure: not a list of lines"],
    ["Answer: [2, three]", "failure: not a list of lines"],
    ["Answer: 2, 3, ...", "failure: not a list of lines"],
    ["Answer: [2, 3, 4, 3, 4, 3", "failure: truncated"],
    ["[2, 3, 4,", "failure: truncated"],
    ["It runs the loop.\nThen returns.", "failure: no answer found"],
  ];
  it.each(cases)("%j", (completion, expected) => {
    expect(read(completion, LINES)).toEqual(expected);
  });

  it("with byte span, node, occurrence and step of every element, also of a list that was cut off", () => {
    const completion = "ÄAnswer: [2, 3, 4, 3";
    const { elements, failure }: Answer = parseAnswer(completion, LINES, PROGRAM);
    const claims = elements.map(({ text, node, occurrence, step }) => [text, node, occurrence, step]);
    const loop = nodeOf("ForOfStatement");
    expect(claims).toEqual([
      ["2", nodeOf("VariableDeclaration", 2), 1, 1],
      ["3", loop, 1, 2],
      ["4", nodeOf("IfStatement"), 1, 3],
      ["3", loop, 2, 4],
    ]);
    const bytes = Buffer.from(completion);
    expect(elements.map(e => bytes.subarray(e.byteStart, e.byteEnd).toString())).toEqual([
      "2",
      "3",
      "4",
      "3",
    ]);
    expect(failure).toBe("truncated");
  });
});

describe("readLiteral", () => {
  it("reads back what literal() writes", () => {
    const texts = [
      "-0",
      "[1, [2, {a: [3]}], ,]",
      "new Map([[{a: 1}, new Set([1, 2])]])",
      "new Uint8Array([1, 2])",
      'new String("x")',
      '{["__proto__"]: 1}',
      "new Date(NaN)",
      '"\\u2028"',
    ];
    for (const text of texts) {
      const read = readLiteral(text);
      expect("failure" in read ? read.failure : literal(read.value), text).toBe(text);
    }
  });
});
