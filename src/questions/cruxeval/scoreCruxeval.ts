import type { CruxevalGenerations, CruxevalItem, CruxevalMode } from "./CruxevalItem.js";
import { compatJudge } from "./compatJudge.js";
import { meanPassAtK } from "./cruxevalPassAtK.js";
import { type JudgeItem, type JudgeOptions, judge } from "./judge.js";
import { type Postprocessing, postprocess } from "./postprocess.js";
import { checkGenerations } from "./readGenerations.js";
import { CRUXEVAL_REASONS, type CruxevalReason, type CruxevalVerdict, type Judged } from "./reasons.js";
import { strictJudge } from "./strictJudge.js";
import { type TrivialAnswers, trivialAnswers } from "./trivialAnswers.js";

/** What is to be scored, and how. */
export interface ScoreCruxevalOptions extends JudgeOptions {
  readonly mode: CruxevalMode;
  readonly data: readonly CruxevalItem[];
  /** Answers by item id; items without any are counted as missing. */
  readonly generations: CruxevalGenerations;
  /** `compat` is the published scorer bug for bug; `strict` repairs it. */
  readonly profile: "compat" | "strict";
  /** Cut the answer out of raw completions first. Default: the texts are the answers. */
  readonly postprocessing?: Postprocessing;
  /** Whether the completions reason first; only for {@link ScoreCruxevalOptions.postprocessing}. Default false. */
  readonly cot?: boolean;
  /** Score trivial answers to the same items too. Default false. */
  readonly baselines?: boolean;
}

/** One generation with what it came to. */
export interface ScoredGeneration {
  readonly id: string;
  /** 0-based place in the item's list. */
  readonly index: number;
  readonly raw: string;
  readonly parsed: string;
  readonly verdict: CruxevalVerdict;
  readonly reason: CruxevalReason;
  /** Class of the Python error, where there is one. */
  readonly error?: string;
}

/** pass@1 in percent of an answer anybody can give. */
export interface TrivialScore {
  readonly name: TrivialAnswers["name"];
  readonly right: number;
  readonly of: number;
  readonly pass_at_1: number;
}

/** Scores of a file of generations. */
export interface CruxevalScores {
  readonly mode: CruxevalMode;
  readonly profile: "compat" | "strict";
  /**
   * Verdicts by item, in the order of the data. In compat those of skipped generations are left out, unless no
   * other is right: then there are as many `false` as generations, as published.
   */
  readonly verdicts: Readonly<Record<string, readonly boolean[]>>;
  /** Percent; `null` in strict where an item has fewer than k generations. */
  readonly pass_at_1: number | null;
  readonly pass_at_5: number | null;
  /** Items scored. */
  readonly n: number;
  /** Generations of these items. */
  readonly generations: number;
  /** Items of the data without generations: not scored. */
  readonly missing: number;
  /** Generations by reason, the most frequent first. */
  readonly reasons: Readonly<Partial<Record<CruxevalReason, number>>>;
  readonly perGeneration: readonly ScoredGeneration[];
  readonly baselines?: readonly TrivialScore[];
}

/**
 * Scores generations of CRUXEval (Gu et al., 2024). Every generation is judged and counted; what cannot be
 * parsed, raises or never ends is not right.
 *
 * @throws SourceError for generations of a wrong form, before anything is judged.
 */
export async function scoreCruxeval(options: ScoreCruxevalOptions): Promise<CruxevalScores> {
  const { mode, data, generations, profile, postprocessing, cot = false } = options;
  checkGenerations(generations, "generations", data);
  const items = data.filter(({ id }) => Object.hasOwn(generations, id));
  const asked = items.flatMap(item =>
    generations[item.id].map((raw, index) => ({
      item,
      index,
      raw,
      parsed: postprocessing === undefined ? raw : postprocess(raw, { mode, variant: postprocessing, cot }),
    })),
  );
  const trivial = options.baselines === true ? trivialAnswers(mode, items) : [];
  const alike = trivial.flatMap(({ answers }) =>
    answers.flatMap((list, i) => list.map(parsed => ({ item: items[i], parsed }))),
  );
  const judged = await judgeAll([...asked, ...alike], options);
  const perGeneration = asked.map(({ item, index, raw, parsed }, i): ScoredGeneration => {
    const { reason, error } = judged[i];
    const verdict = CRUXEVAL_REASONS[reason];
    return { id: item.id, index, raw, parsed, verdict, reason, ...(error === undefined ? {} : { error }) };
  });
  const verdicts = verdictLists(items, perGeneration, profile);
  const lists = Object.values(verdicts);
  return {
    mode,
    profile,
    verdicts,
    pass_at_1: meanPassAtK(lists, 1, profile),
    pass_at_5: meanPassAtK(lists, 5, profile),
    n: items.length,
    generations: asked.length,
    missing: data.length - items.length,
    reasons: counted(perGeneration),
    perGeneration,
    ...(options.baselines === true ? { baselines: trivialScores(trivial, judged.slice(asked.length)) } : {}),
  };
}

/** Judges each answer where it can be judged: here, or in the sandbox. */
async function judgeAll(
  answers: readonly { readonly item: CruxevalItem; readonly parsed: string }[],
  options: ScoreCruxevalOptions,
): Promise<readonly Judged[]> {
  const { mode, profile } = options;
  const one = profile === "compat" ? compatJudge : strictJudge;
  const first = answers.map(({ item, parsed }) => one(item, parsed, mode));
  const left = first.flatMap((answer, i) => ("reason" in answer ? [] : [{ i, item: answer }]));
  const run =
    left.length === 0
      ? []
      : await judge(
          left.map(({ item }): JudgeItem => item),
          options,
        );
  const late = new Map(left.map(({ i }, k) => [i, run[k]]));
  return first.map((answer, i) => ("reason" in answer ? answer : (late.get(i) as Judged)));
}

function verdictLists(
  items: readonly CruxevalItem[],
  scored: readonly ScoredGeneration[],
  profile: "compat" | "strict",
): Readonly<Record<string, readonly boolean[]>> {
  const lists = new Map<string, CruxevalVerdict[]>(items.map(({ id }) => [id, []]));
  for (const { id, verdict } of scored) lists.get(id)?.push(verdict);
  return Object.fromEntries(
    [...lists].map(([id, list]) => {
      const kept = profile === "compat" && list.includes("right") ? list.filter(v => v !== "skipped") : list;
      return [id, kept.map(v => v === "right")];
    }),
  );
}

function counted(scored: readonly ScoredGeneration[]): Readonly<Partial<Record<CruxevalReason, number>>> {
  const counts = new Map<CruxevalReason, number>();
  for (const { reason } of scored) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

function trivialScores(
  trivial: readonly TrivialAnswers[],
  judged: readonly Judged[],
): readonly TrivialScore[] {
  const rest = judged.values();
  return trivial.map(({ name, answers }) => {
    let right = 0;
    for (const list of answers) {
      const own = list.map(() => CRUXEVAL_REASONS[(rest.next().value as Judged).reason]);
      if (own.includes("right")) right++;
    }
    const of = answers.length;
    return { name, right, of, pass_at_1: of === 0 ? 0 : (right / of) * 100 };
  });
}
