import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAnswer } from "../../src/questions/answer/parseAnswer.js";
import type { Question } from "../../src/questions/Question.js";
import { score } from "../../src/questions/score/score.js";
import { number, PROGRAM, question } from "./question.js";

const QUESTIONS: readonly Question[] = [
  question({ task: "output", value: number(3), literal: "3" }, { of: "value" }),
  question({ task: "state", value: number(3), literal: "3" }, { variable: "sum", when: "after" }),
  question({ task: "coverage", executed: true }),
  question({ task: "path", line: 4 }),
  question({ task: "lines", lines: [2, 3, 6] }),
];

/** Text made of what completions are made of. */
const completion = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."[ ] { } ( ) ` ``` ```js ** , : ; -> → . ... … \n \n\n # > 1 12 -0 'x' \"y\" yes NO returns not executed".split(
          " ",
        ),
        ..."Answer: [ANSWER] [/ANSWER] <think> </think> <answer> </answer> \\boxed{ } <|im_end|> throws TypeError".split(
          " ",
        ),
        ..."total([1, 3]) sum = undefined new Map([ new Set() line The answer is 3 | return 𝒳 é \u2028 \ud800".split(
          " ",
        ),
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 25 },
  )
  .chain(parts => fc.constantFrom("", " ", "\n").map(separator => parts.join(separator)));

describe("parseAnswer", () => {
  it("reads any text without an error, gives spans that hold the elements' texts, and can be scored", () => {
    fc.assert(
      fc.property(completion, text => {
        const bytes = Buffer.from(text);
        for (const asked of QUESTIONS) {
          const answer = parseAnswer(text, asked, PROGRAM);
          expect(answer.failure !== undefined || answer.parsed !== undefined).toBe(true);
          for (const { byteStart, byteEnd, text: element } of answer.elements) {
            expect(byteStart).toBeLessThan(byteEnd);
            expect(bytes.subarray(byteStart, byteEnd).toString()).toBe(Buffer.from(element).toString());
          }
          const { verdict } = score(answer, asked);
          expect(answer.failure === undefined).toBe(verdict === "right" || verdict === "wrong");
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
  });

  const long = 100_000;
  it.each([
    ["line ends", "\n".repeat(long)],
    ["blanks before a word", `${" ".repeat(long)}x`],
    ["open brackets", "[".repeat(long)],
    ["back-ticks", "`".repeat(long)],
    ["open thoughts", "<think>".repeat(long / 7)],
    ["labels", "Answer: [1,\n".repeat(long / 12)],
    ["semicolons and comments", "Answer: 1".concat("; // x".repeat(long / 6), "\n!")],
    ["numbers", `Answer: ${"12, ".repeat(long / 4)}…`],
    ["tags", "[ANSWER]".repeat(long / 8)],
    ["prose", "Answer: the value of x is\n".repeat(long / 26)],
    // A quadratic reader would take minutes and meet the runner's timeout.
  ])("reads 100 000 characters of %s", (_title, text) => {
    for (const asked of QUESTIONS) {
      const { parsed, failure } = parseAnswer(text, asked, PROGRAM);
      // A list that was cut off has both.
      expect(parsed ?? failure).toBeDefined();
    }
  });
});
