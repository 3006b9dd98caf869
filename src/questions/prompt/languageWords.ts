import type { Program } from "../../program/Program.js";

/** The words of a prompt that depend on the language of its program. */
export interface LanguageWords {
  /** How a value is to be written. */
  readonly literal: string;
  /** How printed text is to be written. */
  readonly text: string;
  /** When a line is executed. */
  readonly executed: string;
  /** What to do with a value that is not there yet. */
  readonly awaited: string;
  /** The same of the value shown for an input question. */
  readonly awaitedCall: string;
  /** How an error that leaves the call is to be written. */
  readonly error: string;
  /** The short form of that. */
  readonly errorForm: string;
  /** What is said of a call that an error leaves, and the word for it. */
  readonly throws: string;
  readonly throwsWhy: string;
  /** What arguments may be, before the exceptions. */
  readonly arguments: string;
  readonly functions: string;
  /** What makes the order of lines depend on more than calls, and by which rule. */
  readonly waits: RegExp;
  readonly order: string;
}

const JAVASCRIPT: LanguageWords = {
  literal:
    'Write the value as one JavaScript literal, such as `42`, `-0.5`, `"text"`, `true`, `null`, `undefined`, `10n`, `[1, 2]`, ' +
    '`{"a": 1}`, `new Map([["a", 1]])` or `new Set([1])`.',
  text: "Write it as one JavaScript string literal",
  executed:
    "A line is executed when a statement on it begins; when an `if`, `switch`, `try`, loop condition, loop update or " +
    "loop step on it is reached; when a `catch` on it takes an error; when the expression of an arrow function " +
    "without braces on it begins. Function headers with their parameter defaults, class fields, `else`, `case`, `finally`, brackets and comments are not executed themselves.",
  awaited: "If it is a promise, give the value the promise is fulfilled with.",
  awaitedCall: "If the call gives a promise, its value is what the promise is fulfilled with.",
  error:
    "If an error leaves the call (or rejects the promise), answer `throws` and the name of the error's class, " +
    "such as `throws TypeError`.",
  errorForm: "throws ErrorName",
  throws: "throws",
  throwsWhy: "an error leaves it",
  arguments:
    "Its arguments may be literals, arrays and objects of them, `new Map(…)`, `new Set(…)` and " +
    "other built-in data, arithmetic with numbers, and names declared at the top level of the program",
  functions: ", and arrow functions `x => …` whose body is one expression",
  waits: /\b(?:await|Promise|queueMicrotask|setTimeout|setInterval|setImmediate)\b/,
  order:
    " What waits goes on in a later job: when no call is under way, promise jobs (`await`, `then`, " +
    "`queueMicrotask`) run in the order in which they were queued, all of them before timers, and timers in the order of their times; " +
    "a statement that goes on behind `await` does not come again.",
};

const PYTHON: LanguageWords = {
  literal:
    "Write the value as one Python literal, such as `42`, `-0.5`, `'text'`, `True`, `None`, `[1, 2]`, `(1,)`, `{'a': 1}`, `{1, 2}` or " +
    "`b'x'`; where there is none as `repr` writes it, such as `set()`, `inf`, `deque([1])` or `Counter({'a': 2})`.",
  text: "Write it as one Python string literal",
  executed:
    "A line is executed when a statement on it begins; when an `if`, `elif`, `match`, `try`, `with`, `while` condition or `for` step on " +
    "it is reached; when an `except` on it takes an exception; when the expression of a `lambda` on it begins. A statement of " +
    "several lines is executed on its first one, with all comprehensions in it; a `def` or `class` where it is defined (with " +
    "decorators on the line of the first of them), the statements of a class then too. `else`, `case`, `finally`, `global`, " +
    "`nonlocal`, docstrings, brackets and comments are not executed themselves.",
  awaited: "If it is a coroutine, give the value it returns when it is awaited.",
  awaitedCall: "If the call gives a coroutine, its value is what that returns when it is awaited.",
  error:
    "If an exception leaves the call, answer `raises` and the name of its class, such as `raises ValueError`.",
  errorForm: "raises ExceptionName",
  throws: "raises",
  throwsWhy: "an exception leaves it",
  arguments:
    "Its arguments may be literals, lists, tuples, sets and dicts of them, `set()`, `range(…)`, `Counter(…)` and what other " +
    "built-in types of data make of them, arithmetic with numbers, and names defined at the top level of the program",
  functions: ", and `lambda x: …` with plain expressions",
  waits: /\b(?:await|asyncio|async)\b/,
  order:
    " A coroutine or task that waits goes on later: those that can go on run in the order in which they became ready, and those " +
    "that sleep wake in the order of their times; a statement that goes on behind `await` does not come again.",
};

/** The words for a program's language. */
export function languageWords({ language }: Program): LanguageWords {
  return language === "python" ? PYTHON : JAVASCRIPT;
}
