import { SourceError } from "../../program/SourceError.js";
import { hookShape } from "../session/hookShape.js";
import type { Intervention } from "../session/Intervention.js";
import { interventionPoint } from "../session/interventionPoint.js";
import type { LocalModel } from "../session/LocalModel.js";

/** A piece of a text that is read piece by piece. */
export interface TextPiece {
  /** Tokens read before. */
  readonly from: number;
  /** Position past its last token. */
  readonly to: number;
  /** Tokens of the text as far as it is known: what negative positions count from. */
  readonly end: number;
}

/**
 * The interventions of a whole text as one piece of it takes them, so that reading it piece by piece does what reading it whole
 * would: positions further on are left for later pieces, with their rows of the value. One that has none yet stays
 * with an empty selection: all pieces are runs of one kind, for which one session is made.
 */
export function interventionsAt(
  model: Pick<LocalModel, "hooks" | "config">,
  interventions: readonly Intervention[],
  { from, to, end }: TextPiece,
): Intervention[] {
  return interventions.map(intervention => {
    const { positions, action } = intervention;
    if (positions === undefined) return intervention;
    const absolute = positions.map(position => (position < 0 ? end + position : position));
    // A negative position may have come to be one that is named too.
    const kept = absolute.flatMap((position, index) =>
      position < to && position >= 0 && absolute.indexOf(position) === index ? [index] : [],
    );
    const moved = { ...intervention, positions: kept.map(index => absolute[index]) };
    if (kept.length === positions.length || !("value" in action) || action.value === undefined) return moved;
    return {
      ...moved,
      action: { ...action, value: rowsOf(model, intervention, action.value, kept, to - from) },
    };
  });
}

/** The rows of some positions, where a value has one for each; else the value as it is: it is for all of them. */
function rowsOf(
  { hooks, config }: Pick<LocalModel, "hooks" | "config">,
  { hook, positions = [], heads, features, action }: Intervention,
  value: Float32Array | readonly number[],
  kept: readonly number[],
  tokens: number,
): Float32Array | readonly number[] {
  const point = hooks.find(({ name }) => name === hook);
  if (point === undefined || value.length === 1) return value;
  const { axes } = point;
  const shape = hookShape(interventionPoint(point, action), config, { batch: 1, tokens, past: 0 });
  const along = axes.findIndex(axis => axis === "pos" || axis === "query");
  const sizes = axes.map((axis, i) => {
    if (i === along) return positions.length;
    if (axis === "head" || axis === "kvHead") return heads?.length ?? shape[i];
    return i === axes.length - 1 ? (features?.length ?? shape[i]) : shape[i];
  });
  let first = axes.length - 1;
  for (let product = sizes[first]; product < value.length && first > 1; ) product *= sizes[--first];
  if (first > along) return value;
  const inner = sizes.slice(along + 1).reduce((a, b) => a * b, 1);
  const outer = sizes.slice(first, along).reduce((a, b) => a * b, 1);
  const rows = Float32Array.from(value);
  const cut = new Float32Array(outer * kept.length * inner);
  for (let o = 0; o < outer; o++)
    for (const [row, index] of kept.entries()) {
      const at = (o * positions.length + index) * inner;
      cut.set(rows.subarray(at, at + inner), (o * kept.length + row) * inner);
    }
  return cut;
}

/**
 * @throws SourceError for a mean of the run itself that reaches generated tokens, or a prompt of which a part is read already: each
 * part would be its own.
 */
export function checkInterventions(
  interventions: readonly Intervention[],
  { read, prompt }: { readonly read: number; readonly prompt: number },
  who: string,
): void {
  for (const [index, { action, positions }] of interventions.entries()) {
    if (action.kind !== "mean" || action.value !== undefined) continue;
    if (read === 0 && positions?.every(position => position >= 0 && position < prompt)) continue;
    if (read > 0 && positions?.every(position => position >= 0 && position < read)) continue;
    throw new SourceError(
      "a mean over positions of the run needs positions of the prompt (0 to " +
        `${prompt - 1}) that are read in one go; else give the mean as a value`,
      `${who}: interventions[${index}]`,
    );
  }
}
