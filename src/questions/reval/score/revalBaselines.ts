import type { RevalData } from "../data/RevalData.js";
import type { RevalFlaggedProbe } from "../flags/RevalFlag.js";
import type { RevalFlags } from "../flags/revalFlags.js";
import { meantLines } from "./answerRegion.js";
import type { RevalTask } from "./RevalLog.js";
import { type RevalConsistency, revalConsistency } from "./revalConsistency.js";
import { type RevalMetrics, revalMetrics } from "./revalMetrics.js";
import type { RevalVerdict } from "./scoreReval.js";

/** What needs no model: the same answer to everything, or the line that stands below. */
export interface RevalBaselines {
  readonly coverageYes: RevalMetrics;
  readonly coverageNo: RevalMetrics;
  readonly stateNil: RevalMetrics;
  readonly pathMinusOne: RevalMetrics;
  /** The text of the next line that is not blank; -1 where there is none. */
  readonly pathNextLine: RevalMetrics;
  /** NO, Nil and -1, with all output tests wrong and with all right. */
  readonly consistency: { readonly outputWrong: RevalConsistency; readonly outputRight: RevalConsistency };
}

/** Scores of trivial answers under the original's rules, over the probes that ran. They stand beside every model. */
export function revalBaselines(data: RevalData, flags: RevalFlags): RevalBaselines {
  const judge = (right: (probe: RevalFlaggedProbe) => boolean, says?: boolean): RevalVerdict[] =>
    flags.probes.map(probe => {
      const is = right(probe);
      const { idx, input_idx, k, times } = probe;
      const reason = is ? "right" : "wrong";
      return {
        idx,
        input_idx,
        k,
        right: is,
        reason,
        covered: times > 0,
        ...(says === undefined ? {} : { says }),
      };
    });
  const linesOf = new Map<number, readonly string[]>();
  const below = ({ idx, line, next_ship }: RevalFlaggedProbe): boolean => {
    const lines = linesOf.get(idx) ?? data.programs[idx].code.split("\n");
    linesOf.set(idx, lines);
    const text = lines.slice(line).find(other => other.trim() !== "") ?? "-1";
    return meantLines(text, lines).some(meant => next_ship.includes(meant));
  };
  const no = judge(({ times }) => times === 0, false);
  const nil = judge(({ val_ship }) => val_ship === null);
  const end = judge(({ next_ship }) => next_ship.includes(-1));
  const metrics = (task: RevalTask, verdicts: readonly RevalVerdict[]): RevalMetrics =>
    revalMetrics(task, verdicts, data);
  const output = (right: boolean): RevalConsistency =>
    revalConsistency({
      coverage: no,
      state: nil,
      path: end,
      output: flags.pairs.map(({ idx, input_idx }) => ({ idx, input_idx, right })),
    });
  return {
    coverageYes: metrics(
      "coverage",
      judge(({ times }) => times > 0, true),
    ),
    coverageNo: metrics("coverage", no),
    stateNil: metrics("state", nil),
    pathMinusOne: metrics("path", end),
    pathNextLine: metrics("path", judge(below)),
    consistency: { outputWrong: output(false), outputRight: output(true) },
  };
}
