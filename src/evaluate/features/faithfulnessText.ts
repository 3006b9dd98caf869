import type { FaithfulnessResult } from "../../lens/features/faithfulness/FaithfulnessResult.js";
import type { JackknifeEstimate } from "../../lens/features/faithfulness/jackknife.js";

const shown = ({ value, se }: JackknifeEstimate, digits = 4): string =>
  `${value.toFixed(digits)}${se === undefined || Number.isNaN(se) ? "" : ` ± ${se.toFixed(digits)}`}`;

/** Faithfulness as plain text: what fits where, and what is lost when dictionaries stand in the model's place; ± one standard error. */
export function faithfulnessText(found: FaithfulnessResult): string {
  const { tokens, scored, families, ce, places, replaced, freeRunning, withoutCodebooks } = found;
  return [
    `${tokens} tokens, ${scored} predictions, ${families} families (standard errors are by family); CE ${shown(ce)} nats`,
    ...(withoutCodebooks
      ? [
          "The codebooks are part of this model: beside them stands the model without any, which was never trained to run so.",
        ]
      : []),
    ...places.map(({ place, l0, fvu }) => `${place}: L0 ${shown(l0, 2)}, FVU ${shown(fvu)}`),
    ...replaced.flatMap(one => [
      `${one.what} in the model's place: KL ${shown(one.kl)}, CE ${shown(one.ce)}`,
      `  CE recovered against zero ${shown(one.recoveredZero)} (ablated ${shown(one.ceZero)}), against the mean ${shown(one.recoveredMean)} (${shown(one.ceMean)})`,
      `  KL recovered against zero ${shown(one.klRecoveredZero)}, against the mean ${shown(one.klRecoveredMean)}`,
    ]),
    ...(freeRunning === undefined
      ? []
      : [
          `free-running: ${(100 * freeRunning.original.accuracy).toFixed(1)} % right as it is, ${(100 * freeRunning.replaced.accuracy).toFixed(1)} % with all of them in (${(100 * freeRunning.change).toFixed(1)} points, ${freeRunning.original.items} items)`,
        ]),
  ].join("\n");
}
