import type { Program } from "../../program/Program.js";
import { wantedCall } from "../answer/plainCall.js";
import type { Question } from "../Question.js";
import { askAlias } from "./askAlias.js";
import { askBranch } from "./askBranch.js";
import { askDefinition } from "./askDefinition.js";
import { askIterations } from "./askIterations.js";
import { code, headConvention, lineWords, momentWords, occurrenceWords } from "./wording.js";

/** What a prompt asks, by task. */
export interface Ask {
  /** The question with the conventions its answer follows. */
  readonly question: string;
  /** What stands behind `Answer:`. */
  readonly form: string;
}

const LITERAL =
  'Write the value as one JavaScript literal, such as `42`, `-0.5`, `"text"`, `true`, `null`, `undefined`, `10n`, `[1, 2]`, ' +
  '`{"a": 1}`, `new Map([["a", 1]])` or `new Set([1])`.';

const EXECUTED =
  "A line is executed when a statement on it begins; when an `if`, `switch`, `try`, loop condition, loop update or " +
  "loop step on it is reached; when a `catch` on it takes an error; when the expression of an arrow function " +
  "without braces on it begins. Function headers with their parameter defaults, class fields, `else`, `case`, `finally`, brackets and comments are not executed themselves.";

/** The question in words. */
export function ask(question: Question, program: Program): Ask {
  switch (question.task) {
    case "output":
      return output(question);
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

function output(question: Question): Ask {
  if (question.of === "printed") {
    return {
      question:
        `What text is printed to standard output ${span(question)}, until nothing is left to do?\n` +
        "Write it as one JavaScript string literal, with `\\n` between the lines and no line end behind the last one.",
      form: "<string literal>",
    };
  }
  return {
    question:
      "What is the value of the call? If it is a promise, give the value the promise is fulfilled with.\n" +
      `${LITERAL}\n` +
      "If an error leaves the call (or rejects the promise), answer `throws` and the name of the error's class, " +
      "such as `throws TypeError`.",
    form: "<literal, or throws ErrorName>",
  };
}

/** Of the truth only what the prompt shows is used: the name of the function. */
function input(question: Question, program: Program, truth: Question["truth"]): Ask {
  const name = truth.task === "input" ? truth.function : "";
  const { functions } = wantedCall(question, program);
  return {
    question:
      `Which call of ${code(name)} gives exactly this value? If the call gives a promise, its value is what the promise is ` +
      "fulfilled with.\n" +
      `Write one call of ${code(name)}, made right after the program has been loaded. Any call that gives the value is right, ` +
      "whatever its arguments. Its arguments may be literals, arrays and objects of them, `new Map(…)`, `new Set(…)` and " +
      "other built-in data, arithmetic with numbers, and names declared at the top level of the program" +
      (functions ? ", and arrow functions `x => …` whose body is one expression" : "") +
      "; calls are not allowed in them.",
    form: `${name}(<arguments>)`,
  };
}

function path(question: Question, program: Program): Ask {
  const top = question.occurrence?.function === 0;
  const same = top ? "at the top level of the program" : "in that same call of the function";
  return {
    question: [
      `Consider ${occurrenceWords(question, program)}. Which line is executed next, ${same}?`,
      headConvention(question, program),
      `${EXECUTED} Calls are stepped over: lines of other calls, recursive ones too, do not count. The next line may be the same line again.`,
      "Answer with the number of the line; or `returns` if no further line is executed because the call returns (at a " +
        "`return` or at its end); `throws` if an error leaves it; `ends` if it stops in any other way (the end of the " +
        "program's top level, or waiting for ever); `not executed` if that moment never comes.",
    ]
      .filter(sentence => sentence !== "")
      .join("\n"),
    form: "<line number, returns, throws, ends or not executed>",
  };
}

function state(question: Question, program: Program): Ask {
  return {
    question: [
      `What is the value of ${code(question.variable ?? "")} right ${question.when ?? "before"} ${occurrenceWords(question, program)}?`,
      headConvention(question, program),
      `${momentWords(question.when ?? "before")} ${LITERAL} If that moment never comes, answer \`not executed\`.`,
    ]
      .filter(sentence => sentence !== "")
      .join("\n"),
    form: "<literal, or not executed>",
  };
}

/** What makes the order of lines depend on more than calls. */
const WAITS = /\b(?:await|Promise|queueMicrotask|setTimeout|setInterval|setImmediate)\b/;

function lines(question: Question, program: Program): Ask {
  const during =
    question.call === ""
      ? "while the program runs"
      : "while the call is evaluated (not while the program is loaded before), until nothing is left to do";
  return {
    question:
      `Which lines are executed ${during}? List their numbers in the order in which they are executed.\n` +
      `${EXECUTED} A loop head comes before each round and once more when the loop is over. Lines ` +
      "of functions that are called come where they are executed; the line of a call does not come again when the " +
      "call returns. Where the same line " +
      "would come several times in a row, write it once." +
      (WAITS.test(program.source) || WAITS.test(question.call)
        ? " What waits goes on in a later job: when no call is under way, promise jobs (`await`, `then`, " +
          "`queueMicrotask`) run in the order in which they were queued, all of them before timers, and timers in the order of their times; " +
          "a statement that goes on behind `await` does not come again."
        : ""),
    form: "[<line>, <line>, …]",
  };
}
