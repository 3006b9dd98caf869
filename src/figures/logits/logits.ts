import { basename } from "node:path";
import type { Program } from "../../program/Program.js";
import {
  type ScoringModel,
  type SourceLogitsOptions,
  sourceLogits,
} from "../../providers/scored/sourceLogits.js";
import type { Figure } from "../Figure.js";
import type { LogitsFigureOptions } from "./LogitsFigureOptions.js";
import { logitsFigure } from "./logitsFigure.js";

/** How {@link logits} scores and shows a source. */
export interface LogitsOptions extends Omit<SourceLogitsOptions, "model">, LogitsFigureOptions {
  /** One model, or two to compare over the same bytes. */
  readonly model: ScoringModel | readonly [ScoringModel, ScoringModel];
}

/**
 * How sure a model is of each piece of a source, drawn on the source: {@link sourceLogits} and {@link logitsFigure} in one
 * call, for notebooks and the command line.
 *
 * @throws SourceError, ProviderError as these do.
 */
export async function logits(source: string | Program, options: LogitsOptions): Promise<Figure> {
  const models = Array.isArray(options.model) ? (options.model as readonly ScoringModel[]) : [options.model];
  const aligned = [];
  // One after the other: two models at once would share the cores and fill the memory.
  for (const model of models) {
    aligned.push(await sourceLogits(source, { ...options, model: model as ScoringModel }));
  }
  const [{ file }] = aligned;
  const [one, two] = aligned;
  return logitsFigure(two === undefined ? one : [one, two], { source: basename(file), ...options });
}
