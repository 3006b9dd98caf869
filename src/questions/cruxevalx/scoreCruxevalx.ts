import { SourceError } from "../../program/SourceError.js";
import type { CruxevalMode } from "../cruxeval/CruxevalItem.js";
import { type JudgeOptions, judge } from "../cruxeval/judge.js";
import {
  CRUXEVAL_REASONS,
  type CruxevalReason,
  type CruxevalVerdict,
  type Judged,
} from "../cruxeval/reasons.js";
import { splitArguments } from "../cruxeval/splitArguments.js";
import { assemble } from "./assemble.js";
import type { CruxevalxData, CruxevalxItem } from "./CruxevalxItem.js";
import type { CruxevalxLabel, Labelled } from "./labels.js";
import type { CruxevalxAnswer } from "./readCruxevalxAnswers.js";
import { runLabelled } from "./runLabelled.js";
import { StrictItem } from "./StrictItem.js";
import { strictPython } from "./strictPython.js";

/** What is to be scored, and how. */
export interface ScoreCruxevalxOptions extends JudgeOptions {
  readonly mode: CruxevalMode;
  readonly data: CruxevalxData;
  readonly answers: readonly CruxevalxAnswer[];
  /** `compat`: right is exit code 0, as published. `strict`: the answer is read, and its value compared with types. */
  readonly profile: "compat" | "strict";
  /** Score trivial answers to the same rows too (compat). Default false. */
  readonly baselines?: boolean;
  /** Is told how many of the programs have been run. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** One row of a file of results; `res` is 0 where there is no translation. */
export interface CruxevalxResult {
  readonly id: number;
  readonly res: boolean | 0;
  /** Published label of a failure (compat). */
  readonly error?: CruxevalxLabel;
  readonly detail?: string;
  /** Why the answer got its verdict (strict). */
  readonly verdict?: CruxevalVerdict;
  readonly reason?: CruxevalReason;
  /** The program that was run. */
  readonly code?: string;
  readonly answer?: string;
}

/** Scores of a file of answers. */
export interface CruxevalxScores {
  readonly language: CruxevalxData["language"];
  readonly mode: CruxevalMode;
  readonly profile: "compat" | "strict";
  /** In the order of the answers. */
  readonly perAnswer: readonly CruxevalxResult[];
  /** Rows with a translation and an answer: the denominator. */
  readonly n: number;
  readonly right: number;
  /** Percent. */
  readonly pass_at_1: number;
  /** Rows given without a translation. */
  readonly without: number;
  /** Rows of the data without an answer: not scored. */
  readonly missing: number;
  /** Rows by label (compat) or reason (strict), the most frequent first. */
  readonly counts: Readonly<Record<string, number>>;
  readonly baselines?: readonly { readonly name: string; readonly right: number; readonly of: number }[];
}

/**
 * Scores answers to CRUXEval-X (Xu et al., 2024) in JavaScript, TypeScript or Python, one answer a row.
 *
 * @throws SourceError when TypeScript is to be checked and its compiler is not installed.
 */
export async function scoreCruxevalx(options: ScoreCruxevalxOptions): Promise<CruxevalxScores> {
  const { mode, data, answers, profile } = options;
  const items = new Map(data.items.map(item => [item.id, item]));
  const asked = answers.flatMap(({ id, answer }) => {
    const item = items.get(id);
    if (item === undefined) return [];
    if (answer === undefined) throw new SourceError(`id ${id} has no answer`, "answers");
    return [{ item, answer }];
  });
  const trivial = options.baselines === true && profile === "compat" ? trivialAnswer(mode, asked) : undefined;
  const scored =
    profile === "compat"
      ? await compat([...asked, ...(trivial?.asked ?? [])], options)
      : await strict(asked, options);
  const byId = new Map(asked.map(({ item }, i) => [item.id, scored[i]]));
  const perAnswer = answers.map(({ id }): CruxevalxResult => byId.get(id) ?? { id, res: 0 });
  const own = scored.slice(0, asked.length);
  const right = own.filter(({ res }) => res === true).length;
  const also = scored.slice(asked.length).filter(({ res }) => res === true).length;
  return {
    language: data.language,
    mode,
    profile,
    perAnswer,
    n: asked.length,
    right,
    pass_at_1: asked.length === 0 ? 0 : (right / asked.length) * 100,
    without: answers.length - asked.length,
    missing: data.items.length - asked.length,
    counts: counted(own.map(row => row.reason ?? row.error ?? "OK")),
    ...(trivial === undefined
      ? {}
      : { baselines: [{ name: trivial.name, right: also, of: trivial.asked.length }] }),
  };
}

interface Asked {
  readonly item: CruxevalxItem;
  readonly answer: string;
}

async function compat(asked: readonly Asked[], options: ScoreCruxevalxOptions): Promise<CruxevalxResult[]> {
  const { mode, data } = options;
  const programs = asked.map(({ item, answer }) => assemble(item, answer, mode));
  const labels = await runLabelled(data.language, programs, options);
  return asked.map(({ item, answer }, i) => {
    const { label, detail }: Labelled = labels[i];
    return {
      id: item.id,
      res: label === "OK",
      ...(label === "OK" ? {} : { error: label }),
      ...(detail === undefined ? {} : { detail }),
      code: programs[i],
      answer,
    };
  });
}

async function strict(asked: readonly Asked[], options: ScoreCruxevalxOptions): Promise<CruxevalxResult[]> {
  const { mode, data, signal, onProgress } = options;
  const judged: Judged[] = [];
  if (data.language === "py") judged.push(...(await strictPython(asked, mode, options, judge)));
  else {
    let done = 0;
    const waiting = asked.entries();
    const worker = async (): Promise<void> => {
      for (const [i, { item, answer }] of waiting) {
        judged[i] = await new StrictItem(item, signal).judge(answer, mode);
        onProgress?.(++done, asked.length);
      }
    };
    await Promise.all([worker(), worker()]);
  }
  return asked.map(({ item, answer }, i) => {
    const { reason, error } = judged[i];
    const verdict = CRUXEVAL_REASONS[reason];
    return {
      id: item.id,
      res: verdict === "right",
      verdict,
      reason,
      ...(error === undefined ? {} : { detail: error }),
      answer,
    };
  });
}

/** The expected output for every argument, or the first argument for the output. */
export function trivialAnswer(
  mode: CruxevalMode,
  asked: readonly Pick<Asked, "item">[],
): { readonly name: string; readonly asked: readonly Asked[] } {
  const answers = asked.map(({ item }) => {
    const given = splitArguments(item.input);
    const answer =
      mode === "output" ? (given[0] ?? "undefined") : `candidate(${given.map(() => item.output).join(", ")})`;
    return { item, answer };
  });
  return {
    name: mode === "output" ? "first argument" : "expected output for every argument",
    asked: answers,
  };
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}
