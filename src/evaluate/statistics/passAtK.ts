import { SourceError } from "../../program/SourceError.js";
import type { Verdict } from "../../questions/Question.js";
import type { ExactShare } from "../ReportData.js";
import { exactMath } from "./exact.js";

/** Samples of one question: how many there are and how many of them are right. */
export interface Samples {
  readonly n: number;
  readonly c: number;
}

/**
 * Chance that at least one of k samples drawn without replacement from n is right, of which c are: the unbiased
 * estimator 1 − C(n−c, k) / C(n, k) of Chen et al. (2021), between 0 and 1.
 *
 * `strict` (default): `undefined` for n < k, where nothing is known about k draws. `compat`: as published with CRUXEval, 1
 * wherever n − c < k, so also for n < k with no right sample at all.
 *
 * @throws SourceError for numbers that are not whole, c outside 0..n, or k < 1.
 */
export function passAtK(
  n: number,
  c: number,
  k: number,
  profile: Verdict["profile"] = "strict",
): number | undefined {
  checked(n, c, k);
  if (n < k && profile === "strict") return undefined;
  if (n - c < k) return 1;
  let none = 1;
  for (let j = n - c + 1; j <= n; j++) none *= 1 - k / j;
  return 1 - none;
}

/**
 * Exact mean of {@link passAtK} over questions, as a fraction made by mathjs (loaded on the first use); `undefined` for no
 * question, and where one of them has no value.
 *
 * @throws SourceError as {@link passAtK} does.
 */
export async function exactPassAtK(
  questions: readonly Samples[],
  k: number,
  profile: Verdict["profile"] = "strict",
): Promise<ExactShare | undefined> {
  if (questions.some(({ n, c }) => passAtK(n, c, k, profile) === undefined)) return undefined;
  if (questions.length === 0) return undefined;
  const math = await exactMath();
  const one = math.fraction(1);
  // Few pairs of counts occur; each is worked out once.
  const alike = new Map<string, Samples & { readonly times: number }>();
  for (const { n, c } of questions)
    alike.set(`${n}/${c}`, { n, c, times: (alike.get(`${n}/${c}`)?.times ?? 0) + 1 });
  let total = math.fraction(0);
  for (const { n, c, times } of alike.values()) {
    let none = n - c < k ? math.fraction(0) : one;
    if (n - c >= k)
      for (let j = n - c + 1; j <= n; j++)
        none = math.multiply(none, math.fraction(j - k, j)) as typeof total;
    const pass = math.subtract(one, none) as typeof total;
    total = math.add(total, math.multiply(pass, math.fraction(times))) as typeof total;
  }
  const mean = math.divide(total, math.fraction(questions.length)) as typeof total;
  return { numerator: String(mean.n), denominator: String(mean.d), value: Number(mean.n) / Number(mean.d) };
}

function checked(n: number, c: number, k: number): void {
  const whole = [n, c, k].every(Number.isInteger);
  if (!whole || c < 0 || c > n || k < 1)
    throw new SourceError(
      `expected whole numbers with 0 <= c <= n and k >= 1, got n=${n} c=${c} k=${k}`,
      "pass@k",
    );
}
