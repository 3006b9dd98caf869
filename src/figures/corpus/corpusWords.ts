import type { CorpusRow, Estimate } from "../../evaluate/logits/CorpusTable.js";
import type { CorpusFigureData, CorpusMeasure, CorpusSettings } from "./CorpusFigureData.js";

/** A measure for people. */
export const MEASURES: Readonly<Record<CorpusMeasure, { readonly name: string; readonly better: string }>> = {
  bitsPerByte: { name: "bits a byte", better: "less is better" },
  geometricP: { name: "geometric mean of the probabilities", better: "more is better" },
  meanP: { name: "mean probability", better: "more is better" },
};

/** The estimate the axis shows; undefined where a row has none. */
export function estimateOf(
  row: CorpusRow | undefined,
  { measure, mean }: CorpusSettings,
): Estimate | undefined {
  return row?.[measure]?.[mean];
}

/** A number with two decimals, and more where it is small. */
export function figureText(value: number): string {
  return Math.abs(value) >= 0.1 || value === 0 ? value.toFixed(2) : value.toPrecision(2);
}

/** `1.20 [1.10, 1.31]`. */
export function estimateText(estimate: Estimate | undefined): string {
  if (estimate === undefined) return "–";
  const { value, low, high } = estimate;
  if (low === undefined || high === undefined) return `${figureText(value)}, no interval`;
  return `${figureText(value)} [${figureText(low)}, ${figureText(high)}]`;
}

/** Bits of a corpus: `12 345`. */
export function bitsText(bits: number): string {
  const sign = bits < 0 ? "−" : "";
  return (
    sign +
    Math.round(Math.abs(bits))
      .toString()
      .replace(/\B(?=(\d{3})+$)/g, "\u202f")
  );
}

/** A share as people read it. */
export function shareText(share: number): string {
  const points = Math.abs(share) * 100;
  return `${share < 0 ? "−" : ""}${points >= 9.95 ? Math.round(points) : points.toFixed(1)} %`;
}

/** What the figure shows, in sentences. */
export function corpusSummary({ models, comparison }: CorpusFigureData, settings: CorpusSettings): string[] {
  const lines = models.map(({ name, scores: { programs, clusters, total, categories } }) => {
    const [worst] = [...categories].sort((a, b) => b.bits - a.bits);
    const of =
      total.bits > 0 && worst !== undefined
        ? ` ${shareText(worst.bits / total.bits)} of it in ${worst.key}.`
        : "";
    return (
      `${name}: ${programs} programs in ${clusters} clusters, ${bitsText(total.tokens)} tokens, ${bitsText(total.bits)} bits, ` +
      `${figureText(total.bytes === 0 ? 0 : total.bits / total.bytes)} bits a byte.${of}`
    );
  });
  if (comparison !== undefined && models.length === 2) {
    const { total, parts } = comparison;
    const [a, b] = [models[0].name, models[1].name];
    const [most] = parts;
    lines.push(
      total.difference === 0
        ? `${b} and ${a} need the same bits.`
        : `${b} needs ${bitsText(Math.abs(total.difference))} bits ${total.difference < 0 ? "fewer" : "more"} than ${a}` +
            (most === undefined
              ? "."
              : `; the largest part of it, of either sign, is ${most.key} (${bitsText(most.difference)} bits).`),
    );
  }
  const { draws } = models[0].scores;
  lines.push(
    `Points: ${MEASURES[settings.measure].name} (${settings.mean === "micro" ? "all tokens pooled" : "mean over programs"}), ${MEASURES[settings.measure].better}; ` +
      `whiskers: 95 % intervals from ${draws} resamples of programs. Types overlap (a node counts in itself and those around it), categories do not.`,
  );
  return lines;
}
