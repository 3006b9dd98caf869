import type { Dataset } from "../datasets/Dataset.js";
import { branches } from "../evaluate/logits/branches.js";
import type { ComparedItem } from "../evaluate/logits/corpusComparison.js";
import type { CorpusItem } from "../evaluate/logits/corpusScores.js";
import type { DatasetLogitsOptions } from "../evaluate/logits/datasetLogits.js";
import type { CorpusFigureData } from "../figures/corpus/CorpusFigureData.js";
import type { AlignPolicy } from "../lens/align/Aligned.js";
import { SourceError } from "../program/SourceError.js";
import type { LanguageModel } from "../providers/Model.js";
import { modelLabel } from "../providers/modelLabel.js";
import type { Library } from "./library.js";
import type { LogitsCommand } from "./logits.js";
import type { Session } from "./Session.js";

/** Options of `tracebook logits` that are about one source. */
const OF_ONE_SOURCE = [
  "level",
  "statistic",
  "top",
  "layers",
  "heads",
  "language",
  "scores",
  "saveScores",
] as const;

/** Scores every program of a data set and adds up by kind of node; of two models also where they differ. */
export async function logitsOfDataset(
  lib: Library,
  name: string,
  models: readonly LanguageModel[],
  options: LogitsCommand,
  session: Session,
): Promise<void> {
  for (const option of OF_ONE_SOURCE) {
    if (options[option] !== undefined)
      throw new SourceError(
        "is for one source file, not a data set",
        `--${option.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`)}`,
      );
  }
  if (options.show !== "logits")
    throw new SourceError("a data set has no such view: name a source file", "--show");
  const dataset = limited(lib.loadDataset(name), options.limit);
  const { bos, policy, seed } = options;
  const scoring = {
    bos,
    signal: session.signal,
    onProgram: (id: string, done: number, total: number) =>
      session.progress(`scored ${done} of ${total}: next ${id}`),
  };
  const data = await corpusData(lib, dataset, models, { policy, seed }, scoring);
  const figure = lib.corpusFigure(data, { source: dataset.name });
  if (options.out !== undefined) await figure.save(options.out);
  if (options.json)
    await session.print(JSON.stringify(options.out === undefined ? data : { out: options.out, ...data }));
  else await session.print(options.out ?? figure.toText().trimEnd());
}

/** One pass over the programs, whatever is made of it. */
async function corpusData(
  lib: Library,
  dataset: Dataset,
  [one, two]: readonly LanguageModel[],
  counting: { readonly policy?: AlignPolicy; readonly seed?: number },
  scoring: DatasetLogitsOptions,
): Promise<CorpusFigureData> {
  if (two === undefined) {
    const scores = await lib.corpusScores(lib.datasetLogits(dataset, one, scoring), counting);
    return { models: [{ name: modelLabel(one.name), scores }] };
  }
  const [first, second, both] = branches(lib.datasetLogitPairs(dataset, [one, two], scoring), 3);
  const [scores, others, comparison] = await Promise.all([
    lib.corpusScores(side(first, "a"), counting),
    lib.corpusScores(side(second, "b"), counting),
    lib.corpusComparison(both, { seed: counting.seed }),
  ]);
  const [a, b] = [modelLabel(one.name), modelLabel(two.name)];
  const [name, other] = a === b ? [`${a} (A)`, `${b} (B)`] : [a, b];
  return {
    models: [
      { name, scores },
      { name: other, scores: others },
    ],
    comparison,
  };
}

async function* side(pairs: AsyncIterable<ComparedItem>, which: "a" | "b"): AsyncGenerator<CorpusItem> {
  for await (const { program, cluster, [which]: aligned } of pairs) yield { program, cluster, aligned };
}

/** The first programs, in the order of the set. */
function limited(dataset: Dataset, limit: number | undefined): Dataset {
  return limit === undefined ? dataset : { ...dataset, programs: dataset.programs.slice(0, limit) };
}
