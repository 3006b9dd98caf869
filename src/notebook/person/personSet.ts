import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import type { Posed } from "../../questions/pose/pose.js";
import type { Question, Task } from "../../questions/Question.js";
import { programsOf, type QuestionSet, questionSet } from "../../questions/QuestionSet.js";
import { TASKS } from "../../questions/Task.js";
import { programOf } from "../display/programOf.js";

/** Questions a person can be asked. */
export type PersonQuestions = QuestionSet | Posed | readonly Question[];

/**
 * The questions as a set.
 *
 * @throws SourceError for what is no questions, an unknown task, no question left, or questions that are copies: they have lost their
 *   programs.
 */
export function personSet(questions: PersonQuestions, tasks: readonly Task[] | undefined): QuestionSet {
  for (const task of tasks ?? [])
    if (!TASKS.includes(task))
      throw new SourceError(`unknown task ${JSON.stringify(task)} (tasks: ${TASKS.join(", ")})`, "askPerson");
  if (typeof questions !== "object" || questions === null) {
    throw new SourceError(
      `questions must be what pose() or questionSet() made, not ${questions === null ? "null" : typeof questions}`,
      "askPerson",
    );
  }
  const isSet = "schema" in questions;
  const list = "questions" in questions ? questions.questions : questions;
  const wanted = list.filter(({ task }) => tasks?.includes(task) ?? true);
  if (wanted.length === 0) {
    const why =
      list.length === 0 ? "there are no questions" : `no question is of the tasks ${tasks?.join(", ")}`;
    throw new SourceError(why, "askPerson");
  }
  if (isSet && wanted.length === list.length) return questions;
  const known = new Map(isSet ? programsOf(questions) : []);
  const parts = wanted.map(question => ({
    program: programFor(question, known),
    posed: { questions: [question], skipped: [] },
  }));
  return questionSet(wanted[0].dataset, isSet ? questions.seed : 1, parts);
}

function programFor(question: Question, known: Map<string, Program>): Program {
  const found = known.get(question.program) ?? programOf(question);
  if (found === undefined) {
    throw new SourceError(
      `question ${question.id} is a copy, and copies do not know their program: give what pose() or questionSet() made`,
      "askPerson",
    );
  }
  known.set(question.program, found);
  return found;
}
