import type { RevalPair } from "../data/RevalData.js";
import type { RevalStrictRow } from "./RevalTruthRow.js";
import type { RevalFailed } from "./revalJob.js";
import type { ReferencePair } from "./revalReference.js";

/** The rows of one pair. */
export function strictRows(pair: RevalPair, answer: ReferencePair | RevalFailed): readonly RevalStrictRow[] {
  const place = { idx: pair.idx, input_idx: pair.inputIdx };
  if (answer.status !== "ok") {
    const { status, why } = answer;
    return pair.probes.map((probe, k) => ({
      ...place,
      k,
      ...probe,
      status,
      covered: null,
      occurrences: [],
      why,
    }));
  }
  return pair.probes.map(({ line, var: name }, k) => {
    const { covered, occurrences } = answer.probes[k];
    return {
      ...place,
      k,
      line,
      var: name,
      status: "ok",
      covered,
      ...(covered ? {} : { end: "not-executed" as const }),
      occurrences,
    };
  });
}
