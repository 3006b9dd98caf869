import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { SourceError } from "../program/SourceError.js";
import type { QuestionSet } from "../questions/QuestionSet.js";
import { TASKS, type Task } from "../questions/Task.js";
import type { Library } from "./library.js";
import { collect, listOf, wholeNumber } from "./options.js";
import type { Session } from "./Session.js";

/** What a command says about the questions it wants. */
export interface QuestionOptions {
  readonly tasks?: readonly Task[];
  readonly call?: readonly string[];
  readonly seed?: number;
  readonly linked?: boolean;
  /** What runs Python programs. */
  readonly python?: string;
}

/** Adds the argument and options that {@link questionSetOf} reads. */
export function addQuestionOptions(command: Command): Command {
  return command
    .argument(
      "<dataset>",
      "name of a data set, a folder or .jsonl of programs, a source file, or posed questions",
    )
    .addOption(
      new Option("--tasks <list>", `some of ${TASKS.join(",")} (default: all)`).argParser(
        listOf("--tasks", TASKS),
      ),
    )
    .option("--linked", "ask coverage, state, path and output about the same moments, for consistency")
    .option("--python <engine>", "what runs Python: pyodide, cpython or cpython:<path> (default: pyodide)")
    .option("--call <expression>", "call to make when the data set is one source file (repeatable)", collect)
    .option(
      "--seed <n>",
      "seed of the runs and of the choice of questions (default: 1)",
      wholeNumber("--seed", 0),
    );
}

/**
 * The questions of a data set: read when it is a file of questions posed before, else posed by recording its
 * programs. Of several programs those that cannot be read are left out, each with a line on stderr.
 *
 * @param onFault Told once for each call that was left out.
 */
export async function questionSetOf(
  lib: Library,
  dataset: string,
  options: QuestionOptions,
  session: Session,
  onFault?: () => void,
): Promise<QuestionSet> {
  const posed = posedText(dataset);
  if (posed !== undefined) {
    for (const name of ["tasks", "call", "linked"] as const) {
      if (options[name] === undefined) continue;
      throw new SourceError(
        `the questions of ${dataset} are posed already: choose when posing them`,
        `--${name}`,
      );
    }
    return lib.readQuestionSet(posed, dataset);
  }
  if (options.linked && options.tasks !== undefined)
    throw new SourceError(
      "linked questions are of coverage, state, path and output: leave it out",
      "--tasks",
    );
  const loaded = lib.loadDataset(dataset, { calls: options.call });
  try {
    return await lib.poseDataset(loaded, {
      tasks: options.tasks,
      linked: options.linked,
      seed: options.seed,
      python: options.python,
      signal: session.signal,
      // Of many programs some may be broken; of one file it is what the person asked about.
      onFault:
        loaded.programs.length < 2
          ? undefined
          : ({ message }, { id }, place) => {
              session.warn(`${dataset}, program ${place} (${JSON.stringify(id)}) left out: ${message}`);
              onFault?.();
            },
      onTrace: (_trace, program, done, total) =>
        session.progress(`traced ${done} of ${total}: ${program.id}`),
    });
  } finally {
    await lib.closePool();
  }
}

/** Text of a file that begins as `tracebook questions --out` writes it; undefined for every other data set. */
function posedText(path: string): string | undefined {
  if (!path.toLowerCase().endsWith(".jsonl")) return undefined;
  try {
    const text = readFileSync(path, "utf8");
    const { schema } = JSON.parse(text.split("\n", 1)[0]) as { schema?: unknown };
    return typeof schema === "string" && schema.startsWith("tracebook/questions@") ? text : undefined;
  } catch {
    // No such file, or its first row is no JSON: the data set reader says so.
    return undefined;
  }
}
