import type { Aligned, NodeScore } from "../../lens/align/Aligned.js";
import { scoreNodes } from "../../lens/align/scoreNodes.js";
import type { TokenAlternative } from "../../lens/scored/ScoredText.js";
import type { ShownAlternative, Side } from "./LogitsModel.js";
import type { LogitsSettings } from "./settleLogits.js";
import { tokenText } from "./tokenText.js";
import { unitsOf } from "./units.js";

/** Rounded, so that a difference in the last digits of a float changes no byte of a figure. */
function rounded(logprob: number): number {
  const bits = Math.round((-logprob / Math.LN2) * 1000) / 1000;
  return bits === 0 ? 0 : bits;
}

/**
 * Numbers of one model, ready to be shown.
 * @param common by node: bits over the bytes that both of two models have scored.
 */
export function buildSide(
  aligned: Aligned,
  name: string,
  settings: LogitsSettings,
  common?: readonly { readonly bits: number; readonly bytes: number }[],
): Side {
  const { scored } = aligned;
  const count = scored.logprobs.length;
  const text = Buffer.from(scored.text, "utf8");
  const { start, end } = scored.spans;
  const scores: readonly NodeScore[] = scoreNodes(aligned, { policy: settings.policy });
  const entropy = new Float64Array(count).fill(Number.NaN);
  if (scored.entropies !== undefined)
    for (let t = 0; t < count; t++) entropy[t] = Math.round((100 * scored.entropies[t]) / Math.LN2) / 100;
  const alternatives: (readonly ShownAlternative[])[] = [];
  for (let t = 0; t < count; t++) {
    const own = text.subarray(start[t], end[t]);
    alternatives.push(
      shownOf(scored.alternatives?.[t] ?? [], own, scored.ids[t], scored.logprobs[t], settings.alternatives),
    );
  }
  return {
    name,
    aligned,
    scores,
    ...unitsOf(aligned, scores, common),
    bits: Float64Array.from(scored.logprobs, logprob => Math.max(0, rounded(logprob))),
    bytes: Int32Array.from(start, (from, t) => end[t] - from),
    rank: scored.ranks ?? new Int32Array(count),
    entropy,
    alternatives,
    has: {
      rank: scored.ranks?.some(rank => rank > 0) ?? false,
      entropy: scored.entropies?.some(value => !Number.isNaN(value)) ?? false,
      alternatives: alternatives.some(list => list.length > 0),
    },
  };
}

/** Alternatives below this natural logarithm of p, 1 %, are left out unless they are likelier than the token itself. */
const UNLIKELY = Math.log(0.01);

/** The likeliest alternatives without the token itself. */
function shownOf(
  list: readonly TokenAlternative[],
  own: Uint8Array,
  id: number,
  actual: number,
  most: number,
): ShownAlternative[] {
  const shown: ShownAlternative[] = [];
  for (const { id: other, bytes, logprob } of list) {
    if (shown.length === most) break;
    if (logprob < UNLIKELY && logprob < actual) continue;
    // Two ids may spell the same bytes: only without ids are equal bytes the token itself.
    if (other !== undefined && id >= 0 ? other === id : Buffer.compare(bytes, own) === 0) continue;
    shown.push({
      text: bytes.length === 0 ? "(special)" : tokenText(bytes),
      bits: Math.max(0, rounded(logprob)),
    });
  }
  return shown;
}
