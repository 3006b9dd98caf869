import type { Question } from "../questions/Question.js";
import { type LinkedProbe, linkedProbes, PROBE_TASKS } from "./linkedProbes.js";
import type { Accuracy, ExactShare } from "./ReportData.js";
import type { ScoredAnswer } from "./scoreRow.js";
import { accuracy } from "./statistics/accuracy.js";
import { exactMean, type Part } from "./statistics/exact.js";

/** One of the 16 ways in which the four answers about a moment can be right and wrong. */
export interface ConsistencyPattern {
  /** `1` right, `0` not, in the order coverage, state, path, output: `1100`. */
  readonly pattern: string;
  /** 1, 1/2, 1/4, 1/8 for 1111, 1110, 1100, 1000; 0 for all others. */
  readonly score: number;
  /** A later answer is right while an earlier one is not. */
  readonly incoherent: boolean;
  /** Moments × samples with this pattern. */
  readonly count: number;
  /** Share expected if the answers were independent, each right as often as the model's are (its marginal accuracies). */
  readonly independent: number;
}

/** Incremental consistency (REval) of a model on linked questions. */
export interface Consistency {
  /** Mean score per moment (samples averaged first) with a 95 % interval over clusters. */
  readonly score: Accuracy;
  /** The score over the moments that are reached alone: saying that nothing is ever executed earns nothing there. */
  readonly executed: Accuracy;
  /** Share of incoherent patterns. */
  readonly incoherent: Accuracy;
  /** All 16, from 1111 down to 0000. */
  readonly patterns: readonly ConsistencyPattern[];
  /** Shares right by task over the moments; an output counts once per moment of its call. */
  readonly marginals: Readonly<Record<(typeof PROBE_TASKS)[number], number>>;
  /** Score and share of incoherent patterns expected of independent answers with these marginals. */
  readonly independent: { readonly score: number; readonly incoherent: number };
  /** The same expected of `baseline:random`, whose answers are independent; exact. Absent where chances are not known. */
  readonly chance?: { readonly score: ExactShare; readonly incoherent: ExactShare };
}

/** Score of a pattern in eighths: answers right from the start and wrong from then on count, others do not. */
function eighths(pattern: string): number {
  return /^1+0*$/.test(pattern) ? 2 ** (pattern.indexOf("0") < 0 ? 3 : pattern.indexOf("0") - 1) : 0;
}

function isIncoherent(pattern: string): boolean {
  return pattern.includes("01");
}

const PATTERNS = Array.from({ length: 16 }, (_, i) => (15 - i).toString(2).padStart(4, "0"));

/**
 * Incremental consistency of a model's answers on the moments all four tasks are asked about (see {@link linkedProbes});
 * undefined where there is none. An answer is right as its verdict says; the i-th samples of the four questions
 * make one pattern.
 *
 * @param chance for each question id the exact chance that a random answer is right.
 */
export async function consistency(
  answers: readonly ScoredAnswer[],
  chance?: ReadonlyMap<string, { readonly numerator: number; readonly denominator: number }>,
): Promise<Consistency | undefined> {
  const right = new Map<string, boolean[]>();
  const questions = new Map<string, Question>();
  for (const { question, verdict } of answers) {
    questions.set(question.id, question);
    const list = right.get(question.id) ?? [];
    right.set(question.id, list);
    list.push(verdict.verdict === "right");
  }
  const probes = linkedProbes([...questions.values()]);
  if (probes.length === 0) return undefined;
  const counts = new Map<string, number>();
  const items = probes.map(probe => {
    const of = PROBE_TASKS.map(task => right.get(probe[task].id) as boolean[]);
    const samples = Math.min(...of.map(list => list.length));
    let sum = 0;
    let mixed = 0;
    for (let i = 0; i < samples; i++) {
      const pattern = of.map(list => (list[i] ? "1" : "0")).join("");
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
      sum += eighths(pattern) / 8;
      mixed += Number(isIncoherent(pattern));
    }
    const { truth, cluster } = probe.coverage;
    const executed = truth.task === "coverage" && truth.executed;
    return { cluster, executed, score: sum / samples, incoherent: mixed / samples };
  });
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const marginal = (place: number): number =>
    PATTERNS.reduce((sum, pattern) => sum + (pattern[place] === "1" ? (counts.get(pattern) ?? 0) : 0), 0) /
    total;
  const shares = PROBE_TASKS.map((_, place) => marginal(place));
  const patterns = PATTERNS.map(
    (pattern): ConsistencyPattern => ({
      pattern,
      score: eighths(pattern) / 8,
      incoherent: isIncoherent(pattern),
      count: counts.get(pattern) ?? 0,
      independent: shares.reduce((product, p, i) => product * (pattern[i] === "1" ? p : 1 - p), 1),
    }),
  );
  const expected = (value: (pattern: ConsistencyPattern) => number): number =>
    patterns.reduce((sum, pattern) => sum + pattern.independent * value(pattern), 0);
  const [coverage, state, path, output] = shares;
  const random = chance === undefined ? undefined : await chanceOf(probes, chance);
  return {
    score: accuracy(items),
    executed: accuracy(items.filter(({ executed }) => executed)),
    incoherent: accuracy(items.map(({ cluster, incoherent }) => ({ cluster, score: incoherent }))),
    patterns,
    marginals: { coverage, state, path, output },
    independent: {
      score: expected(pattern => pattern.score),
      incoherent: expected(pattern => Number(pattern.incoherent)),
    },
    ...(random === undefined ? {} : { chance: random }),
  };
}

/** Exact expectation over independent random answers: the mean over the moments of sums over all patterns. */
async function chanceOf(
  probes: readonly LinkedProbe[],
  chance: ReadonlyMap<string, Part>,
): Promise<Consistency["chance"]> {
  if (probes.some(probe => PROBE_TASKS.some(task => !chance.has(probe[task].id)))) return undefined;
  const weighted = (weight: (pattern: string) => number, scale: number): Part[] =>
    probes.map(probe => {
      const parts = PROBE_TASKS.map(task => reduced(chance.get(probe[task].id) as Part));
      const numerator = PATTERNS.reduce((sum, pattern) => {
        const ways = parts.map(({ numerator: n, denominator: d }, i) => (pattern[i] === "1" ? n : d - n));
        return sum + weight(pattern) * ways.reduce((product, n) => product * n, 1);
      }, 0);
      const denominator = scale * parts.reduce((product, { denominator: d }) => product * d, 1);
      if (!Number.isSafeInteger(denominator)) throw new RangeError(`denominator ${denominator} is not exact`);
      return reduced({ numerator, denominator });
    });
  const score = await exactMean(weighted(eighths, 8));
  const incoherent = await exactMean(weighted(pattern => Number(isIncoherent(pattern)), 1));
  return { score: score as ExactShare, incoherent: incoherent as ExactShare };
}

function reduced({ numerator, denominator }: Part): Part {
  let [a, b] = [numerator, denominator];
  while (b !== 0) [a, b] = [b, a % b];
  return { numerator: numerator / a, denominator: denominator / a };
}
