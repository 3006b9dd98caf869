import type { Dataset, DatasetProgram } from "../../datasets/Dataset.js";
import type { Aligned } from "../../lens/align/Aligned.js";
import { AlignError } from "../../lens/tokens/AlignError.js";
import { SourceError } from "../../program/SourceError.js";
import type { ScoringModel } from "../../providers/scored/sourceLogits.js";
import { sourceLogits } from "../../providers/scored/sourceLogits.js";
import type { ComparedItem } from "./corpusComparison.js";
import type { CorpusItem } from "./corpusScores.js";

/** An open model: it is asked for every program. */
type OpenModel = Exclude<ScoringModel, string>;

/** How the programs of a data set are scored. */
export interface DatasetLogitsOptions {
  /** Whether the beginning-of-text token stands before each program (local models). Default: as the model was trained. */
  readonly bos?: boolean;
  readonly signal?: AbortSignal;
  /** Told before each program. */
  readonly onProgram?: (id: string, done: number, total: number) => void;
}

/**
 * Scores the programs of a data set one after the other, for {@link corpusScores}; each is aligned to its own tree and then let
 * go. Clusters are those of the data set: mutants and translations of one program are not independent.
 *
 * @throws SourceError naming the program whose text a tokenizer does not give back.
 */
export async function* datasetLogits(
  { programs }: Pick<Dataset, "programs">,
  model: OpenModel,
  options: DatasetLogitsOptions = {},
): AsyncGenerator<CorpusItem> {
  for (const [done, program] of programs.entries()) {
    options.onProgram?.(program.id, done, programs.length);
    const aligned = await scored(program, model, options);
    yield { program: program.id, cluster: program.cluster, aligned };
  }
}

/** The same under two models, for {@link corpusComparison}. */
export async function* datasetLogitPairs(
  { programs }: Pick<Dataset, "programs">,
  [first, second]: readonly [OpenModel, OpenModel],
  options: DatasetLogitsOptions = {},
): AsyncGenerator<ComparedItem> {
  for (const [done, program] of programs.entries()) {
    options.onProgram?.(program.id, done, programs.length);
    const a = await scored(program, first, options);
    const b = await scored(program, second, options);
    yield { program: program.id, cluster: program.cluster, a, b };
  }
}

async function scored(
  { id, source, file, language }: DatasetProgram,
  model: OpenModel,
  { bos, signal }: DatasetLogitsOptions,
): Promise<Aligned> {
  signal?.throwIfAborted();
  try {
    return await sourceLogits(source, { model, top: 0, bos, signal, file, language });
  } catch (error) {
    if (error instanceof AlignError) throw new SourceError(`${id}: ${error.message}`, "tokenizer");
    throw error;
  }
}
