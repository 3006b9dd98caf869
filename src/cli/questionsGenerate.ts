import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { Option } from "commander";
import type { GeneratedOrigin } from "../datasets/generate/generatedFiles.js";
import { SourceError } from "../program/SourceError.js";
import { type Library, library } from "./library.js";
import { wholeNumber } from "./options.js";
import type { Session } from "./Session.js";

interface Options {
  readonly seed: number;
  readonly n: number;
  readonly out?: string;
  readonly split: "train" | "test" | "all";
  readonly salt?: string;
  readonly commit?: boolean;
  readonly reveal?: boolean;
  readonly json?: boolean;
}

/** File of a folder that holds a commitment before there are programs. */
const COMMITMENT = "commitment.json";

/** Adds `tracebook questions generate`. */
export function addQuestionsGenerate(questions: Command, session: Session): void {
  questions
    .command("generate")
    .description("Write a data set of fresh programs with calls from a seed.")
    .requiredOption(
      "--seed <s>",
      "seed, a whole number: the same seed gives the same bytes",
      wholeNumber("--seed", 0),
    )
    .requiredOption("--n <n>", "number of programs", wholeNumber("--n", 1))
    .option("--out <dir>", "write the data set there instead of rows to stdout")
    .addOption(
      new Option("--split <name>", "only programs whose skeleton belongs to this split")
        .choices(["train", "test", "all"])
        .default("all"),
    )
    .option(
      "--salt <text>",
      "secret that keeps the seed from being guessed from its commitment (default: none)",
    )
    .option("--commit", "generate nothing: print the SHA-256 to publish, and write it to --out")
    .option("--reveal", "check seed and salt against the commitment in --out, and write them into its index")
    .option("--json", "print what was done as JSON")
    .addHelpText(
      "after",
      `
Programs come from a typed grammar and are kept when their runs are short, their numbers small, all of their code is
reached, and no other has their skeleton (syntax tree with names and literals blanked). The split follows from the
skeleton alone: 1 skeleton in 5 is test.

Commit and reveal, to show that a seed was not picked by what it gives:
  1. --commit publishes the SHA-256 of generator version, seed, n and salt (one on a line) before anything is generated;
     without --salt it makes one up and prints it: keep it
  2. generate with the same seed, n and salt: index.json holds the commitment, not the seed
  3. --reveal generates again, compares, and writes seed and salt into index.json

Examples:
  tracebook questions generate --seed 7 --n 200 --out fresh
  tracebook questions generate --seed 7 --n 200 --commit --out fresh
  tracebook questions generate --seed 7 --n 200 --salt 5f3a --out fresh
  tracebook questions generate --seed 7 --n 200 --salt 5f3a --reveal --out fresh
  tracebook ask fresh --model baseline:oracle`,
    )
    .action((options: Options) => run(options, session));
}

async function run(options: Options, session: Session): Promise<void> {
  const { out, commit, reveal } = options;
  if (commit && reveal)
    throw new SourceError("--commit comes before, --reveal after: choose one", "--reveal");
  if (reveal && out === undefined)
    throw new SourceError("needs the folder of the data set: --out", "--reveal");
  if (out !== undefined && existsSync(out) && !isOurs(out)) {
    throw new SourceError("is there already and holds something else: name another folder", out);
  }
  const lib = await library();
  if (commit) return promise(lib, options, session);
  const { seed, n, split, salt = "" } = options;
  const commitment = lib.commitment({ seed, n, salt });
  const published = out === undefined ? undefined : publishedIn(out);
  if (published === undefined && reveal)
    throw new SourceError("holds no commitment to check against", out as string);
  if (published !== undefined && published.commitment !== commitment) {
    throw new SourceError(
      `seed ${seed}, n ${n} and this salt give the commitment ${commitment.slice(0, 16)}…, but ${published.commitment.slice(0, 16)}… was published`,
      out as string,
    );
  }
  const begun = performance.now();
  const generated = await generate(lib, options, session);
  const seconds = (performance.now() - begun) / 1000;
  const hidden = lib.generatedFiles(generated, { n, split, commitment });
  let files = hidden;
  if (reveal) {
    const index = join(out as string, "index.json");
    const before = existsSync(index) ? readFileSync(index, "utf8") : undefined;
    files = lib.generatedFiles(generated, { n, split, commitment, seed, salt });
    if (before !== undefined && before !== hidden["index.json"] && before !== files["index.json"]) {
      throw new SourceError("the programs are not those this seed gives with this version and split", index);
    }
  }
  if (out !== undefined) lib.saveFolder(out, files, isOurs);
  await report(options, session, { generated, commitment, seconds });
}

async function generate(
  lib: Library,
  { seed, n, split }: Options,
  session: Session,
): ReturnType<Library["generatePrograms"]> {
  try {
    return await lib.generatePrograms({
      seed,
      n,
      split,
      signal: session.signal,
      onProgress: (done, tried) => session.progress(`${done} of ${n} programs from ${tried} candidates`),
    });
  } finally {
    await lib.closePool();
  }
}

async function report(
  { out, json, split, reveal }: Options,
  session: Session,
  done: { generated: Awaited<ReturnType<Library["generatePrograms"]>>; commitment: string; seconds: number },
): Promise<void> {
  const { generated, commitment, seconds } = done;
  const { programs, tried, refused } = generated;
  const rate = Math.round((programs.length / seconds) * 10) / 10;
  if (json) {
    const counts = {
      programs: programs.length,
      tried,
      refused,
      split,
      commitment,
      programsPerSecond: rate,
      out,
    };
    await session.print(JSON.stringify({ ...counts, revealed: reveal === true }));
  } else if (out === undefined) {
    const rows = programs.map(({ program, skeleton }) => {
      const { id, file, language, family, cluster, source, calls, tags } = program;
      return `${JSON.stringify({ id, file, language, family, cluster, tags, skeleton, calls, code: source })}\n`;
    });
    await session.printAll(rows);
  } else {
    const why = Object.entries(refused).map(([reason, count]) => `${count} ${reason}`);
    await session.print(
      `${out}: ${programs.length} programs from ${tried} candidates, ${rate} programs/s\n` +
        `left out: ${why.join(", ") || "none"}\ncommitment: ${commitment}${reveal ? " (seed revealed)" : ""}`,
    );
  }
}

/** Publishes the hash; generates nothing. */
async function promise(lib: Library, options: Options, session: Session): Promise<void> {
  const { seed, n, out, salt = randomBytes(16).toString("hex") } = options;
  const commitment = lib.commitment({ seed, n, salt });
  if (out !== undefined) {
    if (publishedIn(out) !== undefined) throw new SourceError("holds a commitment already", out);
    const said = { schema: "tracebook/commitment@1", generator: lib.GENERATOR, n, commitment };
    lib.saveFolder(out, { [COMMITMENT]: `${JSON.stringify(said, null, 2)}\n` }, isOurs);
  }
  if (options.json) await session.print(JSON.stringify({ commitment, n, salt, out }));
  else await session.print(`commitment: ${commitment}\nsalt, keep it secret until the reveal: ${salt}`);
}

/** The commitment a folder was given, by `--commit` or by a generation before. */
function publishedIn(folder: string): Pick<GeneratedOrigin, "commitment"> | undefined {
  for (const name of [COMMITMENT, "index.json"]) {
    const path = join(folder, name);
    if (!existsSync(path)) continue;
    const said = JSON.parse(readFileSync(path, "utf8")) as {
      commitment?: string;
      generator?: GeneratedOrigin;
    };
    const commitment = said.commitment ?? said.generator?.commitment;
    if (commitment !== undefined) return { commitment };
  }
  return undefined;
}

/** Whether a folder is empty or was written by this command: only then it may be replaced. */
function isOurs(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0 || publishedIn(folder) !== undefined;
  } catch {
    return false;
  }
}
