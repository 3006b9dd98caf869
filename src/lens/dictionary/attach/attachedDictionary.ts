import type { Demand } from "../../onnx/Demand.js";
import type { Attached } from "../../session/Attached.js";
import type { Codebook, CrossLayerTranscoder, Dictionary, SparseDictionary } from "../Dictionary.js";
import type { AttachMode } from "./AttachOptions.js";
import { CodebookAttachment } from "./CodebookAttachment.js";
import { codebookPlaces, groupPrefix, groupWidth } from "./codebookPlaces.js";
import { SparseAttachment } from "./SparseAttachment.js";
import { partPrefix, type SparsePart, sparseParts } from "./SparsePart.js";
import { type DictionaryTensor, type Tensors, tensorFeeds } from "./Tensors.js";

/**
 * A dictionary as a model takes it, checked already.
 *
 * @param prefix of its tensors' names, its own.
 */
export function attachedDictionary(dictionary: Dictionary, mode: AttachMode, prefix: string): Attached {
  const identity = `${mode} ${dictionary.source.sha256.slice(0, 16)}`;
  const about = { of: dictionary, ...(mode !== "read" && { identity }) };
  if (dictionary.kind === "codebook") {
    const tensors = groupTensors(dictionary, prefix);
    const hooks = ownHooks(dictionary);
    return {
      ...about,
      replaces: mode === "read" ? [] : codebookPlaces(dictionary).map(({ hook }) => hook),
      make: (demand, every) =>
        every || wanted(demand, hooks, mode) ? new CodebookAttachment(dictionary, tensors, mode) : undefined,
      feeds: () => new Map(tensors.flatMap(one => [...tensorFeeds(one)])),
    };
  }
  const parts = sparseParts(dictionary);
  const tensors = parts.map((part, index) => ({ prefix: `${prefix}.${index}`, of: partTensors(part) }));
  const hooks = ownHooks(dictionary);
  return {
    ...about,
    replaces: mode === "read" ? [] : parts.map(partPrefix),
    make: (demand, every) =>
      every || wanted(demand, hooks, mode) ? new SparseAttachment(parts, tensors, mode) : undefined,
    feeds: () => new Map(tensors.flatMap(one => [...tensorFeeds(one)])),
  };
}

/** Beginnings of the names of the hooks a dictionary brings along. */
export function ownHooks(dictionary: Dictionary): string[] {
  if (dictionary.kind === "codebook")
    return dictionary.groups.map((_, group) => `${groupPrefix(dictionary, group)}.hook_codebook_`);
  return sparseParts(dictionary).map(part => `${partPrefix(part)}.hook_sae_`);
}

/** Whether a graph has any use for it. */
function wanted({ hooks, interventions }: Demand, own: readonly string[], mode: AttachMode): boolean {
  if (mode === "replace") return true;
  const asked = [...hooks, ...interventions.map(({ hook }) => hook)];
  return asked.some(hook => own.some(prefix => hook.startsWith(prefix)));
}

/** Tensors of a part of a sparse dictionary. */
export function partTensors(part: SparsePart): Map<string, DictionaryTensor> {
  const { features, dIn, dOut, targets, activation } = part;
  const tensors: [string, DictionaryTensor | undefined][] = [
    ["encoder", { data: part.encoder, dims: [features, dIn] }],
    ["encoderBias", { data: part.encoderBias, dims: [features] }],
    ["decoder", { data: part.decoder, dims: [features, targets * dOut] }],
    ["decoderBias", { data: part.decoderBias, dims: [dOut] }],
    ["inputBias", part.inputBias && { data: part.inputBias, dims: [dIn] }],
    ["skip", part.skip && { data: part.skip, dims: [dOut, dIn] }],
  ];
  if (activation.kind === "jumprelu") {
    // p > θ and p > 0 in one comparison.
    const data = activation.threshold.map(threshold => Math.max(threshold, 0));
    tensors.push(["threshold", { data, dims: [features] }]);
  }
  return new Map(tensors.filter((one): one is [string, DictionaryTensor] => one[1] !== undefined));
}

function groupTensors(codebook: Codebook, prefix: string): Tensors[] {
  const width = groupWidth(codebook);
  const { codes: count, similarity } = codebook;
  return codebook.groups.map(({ codes, normWeight, normBias }, group) => {
    const sizes = Float32Array.from({ length: count }, (_, code) => {
      let square = 0;
      for (let i = code * width; i < (code + 1) * width; i++) square += codes[i]! ** 2;
      // A code of length 0 is similar to nothing: not NaN, which has no order.
      return similarity === "euclidean" ? square / 2 : Math.sqrt(square) || 1;
    });
    return {
      prefix: `${prefix}.${group}`,
      of: new Map([
        ["codes", { data: codes, dims: [count, width] }],
        ["sizes", { data: sizes, dims: [count] }],
        ["normWeight", { data: normWeight, dims: [width] }],
        ["normBias", { data: normBias, dims: [width] }],
      ]),
    };
  });
}

/** Sparse kinds only. */
export type AnySparse = SparseDictionary | CrossLayerTranscoder;
