import type { Program } from "../../program/Program.js";
import { conditionOwner, conditionText, isLogical, logicalOperator } from "../condition.js";
import type { Question } from "../Question.js";
import type { Ask } from "./ask.js";
import { code, ordinal, whereWords } from "./wording.js";

/** The words of a question about the outcome of a condition. */
export function askBranch(question: Question, program: Program): Ask {
  const { node = 0, line, occurrence } = question;
  const { type } = program.nodes[node];
  const text = code(conditionText(program, node));
  const time = `${ordinal(occurrence?.k ?? 1)} time`;
  const where = occurrence === undefined ? "" : ` ${whereWords(occurrence, program)}`;
  const form = "YES or NO";
  const whole = " An evaluation that an error cuts short does not count as a time.";
  const language = program.language === "python" ? "Python" : "JavaScript";
  if (isLogical(program, node)) {
    const operator = code(logicalOperator(program, node));
    return {
      question:
        `Is the right side of ${operator} in ${text} on line ${line} evaluated the ${time} its left side is evaluated${where}?\n` +
        `${sideRule(operator, language)}${whole}`,
      form,
    };
  }
  return {
    question:
      `Does the condition ${text} of the ${conditionOwner(program, node)} on line ${line} hold the ${time} it is evaluated${where}?\n` +
      `A condition holds when its value is one that ${language} treats as true.${/^(?:ConditionalExpression|conditional_expression)$/.test(type) ? whole : ""}`,
    form,
  };
}

function sideRule(operator: string, language: string): string {
  if (operator === "`??`") return "It is where the left side is `null` or `undefined`.";
  return `It is where ${language} treats the value of the left side as ${/^`(?:\|\||or)`$/.test(operator) ? "false" : "true"}.`;
}
