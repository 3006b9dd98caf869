import { resolve } from "node:path";
import { RunFolder, readRun } from "../../evaluate/RunFolder.js";
import { selectQuestions } from "../../evaluate/selectQuestions.js";
import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import { personModelName } from "../../providers/person.js";
import { programsOf } from "../../questions/QuestionSet.js";
import { type PersonQuestions, personSet } from "./personSet.js";
import { Sitting } from "./Sitting.js";
import type { AskPersonOptions } from "./SittingOptions.js";

/** Sittings of this process by the absolute path of their folder: a folder is written by one of them only. */
const open = new Map<string, Sitting>();

/**
 * Asks a person in a notebook: `const sitting = await askPerson(set); sitting` shows the first question, and
 * `await sitting.answer(1, "12")` in the next cell answers it, shows the verdict and the second question. Answers are
 * read and scored as those of any model, and the run folder is one of `ask`: `scoreRun` and `compare` work on it. After a
 * restart of the kernel the same call goes on where the folder ends.
 *
 * @throws SourceError for questions without programs, no question, a name or limit that is none, or a folder that
 *   holds another run.
 */
export async function askPerson(
  questions: PersonQuestions,
  options: AskPersonOptions = {},
): Promise<Sitting> {
  const { tasks, limit, seed = 1, reveal = true } = options;
  const model = personModelName(options.name);
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1)) {
    throw new SourceError(`limit must be a whole number of at least 1, not ${limit}`, "askPerson");
  }
  const set = personSet(questions, tasks);
  const programs = programsOf(set);
  const items = selectQuestions(set.questions, { limit: limit ?? null, shard: null, seed }).map(question => ({
    question,
    program: programs.get(question.program) as Program,
  }));
  const out = options.out ?? `tracebook-run-${set.dataset || "questions"}-${model}`.replace(/[^\w.-]+/g, "-");
  const path = resolve(out);
  await open.get(path)?.stop();
  const rows = (await RunFolder.manifest(out)) === undefined ? [] : (await readRun(out)).rows;
  const sitting = new Sitting({ model, out, set, items, rows, limit, seed, reveal });
  await sitting.start();
  open.set(path, sitting);
  return showable("sitting", sitting);
}
