import { SourceError } from "../../../../program/SourceError.js";
import type { SparseActivation, SparseDictionary } from "../../Dictionary.js";
import { sparseDictionary } from "../../sparseDictionary.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import type { TensorFile } from "../tensors/TensorFile.js";

/** Where a layer stands. */
export interface LayerPlace {
  readonly hookIn: string;
  readonly hookOut: string;
  readonly model?: string | undefined;
  /** Name of the file within its folder. */
  readonly name: string;
  /** As the config says; else a threshold makes a JumpReLU, `k` a TopK, and neither a ReLU. */
  readonly activation?: SparseActivation | undefined;
}

/** Name of a layer's thresholds. */
export const THRESHOLD = "activation_function.threshold";

/**
 * Reads one layer of a transcoder set of circuit-tracer: `W_enc` [F, d], `W_dec` [F, d], `b_enc`, `b_dec`, where there are
 * `activation_function.threshold`, `W_skip` [d, d], `k`.
 *
 * @throws SourceError naming file, tensor and shapes; for tensors besides, and those that say another activation than the config.
 */
export async function readTranscoderLayer(source: TensorFile, place: LayerPlace): Promise<SparseDictionary> {
  refuseOtherTensors(source, ["W_enc", "W_dec", "b_enc", "b_dec", "W_skip", THRESHOLD, "k"]);
  const [features, dIn] = shapeOf(source, "W_enc", 2) as readonly [number, number];
  const dOut = shapeOf(source, "W_dec", 2)[1]!;
  return sparseDictionary({
    kind: "transcoder",
    format: "circuit-tracer",
    files: [place.name],
    model: place.model,
    hookIn: place.hookIn,
    hookOut: place.hookOut,
    activation: await layerActivation(source, THRESHOLD, features, place.activation),
    scaling: { kind: "none" },
    encoder: await shapedTensor(source, "W_enc", [features, dIn], "features, d_in"),
    encoderBias: await shapedTensor(source, "b_enc", [features], "features"),
    decoder: await shapedTensor(source, "W_dec", [features, dOut], "features, d_out"),
    decoderBias: await shapedTensor(source, "b_dec", [dOut], "d_out"),
    ...(source.tensors.has("W_skip") && {
      skip: await shapedTensor(source, "W_skip", [dOut, dIn], "d_out, d_in"),
    }),
  });
}

/**
 * Activation that the config says, or else a layer's tensors.
 *
 * @param name of its thresholds
 * @param said by the config
 * @throws SourceError where both say one, and not the same; for a threshold below 0: circuit-tracer would let activations below 0 pass there,
 * which no dictionary here does.
 */
export async function layerActivation(
  source: TensorFile,
  name: string,
  features: number,
  said?: SparseActivation,
): Promise<SparseActivation> {
  if (said === undefined) return activationOfTensors(source, name, features);
  const other = [name, "k"].find(one => source.tensors.has(one));
  if (other === undefined) return said;
  const own = await activationOfTensors(source, name, features);
  if (own.kind === "topk" && said.kind === "topk" && own.k === said.k) return said;
  throw new SourceError(
    `has a tensor ${JSON.stringify(other)}, but the config's activation is ${said.kind}${said.kind === "topk" ? ` with k ${said.k}` : ""}`,
    source.file,
  );
}

async function activationOfTensors(
  source: TensorFile,
  name: string,
  features: number,
): Promise<SparseActivation> {
  if (source.tensors.has(name)) {
    if (source.tensors.has("k"))
      throw new SourceError(
        `has thresholds (${JSON.stringify(name)}) and "k"; expected one of them`,
        source.file,
      );
    const rank = source.tensors.get(name)!.shape.length;
    // One for all features is published too.
    const single = rank === 0 || (rank === 1 && source.tensors.get(name)!.shape[0] === 1 && features !== 1);
    const read = await shapedTensor(source, name, rank === 0 ? [] : [single ? 1 : features], "features");
    const threshold = single ? new Float32Array(features).fill(read[0]!) : read;
    const below = threshold.findIndex(value => value < 0);
    if (below >= 0) {
      throw new SourceError(
        `tensor ${JSON.stringify(name)} is ${threshold[below]} at [${below}]; expected numbers from 0`,
        source.file,
      );
    }
    return { kind: "jumprelu", threshold };
  }
  if (!source.tensors.has("k")) return { kind: "relu" };
  const shape = source.tensors.get("k")!.shape;
  const [k] = await shapedTensor(source, "k", shape.length === 0 ? [] : [1], "one number");
  if (!Number.isInteger(k) || k! < 1 || k! > features) {
    throw new SourceError(`tensor "k" is ${k}; expected a whole number from 1 to ${features}`, source.file);
  }
  return { kind: "topk", k: k!, relu: false };
}
