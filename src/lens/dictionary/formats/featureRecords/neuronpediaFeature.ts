import type {
  FeatureExample,
  FeatureHistogram,
  FeatureLogit,
  FeatureQuantile,
  FeatureRecord,
} from "./FeatureRecord.js";
import { type RecordFields, recordFields } from "./RecordFields.js";

/** What the file around a feature says of all its features. */
export interface NeuronpediaPlace {
  readonly model?: string | undefined;
  readonly dictionary?: string | undefined;
}

/**
 * A feature's JSON of Neuronpedia (`/api/feature/{model}/{source}/{index}`), or one of SAEDashboard's `batch-{n}.json`, as a record.
 * Examples are put together by the ranges they were drawn from.
 *
 * @throws SourceError naming file, feature, key and value.
 */
export function parseNeuronpediaFeature(
  value: unknown,
  file: string,
  place: NeuronpediaPlace = {},
): FeatureRecord {
  const top = recordFields(value, file, "");
  // The API gives the index as a text, the dashboard as a number under another name.
  const raw = top.raw("index") ?? top.raw("feature_index");
  const index = typeof raw === "string" && /^\d+$/.test(raw) ? Number(raw) : raw;
  if (!Number.isSafeInteger(index) || (index as number) < 0)
    return top.refuse("index", "a whole number from 0");
  const fields = recordFields(value, file, `feature ${index}: `);
  const dictionary = fields.text("layer") ?? place.dictionary;
  const model = fields.text("modelId") ?? place.model;
  const layer = /^(\d+)(?:-|$)/.exec(dictionary ?? "")?.[1];
  const maximum = fields.number("maxActApprox");
  const frequency = fields.number("frac_nonzero");
  const activations = histogramOf(fields, "freq_hist_data_bar");
  const logits = histogramOf(fields, "logits_hist_data_bar");
  return {
    index: index as number,
    ...(layer !== undefined && { layer: Number(layer) }),
    ...(model !== undefined && { model }),
    ...(dictionary !== undefined && { dictionary }),
    quantiles: quantilesOf(fields),
    topLogits: logitsOf(fields, "pos"),
    bottomLogits: logitsOf(fields, "neg"),
    ...(maximum !== undefined && { maximum }),
    ...(frequency !== undefined && { frequency }),
    ...(activations && { activations }),
    ...(logits && { logits }),
    explanations: fields.objects("explanations").map(one => one.text("description") ?? ""),
  };
}

/** The same JSON of a record, with the keys of Neuronpedia's API. */
export function neuronpediaFeature(record: FeatureRecord): Record<string, unknown> {
  const { quantiles, topLogits, bottomLogits, activations, logits } = record;
  return {
    modelId: record.model ?? "",
    layer: record.dictionary ?? String(record.layer ?? ""),
    index: String(record.index),
    maxActApprox: record.maximum ?? 0,
    frac_nonzero: record.frequency ?? 0,
    pos_str: topLogits.map(({ token }) => token),
    pos_values: topLogits.map(({ value }) => value ?? 0),
    neg_str: bottomLogits.map(({ token }) => token),
    neg_values: bottomLogits.map(({ value }) => value ?? 0),
    freq_hist_data_bar_heights: activations?.heights ?? [],
    freq_hist_data_bar_values: activations?.values ?? [],
    logits_hist_data_bar_heights: logits?.heights ?? [],
    logits_hist_data_bar_values: logits?.values ?? [],
    explanations: record.explanations.map(description => ({ description })),
    activations: quantiles.flatMap(({ from, to, examples }) =>
      examples.map(({ tokens, values, peak }) => ({
        tokens,
        values,
        maxValue: values.reduce((a, b) => Math.max(a, b), 0),
        maxValueTokenIndex: peak ?? values.indexOf(values.reduce((a, b) => Math.max(a, b), -Infinity)),
        minValue: values.reduce((a, b) => Math.min(a, b), 0),
        binMin: from ?? null,
        binMax: to ?? null,
      })),
    ),
  };
}

function quantilesOf(fields: RecordFields): FeatureQuantile[] {
  const quantiles = new Map<string, { from?: number; to?: number; examples: FeatureExample[] }>();
  for (const example of fields.objects("activations")) {
    const from = example.number("binMin") ?? example.number("bin_min");
    const to = example.number("binMax") ?? example.number("bin_max");
    const tokens = example.texts("tokens");
    const values = example.numbers("values");
    if (tokens.length !== values.length)
      example.refuse("values", `one number for each of ${tokens.length} tokens`);
    const peak =
      example.number("maxValueTokenIndex") ??
      example.number("qualifyingTokenIndex") ??
      example.number("qualifying_token_index");
    // The dashboard marks those it drew as the largest with a range of −1 to −1.
    const ranged = from !== undefined && to !== undefined && !(from === -1 && to === -1);
    const name = ranged ? `${from} to ${to}` : "Top activations";
    const kept = quantiles.get(name) ?? { ...(ranged && { from, to }), examples: [] };
    kept.examples.push({ tokens, values, ...(peak !== undefined && { peak }) });
    quantiles.set(name, kept);
  }
  return [...quantiles].map(([name, quantile]) => ({ name, ...quantile }));
}

function logitsOf(fields: RecordFields, key: "pos" | "neg"): FeatureLogit[] {
  const tokens = fields.texts(`${key}_str`);
  const values = fields.numbers(`${key}_values`);
  if (values.length > 0 && values.length !== tokens.length) {
    fields.refuse(`${key}_values`, `one number for each of ${tokens.length} tokens`);
  }
  return tokens.map((token, i) => ({ token, ...(values[i] !== undefined && { value: values[i] }) }));
}

function histogramOf(fields: RecordFields, key: string): FeatureHistogram | undefined {
  const heights = fields.numbers(`${key}_heights`);
  return heights.length === 0 ? undefined : { heights, values: fields.numbers(`${key}_values`) };
}
