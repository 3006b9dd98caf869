import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { configFields } from "../../../weights/config/ConfigFields.js";
import type { SparseActivation } from "../../Dictionary.js";

/** What a circuit-tracer `config.yaml` says. */
export interface CircuitTracerConfig {
  readonly kind: "transcoder_set" | "cross_layer_transcoder";
  readonly hookIn: string;
  readonly hookOut: string;
  readonly model?: string;
  /** Files by layer, where they are listed. */
  readonly transcoders?: readonly string[];
  /** Activation of all layers, where it is not that of the tensors. */
  readonly activation?: Extract<SparseActivation, { kind: "relu" | "topk" }>;
}

/** Largest config that is read, bytes: aliases of YAML could make more of it. */
const LARGEST = 2 ** 20;

/**
 * Reads `config.yaml` of a folder of circuit-tracer.
 *
 * @throws SourceError naming file, key and value.
 */
export async function circuitTracerConfig(folder: string): Promise<CircuitTracerConfig> {
  const file = join(folder, "config.yaml");
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new SourceError(`cannot be read: ${error.message}`, file);
  });
  if (text.length > LARGEST) throw new SourceError(`has ${text.length} characters; at most ${LARGEST}`, file);
  const { parse } = await import("yaml");
  let values: unknown;
  try {
    values = parse(text, { maxAliasCount: 10 });
  } catch (error) {
    throw new SourceError(`is no YAML: ${(error as Error).message}`, file);
  }
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new SourceError("is no object of keys and values", file);
  }
  const fields = configFields(values as Record<string, unknown>, file);
  const kind = fields.text("model_kind", "transcoder_set");
  if (kind !== "transcoder_set" && kind !== "cross_layer_transcoder") {
    return fields.refuse("model_kind", '"transcoder_set" or "cross_layer_transcoder"');
  }
  const list = fields.raw("transcoders");
  if (list !== undefined && !(Array.isArray(list) && list.every(one => typeof one === "string"))) {
    fields.refuse("transcoders", "a list of files");
  }
  const activation = fields.has("activation") ? fields.text("activation") : undefined;
  if (activation !== undefined && !["relu", "topk", "jump_relu", "jumprelu"].includes(activation)) {
    fields.refuse("activation", '"relu", "jumprelu" or "topk"');
  }
  return {
    kind,
    hookIn: fields.text("feature_input_hook"),
    hookOut: fields.text("feature_output_hook"),
    ...(fields.has("model_name") && { model: fields.text("model_name") }),
    ...(list !== undefined && { transcoders: list as string[] }),
    // circuit-tracer's TopK keeps those below 0.
    ...(activation === "topk" && { activation: { kind: "topk", k: fields.count("k"), relu: false } }),
    ...(activation === "relu" && { activation: { kind: "relu" } }),
  };
}
