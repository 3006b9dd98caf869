import type { RevalPair } from "../data/RevalData.js";
import type { RevalCompatRow, RevalProbeRow, RevalValue } from "./RevalTruthRow.js";
import type { RevalFailed } from "./revalJob.js";

/** What the driver of the original's truth says of a pair that ran. */
export interface CompatPair {
  readonly status: "ok";
  readonly probes: readonly CompatProbe[];
  /** Null for a test class. */
  readonly output: { readonly check: boolean; readonly result: string; readonly expected: string } | null;
}

/** What the driver of the original's truth says of a probe. */
export interface CompatProbe {
  readonly nstates: number;
  readonly cov: boolean;
  readonly next: readonly number[];
  readonly val: "Nil" | readonly RevalValue[];
  readonly times: number;
  /** Some step of the original goes from this line into the next call that the test makes. */
  readonly crosses: boolean;
  /** Some state on this line or after it begins with no line of the program: a return or an exception. */
  readonly spurious: boolean;
  /** Some step goes into a function this line calls. */
  readonly steps_in: boolean;
}

/** The rows of one pair, keys in the order of the published form. */
export function compatRows(pair: RevalPair, answer: CompatPair | RevalFailed): readonly RevalCompatRow[] {
  const place = { idx: pair.idx, input_idx: pair.inputIdx };
  const { status } = answer;
  if (status !== "ok") {
    const { why } = answer;
    const none = { nstates: null, cov: null, next: null, val: null, times: null };
    return [
      ...pair.probes.map((probe, k) => ({ ...place, k, ...probe, status, ...none, why })),
      { ...place, op_check: null, status, why },
    ];
  }
  const { output } = answer;
  return [
    ...pair.probes.map(({ line, var: name }, k): RevalProbeRow => {
      const { nstates, cov, next, val, times } = answer.probes[k];
      return { ...place, k, line, var: name, status, nstates, cov, next, val, times };
    }),
    output === null
      ? { ...place, op_check: null, status }
      : { ...place, op_check: output.check, res: output.result, exp: output.expected, status },
  ];
}
