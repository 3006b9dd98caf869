import { compareScored } from "../../lens/align/compareScored.js";
import type { LogitsModel, Side } from "./LogitsModel.js";

/** Bits of both models in one part of the text; the parts add up to the whole. */
export interface DifferenceRow {
  readonly part: string;
  readonly bytes: number;
  readonly a: number;
  readonly b: number;
  /** `a - b`: above 0 where the second model knows the text better. */
  readonly difference: number;
}

/** Bits of tokens, or parts of tokens, outside of the source. */
function outside({ aligned, bits }: Side): { bits: number; bytes: number } {
  const { pieceToken, pieceShare, scored } = aligned;
  const inside = new Float64Array(bits.length);
  for (let piece = 0; piece < pieceToken.length; piece++) inside[pieceToken[piece]] += pieceShare[piece];
  const sum = { bits: 0, bytes: 0 };
  for (let token = 0; token < bits.length; token++) {
    const rest = 1 - inside[token];
    if (scored.spans.special[token] === 1 || Number.isNaN(scored.logprobs[token]) || rest < 1e-12) continue;
    sum.bits += (Math.max(0, -scored.logprobs[token]) / Math.LN2) * rest;
    sum.bytes += Math.round(rest * (scored.spans.end[token] - scored.spans.start[token]));
  }
  return sum;
}

/**
 * Where two models differ: bits by category of the owners of bytes, largest difference first; what only one of them has
 * scored, and what lies outside of the code; then the total. Nothing is left out, nothing counted twice.
 */
export function differenceList(model: LogitsModel): readonly DifferenceRow[] {
  const [first, second] = model.sides;
  if (second === undefined) return [];
  const { parts, onlyA, onlyB } = compareScored(first.aligned, second.aligned);
  const rows = parts.map(({ key, bytes, a, b }) => ({ part: key, bytes, a, b, difference: a - b }));
  if (onlyA > 0 || onlyB > 0)
    rows.push({ part: "scored by one model only", bytes: 0, a: onlyA, b: onlyB, difference: onlyA - onlyB });
  const [x, y] = [outside(first), outside(second)];
  if (x.bytes > 0 || y.bytes > 0)
    rows.push({
      part: "outside of the code",
      bytes: Math.max(x.bytes, y.bytes),
      a: x.bits,
      b: y.bits,
      difference: x.bits - y.bits,
    });
  const total = { part: "all", bytes: 0, a: 0, b: 0, difference: 0 };
  for (const row of rows) {
    total.bytes += row.bytes;
    total.a += row.a;
    total.b += row.b;
    total.difference += row.difference;
  }
  return [...rows, total];
}
