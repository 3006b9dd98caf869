import type { MathJsInstance } from "mathjs";
import type { ExactShare } from "../ReportData.js";

/** A share as two whole numbers: `numerator` out of `denominator`. */
export interface Part {
  readonly numerator: number;
  readonly denominator: number;
}

async function load(): Promise<MathJsInstance> {
  const { create, ...all } = await import("mathjs");
  const { fractionDependencies, addDependencies, subtractDependencies } = all;
  const { multiplyDependencies, divideDependencies } = all;
  return create({
    fractionDependencies,
    addDependencies,
    subtractDependencies,
    multiplyDependencies,
    divideDependencies,
  });
}

let loaded: Promise<MathJsInstance> | undefined;

/** Arithmetic of mathjs on fractions of big integers; imported on the first use, as it takes a while to load. */
export function exactMath(): Promise<MathJsInstance> {
  loaded ??= load();
  return loaded;
}

/**
 * Exact mean of shares with whole numbers, such as 3/4, 1/7 and 0/1; undefined for none. Sums of many different
 * denominators are beyond floats, so mathjs adds them as fractions of big integers. mathjs takes a while to load:
 * it is imported on the first use.
 */
export async function exactMean(parts: readonly Part[]): Promise<ExactShare | undefined> {
  if (parts.length === 0) return undefined;
  const math = await exactMath();
  // Equal denominators first: few fractions remain to be added.
  const sums = new Map<number, number>();
  for (const { numerator, denominator } of parts)
    sums.set(denominator, (sums.get(denominator) ?? 0) + numerator);
  let total = math.fraction(0);
  for (const [denominator, numerator] of sums)
    total = math.add(total, math.fraction(numerator, denominator)) as typeof total;
  const mean = math.divide(total, math.fraction(parts.length)) as typeof total;
  return { numerator: String(mean.n), denominator: String(mean.d), value: Number(mean.n) / Number(mean.d) };
}
