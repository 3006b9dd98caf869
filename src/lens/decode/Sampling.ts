import { SourceError } from "../../program/SourceError.js";

/** How a token is drawn from a distribution. Cuts come in Hugging Face's order: temperature, top-k, top-p, min-p. */
export interface Sampling {
  /** What logits are divided by; 0 takes the likeliest, ties to the lowest id. Default 0. */
  readonly temperature?: number;
  /** Only the k likeliest, ties to the lowest id. Default all. */
  readonly topK?: number;
  /**
   * Nucleus: of the likeliest tokens the smallest set with at least this mass, 0 to 1 (Holtzman et al., arXiv 1904.09751).
   * Default 1.
   */
  readonly topP?: number;
  /** Only tokens at least so likely as this share of the likeliest, 0 to 1 (Nguyen et al., arXiv 2407.01082). Default 0. */
  readonly minP?: number;
}

/** @throws SourceError naming the option and its value. */
export function checkSampling({ temperature, topK, topP, minP }: Sampling, who: string): void {
  const expect = (good: boolean, name: string, expected: string, value: unknown): void => {
    if (!good) throw new SourceError(`expected ${expected}, got ${String(value)}`, `${who}: ${name}`);
  };
  const within = (value: number | undefined, name: string, above: boolean): void =>
    expect(
      value === undefined || (value <= 1 && (above ? value > 0 : value >= 0)),
      name,
      above ? "a number above 0, at most 1" : "a number from 0 to 1",
      value,
    );
  expect(
    temperature === undefined || (temperature >= 0 && Number.isFinite(temperature)),
    "temperature",
    "a number from 0",
    temperature,
  );
  expect(topK === undefined || (Number.isInteger(topK) && topK >= 1), "topK", "a whole number from 1", topK);
  within(topP, "topP", true);
  within(minP, "minP", false);
}
