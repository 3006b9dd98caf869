import { SourceError } from "../../../program/SourceError.js";
import type { LocalModel } from "../../session/LocalModel.js";
import { OpenModel } from "../../session/OpenModel.js";
import type { CrossLayerTranscoder, SparseActivation, SparseDictionary } from "../Dictionary.js";
import { attachedDictionary, partTensors } from "./attachedDictionary.js";
import { asBatch, batchPieces } from "./batchPieces.js";
import { checkDictionary } from "./checkDictionary.js";
import { checkModelName } from "./checkModelName.js";
import { partPrefix, type SparsePart, sparseParts } from "./SparsePart.js";
import { sparseReader } from "./sparseReader.js";
import { tensorFeeds } from "./Tensors.js";

/** Tokens of a run, at most, with padding: 2 MiB of numbers. */
const MOST = 2 ** 19;

/** Which feature, where a dictionary has several layers. */
export interface ScanOptions {
  /** Place in the layers of a cross-layer transcoder. Default 0. */
  readonly part?: number;
  /** Takes a dictionary that says it was made for a model of another name. Default false. */
  readonly anyModel?: boolean;
}

/** Computes single features, with one graph for all of them. */
export interface FeatureScanner {
  /**
   * A feature's activations at each token.
   *
   * @param tokens one text or a batch of them, ids.
   * @returns [tokens] of each text.
   */
  scan(
    feature: number,
    tokens: ArrayLike<number> | readonly ArrayLike<number>[],
    signal?: AbortSignal,
  ): Promise<Float32Array[]>;
  close(): Promise<void>;
}

/**
 * Opens a dictionary for looking at its features one by one: a feature's column alone is computed, one row of the encoder times the input, at
 * the end of the part of the model before it. Of TopK all features are, since which are kept depends on all.
 *
 * @throws SourceError as `attachDictionaries`.
 */
export async function featureScanner(
  model: LocalModel,
  dictionary: SparseDictionary | CrossLayerTranscoder,
  { part: which = 0, anyModel }: ScanOptions = {},
): Promise<FeatureScanner> {
  const parts = sparseParts(dictionary);
  const part = parts[which];
  if (part === undefined)
    throw new SourceError(
      `there is no part ${which}; there are 0 to ${parts.length - 1}`,
      "featureScanner: part",
    );
  const check = (feature: number) => {
    if (!Number.isInteger(feature) || feature < 0 || feature >= part.features)
      throw new SourceError(`there is no feature ${feature}; there are 0 to ${part.features - 1}`, "feature");
  };
  if (part.activation.kind === "topk" || !(model instanceof OpenModel) || hasHooks(model, part))
    return await wholeScanner(model, dictionary, which, check, anyModel);
  if (!anyModel) checkModelName(model, dictionary, labelOf(part));
  return columnScanner(model, part, check);
}

/** Reads the feature among all. */
async function wholeScanner(
  model: LocalModel,
  dictionary: SparseDictionary | CrossLayerTranscoder,
  part: number,
  check: (feature: number) => void,
  anyModel: boolean | undefined,
): Promise<FeatureScanner> {
  const reader = await sparseReader(model, [dictionary], anyModel === undefined ? {} : { anyModel });
  return {
    close: () => reader.close(),
    async scan(feature, tokens, signal) {
      check(feature);
      const batch = asBatch(tokens);
      const { offsets, indices, values } = (await reader.read(batch, signal))[part]!;
      let row = 0;
      return batch.map(text =>
        Float32Array.from({ length: text.length }, () => {
          const end = offsets[row + 1]!;
          const at = indices.subarray(0, end).indexOf(feature, offsets[row++]!);
          return at < 0 ? 0 : values[at]!;
        }),
      );
    },
  };
}

function columnScanner(model: OpenModel, part: SparsePart, check: (feature: number) => void): FeatureScanner {
  const prefix = `dictionary.${model.attached.length}`;
  let feeds = columnFeeds(part, 0, prefix);
  const column = oneFeature(part, 0);
  checkDictionary(model, column, labelOf(part));
  const attached = attachedDictionary(column, "read", prefix);
  const scanned = model.attach([{ ...attached, feeds: () => feeds }]);
  const name = `${partPrefix(part)}.hook_sae_acts_post`;
  return {
    close: () => scanned.close(),
    async scan(feature, tokens, signal) {
      check(feature);
      const own = columnFeeds(part, feature, prefix);
      const columns: Float32Array[] = [];
      for (const piece of batchPieces(asBatch(tokens), 1, MOST)) {
        // Taken up when a run is asked for: another scan may be under way.
        feeds = own;
        const run = await scanned.run(piece, { hooks: [name], logits: "none", ...(signal && { signal }) });
        const { data, dims } = run.hooks.get(name)!;
        for (const [text, length] of run.lengths.entries())
          columns.push(data.slice(text * dims[1]!, text * dims[1]! + length));
      }
      return columns;
    },
  };
}

function labelOf(part: SparsePart): string {
  return `the dictionary of ${partPrefix(part)}`;
}

function hasHooks(model: OpenModel, part: SparsePart): boolean {
  const prefix = `${partPrefix(part)}.hook_sae_`;
  return model.hooks.some(({ name }) => name.startsWith(prefix));
}

function columnFeeds(part: SparsePart, feature: number, prefix: string): ReturnType<typeof tensorFeeds> {
  const [column] = sparseParts(oneFeature(part, feature));
  return tensorFeeds({ prefix: `${prefix}.0`, of: partTensors(column!) });
}

/** A dictionary of one feature that reads what the part reads. */
function oneFeature(part: SparsePart, feature: number): SparseDictionary {
  const { dIn, dOut, activation, encoder, encoderBias } = part;
  const threshold = (all: SparseActivation) =>
    all.kind === "jumprelu" ? { ...all, threshold: all.threshold.subarray(feature, feature + 1) } : all;
  return {
    kind: "transcoder",
    source: { format: "memory", files: [], sha256: "", centred: part.centred },
    hookIn: part.hookIn,
    hookOut: part.hookOut,
    ...(part.head !== undefined && { head: part.head }),
    features: 1,
    dIn,
    dOut,
    activation: threshold(activation),
    scaling: part.scaling,
    encoder: encoder.subarray(feature * dIn, (feature + 1) * dIn),
    encoderBias: encoderBias.subarray(feature, feature + 1),
    decoder: part.decoder.subarray(0, dOut),
    decoderBias: part.decoderBias,
    ...(part.inputBias && { inputBias: part.inputBias }),
  };
}

/**
 * A single feature's activations at each token; for several features {@link featureScanner} compiles its graph once.
 *
 * @returns [tokens] of each text.
 * @throws SourceError for a feature there is not; as {@link featureScanner}.
 */
export async function scanFeature(
  model: LocalModel,
  dictionary: SparseDictionary | CrossLayerTranscoder,
  feature: number,
  tokens: ArrayLike<number> | readonly ArrayLike<number>[],
  options: ScanOptions = {},
): Promise<Float32Array[]> {
  const scanner = await featureScanner(model, dictionary, options);
  try {
    return await scanner.scan(feature, tokens);
  } finally {
    await scanner.close();
  }
}
