import type { Intervention } from "../../session/Intervention.js";
import type { LocalModel, RunOptions, RunResult } from "../../session/LocalModel.js";
import type { FaithfulnessText, ReplacedFaithfulness } from "./FaithfulnessResult.js";
import { jackknife } from "./jackknife.js";
import { divergence, logSoftmax } from "./logSoftmax.js";

/** One changed form of the model. */
export interface Variant {
  readonly what: string;
  readonly kind: "replaced" | "zero" | "mean";
  readonly model: LocalModel;
  readonly interventions: readonly Intervention[];
}

/** Numbers of the original's distributions held at a time: 64 MiB of them. */
const HELD = 2 ** 23;

/**
 * Sums of each family over its scored tokens: their number, the original's cross-entropy, then of each variant its cross-entropy and its KL from the
 * original. Texts go in groups, each variant over a whole group: graphs are compiled a few times, not with every text.
 */
export async function variantSums(
  model: LocalModel,
  variants: readonly Variant[],
  texts: readonly FaithfulnessText[],
  run: (on: LocalModel, ids: ArrayLike<number>, about: RunOptions) => Promise<RunResult>,
): Promise<ReadonlyMap<string, Float64Array>> {
  const families = new Map<string, Float64Array>();
  for (const { family } of texts)
    if (!families.has(family)) families.set(family, new Float64Array(2 + 2 * variants.length));
  const { vocabulary } = model.config;
  for (let first = 0; first < texts.length; ) {
    let last = first;
    for (let held = 0; last < texts.length && (last === first || held < HELD); last++)
      held += texts[last].ids.length * vocabulary;
    const group = texts.slice(first, last);
    first = last;
    const originals: Float64Array[][] = [];
    for (const { ids, family, from = 1 } of group) {
      const rows = predictions(await run(model, ids, {}), ids.length, from);
      const own = families.get(family)!;
      own[0] += rows.length;
      rows.forEach((row, i) => {
        own[1] -= row[ids[from + i]];
      });
      originals.push(rows);
    }
    for (const [number, { model: on, interventions }] of variants.entries())
      for (const [i, { ids, family, from = 1 }] of group.entries()) {
        const rows = predictions(await run(on, ids, { interventions }), ids.length, from);
        const own = families.get(family)!;
        rows.forEach((row, at) => {
          own[2 + 2 * number] -= row[ids[from + at]];
          own[3 + 2 * number] += divergence(originals[i][at], row);
        });
      }
  }
  return families;
}

/** Distributions over the tokens from `from` on. */
function predictions({ logits }: RunResult, tokens: number, from: number): Float64Array[] {
  const { data } = logits!;
  const width = data.length / tokens;
  const rows: Float64Array[] = [];
  for (let t = from; t < tokens; t++) rows.push(logSoftmax(data.subarray((t - 1) * width, t * width)));
  return rows;
}

/** Figures of the `index`-th choice of dictionaries; its variants are replaced, zero, mean. */
export function replacedFigures(
  what: string,
  families: readonly Float64Array[],
  index: number,
): ReplacedFaithfulness {
  const at = 2 + 6 * index;
  const recovered = (ablated: number) => (sums: Float64Array) =>
    (sums[ablated] - sums[at]) / (sums[ablated] - sums[1]);
  const closer = (ablated: number) => (sums: Float64Array) => (sums[ablated] - sums[at + 1]) / sums[ablated];
  const mean = (which: number) => jackknife(families, sums => sums[which] / sums[0]);
  return {
    what,
    kl: mean(at + 1),
    ce: mean(at),
    ceZero: mean(at + 2),
    ceMean: mean(at + 4),
    recoveredZero: jackknife(families, recovered(at + 2)),
    recoveredMean: jackknife(families, recovered(at + 4)),
    klRecoveredZero: jackknife(families, closer(at + 3)),
    klRecoveredMean: jackknife(families, closer(at + 5)),
  };
}
