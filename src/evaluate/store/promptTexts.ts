import type { Program } from "../../program/Program.js";
import type { Question } from "../../questions/Question.js";
import { programsOf } from "../../questions/QuestionSet.js";
import { demonstrate } from "../demonstrate.js";
import { promptFor } from "../promptFor.js";
import type { Run } from "../RunFolder.js";
import { selectQuestions } from "../selectQuestions.js";

/**
 * Writes the prompts of a run anew: a run keeps their hashes only. Undefined for a prompt that comes out otherwise than it
 * was asked (templates, or demonstrations from another set, which the run does not hold).
 *
 * @returns the text of the prompt of a question, by its id and the hash its row has.
 */
export async function promptTexts({
  manifest,
  set,
}: Run): Promise<(id: string, sha256: string) => string | undefined> {
  const { style, order, shots, typed, templates, seed, dialect } = manifest;
  const programs = programsOf(set);
  const questions = selectQuestions(set.questions, manifest);
  const places = new Map(questions.map(({ id }, place) => [id, place]));
  if (templates !== undefined || (shots !== undefined && shots.from !== set.sha256)) return () => undefined;
  const shown =
    shots === undefined
      ? undefined
      : await demonstrate(questions, {
          shots: shots.count,
          choice: shots.choice,
          seed,
          pool: set,
          programs,
          style,
        });
  return (id, sha256) => {
    const place = places.get(id);
    if (place === undefined) return undefined;
    const question: Question = questions[place];
    const program = programs.get(question.program) as Program;
    const made = promptFor(question, program, {
      dialect,
      style,
      order,
      demonstrations: shown?.(place),
      typed: typed === "json schema",
    });
    return made.sha256 === sha256 ? made.text : undefined;
  };
}
