import { type ConfigFields, configFields } from "../../../weights/config/ConfigFields.js";
import type { Codebook } from "../../Dictionary.js";

/** One kind of codebook of a checkpoint: there is one of each at every layer that has any. */
export interface CodebookKind {
  readonly at: Codebook["at"];
  readonly grouped: boolean;
  readonly codes: number;
  readonly k: number;
}

/** What the `config.json` of a codebook-features checkpoint says. */
export interface CodebookConfig {
  readonly kinds: readonly CodebookKind[];
  readonly similarity: Codebook["similarity"];
}

const PLACES: readonly Codebook["at"][] = [
  "mlp",
  "attn_preproj",
  "attn",
  "transformer_block",
  "mlp_mid",
  "qkv",
  "attn_plus_mlp",
];

/**
 * Reads the config of a codebook-features checkpoint: keys that hold one value hold it for every place.
 *
 * @throws SourceError naming file, key and value.
 */
export function codebookConfig(values: Readonly<Record<string, unknown>>, file: string): CodebookConfig {
  const fields = configFields(values, file);
  if (fields.text("model_type", "codebook") !== "codebook") fields.refuse("model_type", '"codebook"');
  const places = listOf(fields, "codebook_at", "mlp");
  const types = listOf(fields, "codebook_type", "vanilla", places.length);
  const codes = listOf(fields, "num_codes", 100, places.length);
  const ks = listOf(fields, "k_codebook", 1, places.length);
  const similarity = fields.text("similarity_metric", "inner_product");
  if (similarity !== "inner_product" && similarity !== "euclidean") {
    return fields.refuse("similarity_metric", '"inner_product" or "euclidean"');
  }
  const kinds = places.map((place, i) => {
    const at = PLACES.find(one => one === place);
    if (!at) return fields.refuse("codebook_at", `of ${PLACES.join(", ")}`);
    const type = types[i];
    if (type !== "vanilla" && type !== "group") return fields.refuse("codebook_type", '"vanilla" or "group"');
    const whole = (key: string, value: unknown) =>
      Number.isSafeInteger(value) && (value as number) > 0
        ? (value as number)
        : fields.refuse(key, "whole numbers from 1");
    // The class for queries, keys and values is the grouped one, whatever the config says.
    const grouped = type === "group" || at === "qkv";
    return { at, grouped, codes: whole("num_codes", codes[i]), k: whole("k_codebook", ks[i]) };
  });
  if (new Set(places).size !== places.length) fields.refuse("codebook_at", "each place once");
  for (const kind of kinds) if (kind.k > kind.codes) fields.refuse("k_codebook", "no more than num_codes");
  return { kinds, similarity };
}

function listOf(fields: ConfigFields, key: string, otherwise: unknown, length?: number): readonly unknown[] {
  const value = fields.raw(key) ?? otherwise;
  if (!Array.isArray(value)) return new Array(length ?? 1).fill(value);
  if (length !== undefined && value.length !== length) fields.refuse(key, `one value, or ${length}`);
  return value;
}
