import { SourceError } from "../../../../program/SourceError.js";
import type { DictionarySource, SparseDictionary } from "../../Dictionary.js";
import { sparseDictionary } from "../../sparseDictionary.js";
import { refuseOtherTensors } from "../tensors/refuseOtherTensors.js";
import { shapedTensor, shapeOf } from "../tensors/shapedTensor.js";
import type { TensorFile } from "../tensors/TensorFile.js";
import { transposed } from "../tensors/transposed.js";

/** What a file of Gemma Scope does not say of itself. */
export interface GemmaScopePlace {
  readonly kind: "sae" | "transcoder";
  readonly format: DictionarySource["format"];
  readonly hookIn: string;
  readonly hookOut: string;
  /** Name of the file within its folder. */
  readonly name: string;
  readonly model?: string | undefined;
  readonly flattenHeads?: boolean;
  /** Of the embedding, which it knows without the factor √d that Gemma multiplies it with. */
  readonly embedding?: boolean;
}

/**
 * A JumpReLU SAE or transcoder of Gemma Scope 1 (`W_enc` [d, F]; `w_enc` in some) or 2 (`w_enc`; where there is
 * `affine_skip_connection` [d_in, d_out]). The decoder's bias is not subtracted from the input.
 *
 * @throws SourceError naming file, tensor and shapes; for tensors besides.
 */
export async function gemmaScopeDictionary(
  source: TensorFile,
  place: GemmaScopePlace,
): Promise<SparseDictionary> {
  const { name, embedding, ...rest } = place;
  const called = (upper: string) => {
    const lower = upper.replace(/^W_/, "w_");
    return source.tensors.has(lower) ? lower : upper;
  };
  const [dIn, features] = shapeOf(source, called("W_enc"), 2) as readonly [number, number];
  const dOut = shapeOf(source, called("W_dec"), 2)[1]!;
  if (rest.kind === "sae" && dOut !== dIn) {
    throw new SourceError(
      `an SAE whose ${called("W_dec")} has width ${dOut}; its input has ${dIn}`,
      source.file,
    );
  }
  const encoder = await shapedTensor(source, called("W_enc"), [dIn, features], "d_in, features");
  const decoder = await shapedTensor(source, called("W_dec"), [features, dOut], "features, d_out");
  const decoderBias = await shapedTensor(source, "b_dec", [dOut], "d_out");
  if (embedding) {
    // It knows e of the hook's x = √d·e: z = σ(x·W_enc/√d + b_enc), and √d·(z·W_dec + b_dec) is x again. SAELens' loader scales both
    // matrices and leaves b_dec as it is, which is then too small by √d.
    for (let i = 0; i < encoder.length; i++) encoder[i]! /= Math.sqrt(dIn);
    for (let i = 0; i < decoder.length; i++) decoder[i]! *= Math.sqrt(dIn);
    for (let i = 0; i < decoderBias.length; i++) decoderBias[i]! *= Math.sqrt(dIn);
  }
  const skip = "affine_skip_connection";
  refuseOtherTensors(source, [called("W_enc"), called("W_dec"), "b_enc", "b_dec", "threshold", skip]);
  return sparseDictionary({
    ...rest,
    files: [name],
    activation: {
      kind: "jumprelu",
      threshold: await shapedTensor(source, "threshold", [features], "features"),
    },
    scaling: { kind: "none" },
    encoder: transposed(encoder, dIn, features),
    encoderBias: await shapedTensor(source, "b_enc", [features], "features"),
    decoder,
    decoderBias,
    ...(source.tensors.has(skip) && {
      skip: transposed(await shapedTensor(source, skip, [dIn, dOut], "d_in, d_out"), dIn, dOut),
    }),
  });
}
