import { type ConfigFields, configFields } from "../../../weights/config/ConfigFields.js";

/** What a SAELens `cfg.json` says, of any version. */
export interface SaelensConfig {
  readonly architecture: SaelensArchitecture;
  readonly features: number;
  readonly dIn: number;
  /** Of transcoders, where it says. */
  readonly dOut?: number;
  /** Of topk. */
  readonly k?: number;
  /** Pre-activations are multiplied with the norms of the decoder's rows (topk). */
  readonly rescale: boolean;
  /** The decoder's bias is subtracted from the input. */
  readonly centresInput: boolean;
  readonly normalize: "none" | "expected_average_only_in" | "constant_norm_rescale" | "layer_norm";
  readonly flattenHeads: boolean;
  readonly hookIn?: string;
  readonly hookOut?: string;
  readonly head?: number;
  readonly model?: string;
  readonly centred: boolean;
  /** Tensor `scaling_factor` is used. */
  readonly finetuned: boolean;
}

const ARCHITECTURES = [
  "standard",
  "gated",
  "jumprelu",
  "topk",
  "transcoder",
  "skip_transcoder",
  "jumprelu_transcoder",
  "jumprelu_skip_transcoder",
] as const;

/** Architectures that are read. */
export type SaelensArchitecture = (typeof ARCHITECTURES)[number];

const NORMALIZE = ["none", "expected_average_only_in", "constant_norm_rescale", "layer_norm"] as const;

/**
 * Reads a SAELens config of version 6 (hooks in `metadata`) or older (flat, with older names and other defaults).
 *
 * @throws SourceError naming file, key and value for what is not known or does not fit.
 */
export function saelensConfig(values: Readonly<Record<string, unknown>>, file: string): SaelensConfig {
  const top = configFields(values, file);
  const metadata = top.object("metadata");
  /** The first of these keys that there is, in the metadata or at the top. */
  const find = (...keys: readonly string[]): [ConfigFields, string] => {
    for (const fields of metadata ? [metadata, top] : [top]) {
      for (const key of keys) if (fields.has(key)) return [fields, key];
    }
    return [top, keys[0]!];
  };
  const text = (...keys: readonly string[]): string | undefined => {
    const [fields, key] = find(...keys);
    return fields.has(key) ? fields.text(key) : undefined;
  };
  const hookIn = text("hook_name", "hook_point");
  const architecture = architectureOf(top);
  const transcoder = architecture.includes("transcoder");
  const centresInput = top.flag("apply_b_dec_to_input", !transcoder);
  if (transcoder && centresInput) top.refuse("apply_b_dec_to_input", "false for a transcoder");
  const head = headOf(...find("hook_head_index", "hook_point_head_index"));
  const [out, outKey] = find("hook_head_index_out");
  if (out.has(outKey)) out.refuse(outKey, "null: transcoders of single heads are not read");
  const reshape = top.has("reshape_activations")
    ? top.text("reshape_activations")
    : hookIn?.includes("hook_z")
      ? "hook_z"
      : "none";
  if (reshape !== "none" && reshape !== "hook_z") top.refuse("reshape_activations", '"none" or "hook_z"');
  const [kwargs, kwargsKey] = find("model_from_pretrained_kwargs");
  const model = text("model_name");
  const hookOut = text("hook_name_out");
  return {
    architecture,
    features: top.count("d_sae"),
    dIn: top.count("d_in"),
    ...(top.has("d_out") && { dOut: top.count("d_out") }),
    ...(architecture === "topk" && { k: (top.object("activation_fn_kwargs") ?? top).count("k", topK(top)) }),
    rescale: architecture === "topk" && top.flag("rescale_acts_by_decoder_norm", false),
    centresInput,
    normalize: normalizeOf(top),
    flattenHeads: reshape === "hook_z" && head === undefined,
    ...(hookIn !== undefined && { hookIn }),
    ...(hookOut !== undefined && { hookOut }),
    ...(head !== undefined && { head }),
    ...(model !== undefined && { model }),
    centred: kwargs.object(kwargsKey)?.raw("center_writing_weights") === true,
    finetuned: top.flag("finetuning_scaling_factor", false),
  };
}

/** Older files say topk by their activation function; k is then one of its arguments. */
function architectureOf(fields: ConfigFields): SaelensArchitecture {
  const key = fields.has("activation_fn_str") ? "activation_fn_str" : "activation_fn";
  const activation = fields.has(key) ? fields.text(key) : "relu";
  if (activation !== "relu" && activation !== "topk") fields.refuse(key, '"relu" or "topk"');
  const architecture = fields.text("architecture", "standard");
  const known = ARCHITECTURES.find(one => one === architecture);
  if (!known) {
    return fields.refuse(
      "architecture",
      `one of ${ARCHITECTURES.join(", ")} (training forms, as batchtopk, are saved for inference as jumprelu)`,
    );
  }
  if (activation !== "topk" || known === "topk") return known;
  return known === "standard" ? "topk" : fields.refuse(key, `"relu" for ${known}`);
}

/** k where it stands at the top, or the default of the class. */
function topK(fields: ConfigFields): number | undefined {
  return fields.has("k") ? fields.count("k") : undefined;
}

function normalizeOf(fields: ConfigFields): SaelensConfig["normalize"] {
  const key = "normalize_activations";
  const value = fields.raw(key);
  if (value === undefined || value === false) return "none";
  if (value === true) return "expected_average_only_in";
  const whitening = value === "covariance_whitening" ? " (fold it: sae.fold_activation_whitening)" : "";
  return (
    NORMALIZE.find(one => one === value) ?? fields.refuse(key, `one of ${NORMALIZE.join(", ")}${whitening}`)
  );
}

function headOf(fields: ConfigFields, key: string): number | undefined {
  const value = fields.raw(key);
  if (value === undefined) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    fields.refuse(key, "a whole number from 0, or null");
  return value as number;
}
