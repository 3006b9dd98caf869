import type { RevalPair } from "../data/RevalData.js";
import type { CompatProbe } from "../truth/compatRows.js";
import type { ReferencePair, ReferenceProbe } from "../truth/revalReference.js";
import type { RevalDefect, RevalFlaggedProbe, RevalRemark, RevalStateFault } from "./RevalFlag.js";

/** What is known of the pair of a probe. */
export interface ProbeContext {
  /** Lines of the program. */
  readonly lines: readonly string[];
  /** Probes that share their prompt with another, and those of them whose group has no common answer. */
  readonly same: ReadonlySet<number>;
  readonly unclear: ReadonlySet<number>;
  readonly pair: ReferencePair;
}

/** Compares a probe of the original with the reference. */
export function flagProbe(
  pair: RevalPair,
  k: number,
  ship: CompatProbe,
  reference: ReferenceProbe,
  { lines, same, unclear, pair: around }: ProbeContext,
): RevalFlaggedProbe {
  const { line, var: name } = pair.probes[k];
  const shipped =
    ship.val === "Nil" ? null : distinct(ship.val.map(([type, text]) => `${short(type)}:${text}`));
  const fault = ship.cov ? faultOf(shipped ?? [], reference.values ?? []) : undefined;
  const flags: RevalDefect[] = [];
  if (fault !== undefined) flags.push("psp_value_wrong");
  if (ship.cov && shipped === null) flags.push("psp_nil_though_covered");
  if (ship.crosses) flags.push("epp_crosses_test_call");
  if (unclear.has(k)) flags.push("epp_ambiguous_prompt");
  const times = (at: number): number => lines.filter(text => text.trim() === lines[at - 1].trim()).length;
  const remarks: RevalRemark[] = [];
  const remark = (holds: boolean, what: RevalRemark): void => {
    if (holds) remarks.push(what);
  };
  remark(ship.cov && shipped === null && reference.values === null, "no value");
  remark(ship.spurious, "spurious state");
  remark(reference.next.join() !== reference.over.join(), "step into differs from over");
  remark(ship.steps_in, "steps into callee");
  remark(times(line) > 1, "line not unique");
  remark(same.has(k), "same prompt");
  remark(ship.cov && ship.next.some(next => next > 0 && times(next) > 1), "answer not unique");
  remark(!ship.cov && around.setup?.includes(line) === true, "setup not counted");
  remark(around.custom === true, "custom setup");
  return {
    idx: pair.idx,
    input_idx: pair.inputIdx,
    k,
    line,
    var: name,
    next_ship: ship.next,
    next_ref: reference.next,
    next_over: reference.over,
    val_ship: shipped,
    val_ref: reference.values,
    flags,
    times: reference.occurrences.length,
    next_into: intoLines(reference),
    ...(fault === undefined ? {} : { fault }),
    remarks,
  };
}

function intoLines({ occurrences }: ReferenceProbe): readonly number[] {
  const lines = occurrences.map(({ into }) => (typeof into === "number" ? into : -1));
  return lines.length === 0 ? [-1] : [...new Set(lines)].sort((a, b) => a - b);
}

function faultOf(ship: readonly string[], reference: readonly string[]): RevalStateFault | undefined {
  const common = ship.filter(value => reference.includes(value)).length;
  if (common === ship.length && common === reference.length) return undefined;
  if (ship.length === 0) return "nil";
  if (reference.length === 0) return "other activation";
  if (common === 0) return "only wrong";
  if (common === reference.length) return "extra";
  return common === ship.length ? "missing" : "partly wrong";
}

/** Sorted by code point, as Python sorts. */
function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort((a, b) => {
    const [left, right] = [[...a], [...b]];
    const at = left.findIndex((sign, i) => sign !== right[i]);
    if (at < 0) return left.length - right.length;
    return right[at] === undefined
      ? 1
      : (left[at].codePointAt(0) as number) - (right[at].codePointAt(0) as number);
  });
}

function short(type: string): string {
  return type.slice(type.lastIndexOf(".") + 1);
}
