import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Command, Option } from "commander";
import type { CorpusKind } from "../datasets/corpus/FamilyCorpusOptions.js";
import type { CorpusProgress } from "../datasets/corpus/writeCorpus.js";
import type { FamilySplit } from "../datasets/family/FamilySplit.js";
import { SourceError } from "../program/SourceError.js";
import { library } from "./library.js";
import { wholeNumber } from "./options.js";
import type { Session } from "./Session.js";
import { saveText } from "./saveText.js";

interface Options {
  readonly seed?: number;
  readonly n?: number;
  readonly split: FamilySplit;
  readonly kind: CorpusKind;
  readonly calls: number;
  readonly out?: string;
  readonly ids?: boolean;
  readonly tokenizer?: string;
  readonly json?: boolean;
}

/** Adds `tracebook corpus`. */
export function addCorpus(program: Command, session: Session): void {
  program
    .command("corpus")
    .description(
      "Write the training documents of the embedded model: programs of its family, run and recorded.",
    )
    .option(
      "--seed <s>",
      "seed, a whole number: the same seed gives the same bytes",
      wholeNumber("--seed", 0),
    )
    .option("--n <n>", "number of programs", wholeNumber("--n", 1))
    .addOption(
      new Option("--split <name>", "which programs: test skeletons are never among those of train")
        .choices(["train", "test", "longer", "deeper", "unseen"])
        .default("train"),
    )
    .addOption(
      new Option("--kind <name>", "documents with written traces, with questions alone, or bare sources")
        .choices(["trace", "direct", "source"])
        .default("trace"),
    )
    .option("--calls <c>", "calls of each program, one document each, 1 to 4", wholeNumber("--calls", 1), 3)
    .option("--out <file>", "JSON Lines: {id, family, skeleton, split, kind, rows, tokens, text}")
    .option("--ids", "write the ids of the tokens too")
    .option("--tokenizer <dir>", "write tokenizer.json and tokenizer_config.json there")
    .option("--json", "print what was done as JSON")
    .addHelpText(
      "after",
      `
Every call runs in the sandbox; rows come from its trace, answers from the question makers. A file is there when it is whole:
a run that was stopped goes on where it was when it is started again with the same options.

Examples:
  tracebook corpus --seed 11 --n 7000 --kind trace --out train.jsonl
  tracebook corpus --seed 11 --n 7000 --kind direct --out train-direct.jsonl
  tracebook corpus --seed 21 --n 1100 --split test --calls 2 --ids --out test.jsonl
  tracebook corpus --tokenizer models/mine`,
    )
    .action((options: Options) => run(options, session));
}

async function run(options: Options, session: Session): Promise<void> {
  const { tokenizer, out, json } = options;
  if (
    out === undefined &&
    (tokenizer === undefined || options.seed !== undefined || options.n !== undefined || options.ids)
  )
    throw new SourceError("needs a file for the documents: --out", "--out");
  const lib = await library();
  if (tokenizer !== undefined) {
    try {
      mkdirSync(tokenizer, { recursive: true });
    } catch (error) {
      throw new SourceError(`cannot be made: ${(error as NodeJS.ErrnoException).code}`, tokenizer);
    }
    await saveText(join(tokenizer, "tokenizer.json"), [lib.dialectTokenizer()]);
    await saveText(join(tokenizer, "tokenizer_config.json"), [lib.dialectTokenizerConfig()]);
  }
  if (out === undefined) {
    if (json) await session.print(JSON.stringify({ tokenizer }));
    else await session.print(`${tokenizer}: tokenizer.json, tokenizer_config.json`);
    return;
  }
  const { seed, n, split, kind, calls, ids } = options;
  if (seed === undefined) throw new SourceError("needs a seed, a whole number from 0", "--seed");
  if (n === undefined) throw new SourceError("needs the number of programs", "--n");
  if (calls > 4) throw new SourceError(`expected a whole number from 1 to 4, got ${calls}`, "--calls");
  const begun = performance.now();
  let before: number | undefined;
  let done: CorpusProgress;
  try {
    const { signal } = session;
    done = await lib.writeCorpus({ seed, n, split, kind, calls, ids, signal }, out, progress => {
      before ??= progress.documents;
      const rate = ((progress.documents - before) * 1000) / (performance.now() - begun);
      session.progress(
        `${progress.kept} of ${n} programs, ${progress.documents} documents, ${rate.toFixed(0)}/s`,
      );
    });
  } finally {
    await lib.closePool();
  }
  const { kept, documents, tokens, long, tried, refused } = done;
  if (json) {
    await session.print(
      JSON.stringify({
        out,
        seed,
        n,
        split,
        kind,
        calls,
        programs: kept,
        documents,
        tokens,
        long,
        tried,
        refused,
      }),
    );
    return;
  }
  const why = Object.entries(refused).map(([reason, count]) => `${count} ${reason}`);
  await session.print(
    `${out}: ${documents} documents of ${kept} programs, ${tokens} tokens; ${long} left out as too long\n` +
      `${tried} candidates, left out: ${why.join(", ") || "none"}`,
  );
}
