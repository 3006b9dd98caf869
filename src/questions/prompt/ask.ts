import type { Program } from "../../program/Program.js";
import { wantedCall } from "../answer/plainCall.js";
import type { Question } from "../Question.js";
import { askAlias } from "./askAlias.js";
import { askBranch } from "./askBranch.js";
import { askDefinition } from "./askDefinition.js";
import { askIterations } from "./askIterations.js";
import { languageWords } from "./languageWords.js";
import { code, headConvention, lineWords, momentWords, occurrenceWords } from "./wording.js";

/** What a prompt asks, by task. */
export interface Ask {
  /** The question with the conventions its answer follows. */
  readonly question: string;
  /** What stands behind `Answer:`. */
  readonly form: string;
}

/** The question in words. */
export function ask(question: Question, program: Program): Ask {
  switch (question.task) {
    case "output":
      return output(question, program);
    case "input":
      return input(question, program, question.truth);
    case "coverage":
      return {
        question:
          `Is ${lineWords(question, program)} executed at least once ${span(question)}?\n` +
          "A statement counts as executed when it begins; a loop or branch head counts when it is evaluated.",
        form: "YES or NO",
      };
    case "path":
      return path(question, program);
    case "state":
      return state(question, program);
    case "lines":
      return lines(question, program);
    case "definition":
      return askDefinition(question, program);
    case "branch":
      return askBranch(question, program);
    case "iterations":
      return askIterations(question, program);
    case "alias":
      return askAlias(question, program);
  }
}

function span(question: Question): string {
  return question.call === ""
    ? "while the program runs"
    : "while the program is loaded and the call is evaluated";
}

function output(question: Question, program: Program): Ask {
  const words = languageWords(program);
  if (question.of === "printed") {
    return {
      question:
        `What text is printed to standard output ${span(question)}, until nothing is left to do?\n` +
        `${words.text}, with \`\\n\` between the lines and no line end behind the last one.`,
      form: "<string literal>",
    };
  }
  return {
    question: `What is the value of the call? ${words.awaited}\n${words.literal}\n${words.error}`,
    form: `<literal, or ${words.errorForm}>`,
  };
}

/** Of the truth only what the prompt shows is used: the name of the function. */
function input(question: Question, program: Program, truth: Question["truth"]): Ask {
  const name = truth.task === "input" ? truth.function : "";
  const { functions } = wantedCall(question, program);
  const words = languageWords(program);
  return {
    question:
      `Which call of ${code(name)} gives exactly this value? ${words.awaitedCall}\n` +
      `Write one call of ${code(name)}, made right after the program has been loaded. Any call that gives the value is right, ` +
      `whatever its arguments. ${words.arguments}${functions ? words.functions : ""}` +
      "; calls are not allowed in them.",
    form: `${name}(<arguments>)`,
  };
}

function path(question: Question, program: Program): Ask {
  const top = question.occurrence?.function === 0;
  const words = languageWords(program);
  const same = top ? "at the top level of the program" : "in that same call of the function";
  return {
    question: [
      `Consider ${occurrenceWords(question, program)}. Which line is executed next, ${same}?`,
      headConvention(question, program),
      `${words.executed} Calls are stepped over: lines of other calls, recursive ones too, do not count. The next line may be the same line again.`,
      "Answer with the number of the line; or `returns` if no further line is executed because the call returns (at a " +
        `\`return\` or at its end); \`${words.throws}\` if ${words.throwsWhy}; \`ends\` if it stops in any other way (the end of the ` +
        "program's top level, or waiting for ever); `not executed` if that moment never comes.",
    ]
      .filter(sentence => sentence !== "")
      .join("\n"),
    form: `<line number, returns, ${words.throws}, ends or not executed>`,
  };
}

function state(question: Question, program: Program): Ask {
  return {
    question: [
      `What is the value of ${code(question.variable ?? "")} right ${question.when ?? "before"} ${occurrenceWords(question, program)}?`,
      headConvention(question, program),
      `${momentWords(question.when ?? "before")} ${languageWords(program).literal} If that moment never comes, answer \`not executed\`.`,
    ]
      .filter(sentence => sentence !== "")
      .join("\n"),
    form: "<literal, or not executed>",
  };
}

function lines(question: Question, program: Program): Ask {
  const words = languageWords(program);
  const during =
    question.call === ""
      ? "while the program runs"
      : "while the call is evaluated (not while the program is loaded before), until nothing is left to do";
  return {
    question:
      `Which lines are executed ${during}? List their numbers in the order in which they are executed.\n` +
      `${words.executed} A loop head comes before each round and once more when the loop is over. Lines ` +
      "of functions that are called come where they are executed; the line of a call does not come again when the " +
      "call returns. Where the same line " +
      "would come several times in a row, write it once." +
      (words.waits.test(program.source) || words.waits.test(question.call) ? words.order : ""),
    form: "[<line>, <line>, …]",
  };
}
