import type { Command } from "commander";
import { library } from "./library.js";
import { addQuestionOptions, type QuestionOptions, questionSetOf } from "./questionSetOf.js";
import { addQuestionsGenerate } from "./questionsGenerate.js";
import { addQuestionsMutate } from "./questionsMutate.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

interface Options extends QuestionOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds `tracebook questions`. */
export function addQuestions(program: Command, session: Session): void {
  // Else --seed behind `questions generate` would be taken for the one of `questions`.
  const questions = program.enablePositionalOptions().command("questions").enablePositionalOptions();
  addQuestionsGenerate(questions, session);
  addQuestionsMutate(questions, session);
  addQuestionOptions(questions)
    .description("Record the programs of a data set and pose questions with their true answers.")
    .option("--out <file>", "write the questions there as JSON lines instead of to stdout")
    .option("--json", "print counts as JSON (the questions themselves only go to --out)")
    .addHelpText(
      "after",
      `
Examples:
  tracebook questions tracebook-js --out questions.jsonl
  tracebook questions tracebook-js --tasks output,path | head -3
  tracebook questions tracebook-js --linked --out linked.jsonl
  tracebook questions fib.js --call 'fib(5)' --json`,
    )
    .action((dataset: string, options: Options) => run(dataset, options, session));
}

async function run(dataset: string, options: Options, session: Session): Promise<void> {
  const lib = await library();
  let unreadable = 0;
  const set = await questionSetOf(lib, dataset, options, session, () => {
    unreadable++;
  });
  const lines = lib.questionSetLines(set);
  if (options.out !== undefined) await saveText(options.out, [lines]);
  const tasks: Record<string, number> = {};
  for (const { task } of set.questions) tasks[task] = (tasks[task] ?? 0) + 1;
  const counts = {
    programs: set.programs.length,
    questions: set.questions.length,
    tasks,
    skipped: set.skipped,
    ...(unreadable > 0 ? { unreadable } : {}),
  };
  if (options.json) {
    const { dataset: name, seed, sha256 } = set;
    await session.print(JSON.stringify({ dataset: name, seed, sha256, ...counts, out: options.out }));
  } else if (options.out === undefined) {
    await session.print(lines);
  } else {
    const parts = Object.entries(tasks).map(([task, count]) => `${count} ${task}`);
    await session.print(
      `${options.out}: ${set.questions.length} questions on ${set.programs.length} programs (${parts.join(", ")})`,
    );
  }
}
