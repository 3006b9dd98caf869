import { SourceError } from "../../program/SourceError.js";
import type { Feed, Feeds } from "../session/Feed.js";
import type { Target } from "../session/GraphSession.js";
import type { LocalModel } from "../session/LocalModel.js";
import { OpenModel } from "../session/OpenModel.js";
import { chosenNumbers } from "./chosenNumbers.js";
import type { LogitLens } from "./LogitLensTable.js";
import { lensTable } from "./lensTable.js";
import { type LensText, lensTokens } from "./lensTokens.js";
import { type PredictionOutputs, predictionGraph } from "./predictionGraph.js";
import { tokenName } from "./tokenName.js";

/** What is read. */
export interface LogitLensOptions {
  /**
   * Blocks that have run: 0 is what goes into the first block, negative ones count from the end. Default all; the last one,
   * which is the model itself, is always among them.
   */
  readonly layers?: readonly number[];
  /** Likeliest tokens kept a cell, 1..100. Default 5. */
  readonly top?: number;
  /** Runs the beginning-of-text token before the text. Default: as the model was trained; of ids: no. */
  readonly bos?: boolean;
  readonly signal?: AbortSignal;
}

/** Numbers of a distribution table at a time: 128 MiB of them. */
const CHUNK = 2 ** 25;

/**
 * Reads the residual stream of every layer through the model's own final norm and unembedding (see {@link LogitLens}). One
 * run of the model; then a few tokens at a time of all layers, so that no table of [layers, tokens, vocabulary] is ever
 * held. The last layer is what the model itself says.
 *
 * @throws SourceError for a layer there is none of, `top` out of range, a text without tokens or too long for the model.
 */
export async function logitLens(
  model: LocalModel,
  text: LensText,
  options: LogitLensOptions = {},
): Promise<LogitLens> {
  const { top = 5, signal } = options;
  const { config } = model;
  if (!(Number.isInteger(top) && top >= 1 && top <= Math.min(100, config.vocabulary)))
    throw new SourceError(
      `expected a whole number within 1..${Math.min(100, config.vocabulary)}, not ${top}`,
      "top",
    );
  if (!(model instanceof OpenModel))
    throw new SourceError("only models that openLocalModel opened can be read", "logit lens");
  const chosen = chosenNumbers(options.layers, config.layers + 1, "layers", model.name);
  const layers = chosen.includes(config.layers) ? chosen : [...chosen, config.layers];
  const tokens = lensTokens(model, text, options.bos);
  const { lead, ...about } = tokens;
  const run = lead === undefined ? tokens.ids : Int32Array.of(lead, ...tokens.ids);
  const first = run.length === tokens.ids.length ? 1 : 0;
  const residuals = await readResiduals(model, run, layers, signal);
  const table = lensTable(layers.length, tokens.ids.length, top);
  let outputs: PredictionOutputs | undefined;
  const session = await model.derive(weights => {
    const made = predictionGraph(weights, top);
    outputs = made.outputs;
    return made.graph;
  });
  try {
    const each = Math.max(1, Math.floor(CHUNK / (layers.length * config.vocabulary)));
    // A position says what the next one is; behind the last there is none.
    for (let from = 0; from < run.length - 1; from += each) {
      signal?.throwIfAborted();
      const count = Math.min(each, run.length - 1 - from);
      const feeds = chunkFeeds(residuals, run, from, count, config.dModel);
      const targets = chunkTargets(outputs!, layers.length, count, top);
      await session.run(feeds, targets);
      table.put(from + first, count, outputs!, targets);
    }
  } finally {
    await session.release();
  }
  const { put: _put, ...tables } = table;
  const shown = new Set(tables.topIds);
  shown.delete(-1);
  const words = new Map([...shown].sort((a, b) => a - b).map(id => [id, tokenName(model.tokenizer, id)]));
  return { model: model.name, ...about, layers, vocabulary: config.vocabulary, top, ...tables, words };
}

/** The residual stream of each layer, [tokens, d_model]. */
async function readResiduals(
  model: LocalModel,
  ids: Int32Array,
  layers: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Float32Array[]> {
  const hook = (layer: number): string =>
    layer === 0 ? "blocks.0.hook_resid_pre" : `blocks.${layer - 1}.hook_resid_post`;
  const run = await model.run(ids, { hooks: layers.map(hook), logits: "none", signal });
  return layers.map(layer => run.hooks.get(hook(layer))!.data);
}

function chunkFeeds(
  residuals: readonly Float32Array[],
  ids: Int32Array,
  from: number,
  count: number,
  width: number,
): Feeds {
  const layers = residuals.length;
  const stream = new Float32Array(layers * count * width);
  const target = new BigInt64Array(layers * count);
  residuals.forEach((data, layer) => {
    stream.set(data.subarray(from * width, (from + count) * width), layer * count * width);
    for (let t = 0; t < count; t++) target[layer * count + t] = BigInt(ids[from + t + 1]);
  });
  return new Map<string, () => Feed>([
    ["residual", () => ({ type: "float32", data: stream, dims: [layers, count, width] })],
    ["target", () => ({ type: "int64", data: target, dims: [layers, count, 1] })],
  ]);
}

function chunkTargets(
  outputs: PredictionOutputs,
  layers: number,
  count: number,
  top: number,
): Map<string, Target> {
  const target = (last: number): Target => ({
    data: new Float32Array(layers * count * last),
    dims: [layers, count, last],
  });
  const wide = new Set([outputs.topIds, outputs.topLogprobs]);
  return new Map(Object.values(outputs).map(name => [name, target(wide.has(name) ? top : 1)]));
}
