import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { MUTANT_KINDS, type MutantKind } from "../datasets/mutate/Mutant.js";
import { SourceError } from "../program/SourceError.js";
import { library } from "./library.js";
import { listOf, wholeNumber } from "./options.js";
import type { Session } from "./Session.js";

interface Options {
  readonly kinds: readonly MutantKind[];
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds `tracebook questions mutate`. */
export function addQuestionsMutate(questions: Command, session: Session): void {
  questions
    .command("mutate")
    .description(
      "Edit the programs of a data set so that they mean the same, and show by their traces that they do.",
    )
    .argument("<dataset>", "name of a data set, or a folder or .jsonl of programs")
    .option(
      "--kinds <list>",
      `some of ${MUTANT_KINDS.join(",")} (default: all of them)`,
      listOf("--kinds", MUTANT_KINDS),
    )
    .option(
      "--seed <s>",
      "seed, a whole number: the same seed gives the same bytes (default: 1)",
      wholeNumber("--seed", 0),
    )
    .option("--out <dir>", "write the mutants there as a data set")
    .option("--json", "print the counts as JSON")
    .addHelpText(
      "after",
      `
rename                variables, parameters, functions, classes and private members get new names
reorder               neighbouring statements that are independent change places
loop-form             for as while, while as for, for of over an array as a counted loop
dead-code             statements that never run or have no effect
misleading-comments   comments that say something plausible and wrong
all                   every one of these that applies, one after the other

Every call is run on the original and on the mutant. They must agree in outcome, output, the values each variable is
given, changes of objects, and the statements run (moved and added ones left out); what does not agree is refused, and
the reasons are counted. The folder has a mutants.json with original, kind, seed and map of nodes of each mutant.

Examples:
  tracebook questions mutate tracebook-js --out mutants
  tracebook questions mutate tracebook-js --kinds rename,misleading-comments --seed 3 --out mutants
  tracebook ask mutants --model baseline:oracle`,
    )
    .action((dataset: string, options: Options) =>
      run(dataset, { ...options, ...withDefaults(options) }, session),
    );
}

function withDefaults({ kinds = MUTANT_KINDS, seed = 1 }: Partial<Options>): Pick<Options, "kinds" | "seed"> {
  return { kinds: MUTANT_KINDS.filter(kind => kinds.includes(kind)), seed };
}

async function run(name: string, options: Options, session: Session): Promise<void> {
  const { kinds, seed, out, json } = options;
  if (out !== undefined && existsSync(out) && !isOurs(out)) {
    throw new SourceError("is there already and holds something else: name another folder", out);
  }
  const lib = await library();
  const dataset = lib.loadDataset(name);
  let set: Awaited<ReturnType<typeof lib.mutateDataset>>;
  try {
    set = await lib.mutateDataset(dataset, {
      kinds,
      seed,
      signal: session.signal,
      onProgress: (done, total, id) => session.progress(`${done} of ${total} programs: ${id}`),
    });
  } finally {
    await lib.closePool();
  }
  if (out !== undefined && set.mutants.length > 0) lib.saveFolder(out, lib.mutantFiles(set), isOurs);
  const counts = lib.mutantCounts(set, kinds);
  if (json) {
    await session.print(
      JSON.stringify({ dataset: dataset.name, seed, programs: dataset.programs.length, kinds: counts, out }),
    );
    return;
  }
  const rows = counts.map(({ kind, made, refused }) => {
    const why = Object.entries(refused).map(([reason, count]) => `${count} ${reason}`);
    return `${kind.padEnd(20)} ${String(made).padStart(5)} made${why.length === 0 ? "" : `; refused: ${why.join(", ")}`}`;
  });
  const where = out === undefined ? dataset.name : `${dataset.name} → ${out}`;
  await session.print(
    `${where}: ${set.mutants.length} mutants of ${dataset.programs.length} programs\n${rows.join("\n")}`,
  );
}

/** Whether a folder is empty or holds mutants: only then it may be replaced. */
function isOurs(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0 || existsSync(join(folder, "mutants.json"));
  } catch {
    return false;
  }
}
