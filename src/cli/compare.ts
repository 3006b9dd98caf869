import type { Command } from "commander";
import {
  ALLOWANCES,
  type Allowance,
  COMPARISON_SPLITS,
  type ComparisonSplit,
  type Pairs,
} from "../evaluate/compare/CompareOptions.js";
import type { Language } from "../program/Program.js";
import { SourceError } from "../program/SourceError.js";
import { expectFigureFile } from "./figureFile.js";
import { type Library, library } from "./library.js";
import { listOf, oneOf, wholeNumber, wholeNumbers } from "./options.js";
import type { Session } from "./Session.js";

interface Options {
  readonly by?: readonly ComparisonSplit[];
  readonly byTask?: boolean;
  readonly allow?: readonly Allowance[];
  readonly partial?: boolean;
  readonly pairs?: string;
  readonly passK?: readonly number[];
  readonly profile?: "compat" | "strict";
  readonly python?: string;
  readonly seed?: number;
  readonly draws?: number;
  readonly flips?: number;
  readonly baselines?: boolean;
  readonly large?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds `tracebook compare`. */
export function addCompare(program: Command, session: Session): void {
  program
    .command("compare")
    .description(
      "Compare two runs on the same questions, item by item: which is better, by how much, how sure.",
    )
    .argument("<run>", "A: folder written by tracebook ask")
    .argument("[other]", "B: another; with --pairs it may be left out")
    .option(
      "--by <list>",
      `slices, some of ${COMPARISON_SPLITS.join(",")} (default: family,part)`,
      listOf("--by", COMPARISON_SPLITS),
    )
    .option("--by-task", "slices within each task too")
    .option(
      "--allow <list>",
      `what the runs may differ in, some of ${ALLOWANCES.join(",")}: the effect of it is what is compared`,
      listOf("--allow", ALLOWANCES),
    )
    .option("--partial", "runs that are not finished, or of other limits or shards: the items both have")
    .option(
      "--pairs <how>",
      "programs against others: mutants, twins, twins:python,javascript, or the mutants.json of tracebook questions mutate",
    )
    .option(
      "--pass-k <list>",
      "pass@k, such as 1,5 (default: the number of samples)",
      wholeNumbers("--pass-k", 1),
    )
    .option(
      "--profile <profile>",
      "score both by compat or strict (default: as asked)",
      oneOf("--profile", ["compat", "strict"]),
    )
    .option("--python <engine>", "what runs answered calls of Python (default: as asked)")
    .option("--seed <n>", "seed of the permutation tests (default: 1)", wholeNumber("--seed", 0))
    .option("--draws <n>", "permutations drawn (default: 10000)", wholeNumber("--draws", 1))
    .option(
      "--flips <n>",
      "flipped items to print, of either direction (default: 5)",
      wholeNumber("--flips", 0),
    )
    .option("--no-baselines", "leave out the trivial baselines, which take time")
    .option(
      "--large",
      "runs of any size: by the scores in their rows, in DuckDB; no permutation test, baselines and flipped items",
    )
    .option("--out <file>", "write it as a figure too: .html .svg .png .txt .json")
    .option("--json", "print the comparison's data as JSON")
    .addHelpText(
      "after",
      `
Differences are A − B: above 0 the first run is better. Runs that were asked unlike are refused, and the first
difference is named.

Examples:
  tracebook compare runs/small runs/large
  tracebook compare runs/small runs/large --by family,length,nesting --out compare.html
  tracebook compare runs/direct runs/cot --allow style
  tracebook compare runs/zero runs/three --allow shots,style --json
  tracebook compare runs/originals runs/mutants --pairs mutants/mutants.json
  tracebook compare runs/twins --pairs twins:python,typescript
  tracebook compare runs/small runs/half-done --partial
  tracebook compare runs/million-a runs/million-b --large`,
    )
    .action((run: string, other: string | undefined, options: Options) =>
      compare(run, other, options, session),
    );
}

async function compare(
  run: string,
  other: string | undefined,
  options: Options,
  session: Session,
): Promise<void> {
  if (other === undefined && options.pairs === undefined)
    throw new SourceError("name a second run, or compare programs of one run with --pairs", "<other>");
  expectFigureFile(options.out);
  if (options.large) return compareLarge(run, other, options, session);
  const lib = await library();
  const { pairs, flips, out, json, ...rest } = options;
  const wanted = pairs === undefined ? undefined : pairsOf(pairs, lib);
  session.progress(`comparing ${run}${other === undefined ? "" : ` with ${other}`}`);
  const data = await lib.compareFolders(run, other, { ...rest, pairs: wanted });
  if (out !== undefined) await lib.comparisonFigure(data).save(out);
  await session.print(json ? JSON.stringify(data) : lib.comparisonText(data, { flips }));
}

/** What the database can do; the rest needs every item. */
const OF_LARGE: ReadonlySet<string> = new Set(["large", "baselines"]);

async function compareLarge(
  run: string,
  other: string | undefined,
  { allow, partial, json, ...rest }: Options,
  session: Session,
): Promise<void> {
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined && !OF_LARGE.has(name))
      throw new SourceError(
        "needs every item, which --large does not read",
        `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`,
      );
  if (other === undefined) throw new SourceError("name a second run", "<other>");
  const lib = await library();
  session.progress(`comparing ${run} with ${other}`);
  const data = await lib.compareAtScale(run, other, { allow, partial });
  await session.print(json ? JSON.stringify(data) : lib.scaleText(data));
}

const LANGUAGES: readonly Language[] = ["javascript", "typescript", "python"];

/** Reads `mutants`, `twins`, `twins:<language>,<language>` or the path of a mutants.json. */
function pairsOf(text: string, lib: Library): Pairs {
  if (text === "mutants" || text === "twins") return { of: text };
  if (!text.startsWith("twins:")) return { of: "mutants", records: lib.readMutants(text) };
  const named = listOf("--pairs", LANGUAGES)(text.slice("twins:".length));
  if (named.length !== 2)
    throw new SourceError(
      `expected two languages, such as twins:python,javascript, got ${JSON.stringify(text)}`,
      "--pairs",
    );
  return { of: "twins", languages: [named[0], named[1]] };
}
