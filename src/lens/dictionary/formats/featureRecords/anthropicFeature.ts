import type { FeatureLogit, FeatureRecord } from "./FeatureRecord.js";
import { recordFields } from "./RecordFields.js";

/**
 * A feature's JSON of Anthropic's attribution graphs, as circuit-tracer stores and serves it, as a record.
 *
 * @throws SourceError naming file, feature, key and value.
 */
export function parseAnthropicFeature(value: unknown, file: string, layer?: number): FeatureRecord {
  const index = recordFields(value, file, "").number("index");
  const fields = recordFields(value, file, index === undefined ? "" : `feature ${index}: `);
  if (index === undefined || !Number.isSafeInteger(index) || index < 0)
    return fields.refuse("index", "a whole number");
  const minimum = fields.number("act_min");
  const maximum = fields.number("act_max");
  const frequency = fields.number("activation_frequency");
  const id = fields.raw("transcoder_id");
  const edges = fields.numbers("quantile_values");
  const heights = fields.numbers("histogram");
  return {
    index,
    ...(layer !== undefined && { layer }),
    ...(id !== undefined && { dictionary: String(id) }),
    quantiles: fields.objects("examples_quantiles").map(quantile => ({
      name: quantile.text("quantile_name") ?? "",
      examples: quantile.objects("examples").map(example => {
        const tokens = example.texts("tokens");
        const values = example.numbers("tokens_acts_list");
        if (tokens.length !== values.length) {
          example.refuse("tokens_acts_list", `one number for each of ${tokens.length} tokens`);
        }
        const peak = example.number("train_token_ind");
        const repeated = example.flag("is_repeated_datapoint");
        return {
          tokens,
          values,
          ...(peak !== undefined && { peak }),
          ...(repeated !== undefined && { repeated }),
        };
      }),
    })),
    topLogits: tokensOf(fields.texts("top_logits")),
    bottomLogits: tokensOf(fields.texts("bottom_logits")),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(frequency !== undefined && { frequency }),
    ...(heights.length > 0 && { activations: { values: edges, heights } }),
    explanations: [],
  };
}

/** The same JSON of a record: keys and order of circuit-tracer's feature pages. */
export function anthropicFeature(record: FeatureRecord): Record<string, unknown> {
  return {
    transcoder_id: record.dictionary ?? (record.layer === undefined ? "" : `layer_${record.layer}`),
    index: record.index,
    examples_quantiles: record.quantiles.map(({ name, examples }) => ({
      quantile_name: name,
      examples: examples.map(({ tokens, values, peak, repeated }) => ({
        tokens,
        tokens_acts_list: values,
        train_token_ind: peak ?? values.indexOf(values.reduce((a, b) => Math.max(a, b), -Infinity)),
        is_repeated_datapoint: repeated ?? false,
      })),
    })),
    top_logits: record.topLogits.map(({ token }) => token),
    bottom_logits: record.bottomLogits.map(({ token }) => token),
    act_min: record.minimum ?? 0,
    act_max: record.maximum ?? 0,
    quantile_values: record.activations?.values ?? [],
    histogram: record.activations?.heights ?? [],
    activation_frequency: record.frequency ?? 0,
  };
}

function tokensOf(tokens: readonly string[]): FeatureLogit[] {
  return tokens.map(token => ({ token }));
}
