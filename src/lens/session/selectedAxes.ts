import { SourceError } from "../../program/SourceError.js";
import type { Intervention } from "./Intervention.js";
import type { HookPoint } from "./LocalModel.js";

/** Indices chosen on each axis of a hook (batch left out, at index 0); `undefined` is all of them. */
export interface SelectedAxes {
  /** Axis the positions are on. */
  readonly positionAxis: number;
  /** By axis; of the position axis by text, as it is numbered in this run: negative for tokens of the cache. */
  readonly chosen: readonly (readonly number[] | undefined)[];
  readonly positions: readonly (readonly number[])[] | undefined;
}

/**
 * Checks what an intervention selects.
 *
 * @param shape of the hook in this run.
 * @param lengths of the texts, tokens of this run.
 * @param past tokens in the cache.
 * @throws SourceError naming hook, axis and value.
 */
export function selectedAxes(
  { hook, positions, heads, features }: Intervention,
  { axes }: HookPoint,
  shape: readonly number[],
  lengths: readonly number[],
  past: number,
): SelectedAxes {
  const fail = (reason: string): never => {
    throw new SourceError(`${hook}: ${reason}`, "interventions");
  };
  const check = (values: readonly number[], what: string, low: number, high: number) => {
    const seen = new Set<number>();
    for (const value of values) {
      if (!Number.isInteger(value) || value < low || value > high)
        fail(`${what} ${value} is not there; ${what}s go from ${low} to ${high}`);
      if (seen.has(value)) fail(`${what} ${value} is selected twice`);
      seen.add(value);
    }
  };
  const positionAxis = axes.findIndex(axis => axis === "pos" || axis === "query");
  const headAxis = axes.findIndex(axis => axis === "head" || axis === "kvHead");
  const chosen: (readonly number[] | undefined)[] = axes.map(() => undefined);
  if (heads) {
    if (headAxis < 0) fail(`has no heads; its axes are ${axes.join(", ")}`);
    check(heads, "head", 0, shape[headAxis] - 1);
    chosen[headAxis] = heads;
  }
  if (features) {
    check(features, axes.at(-1) === "key" ? "key position" : "feature", 0, shape[shape.length - 1] - 1);
    chosen[axes.length - 1] = features;
  }
  if (!positions) return { positionAxis, chosen, positions: undefined };
  const byText = lengths.map(length => {
    const all = past + length;
    check(positions, "position", -all, all - 1);
    const absolute = positions.map(position => (position < 0 ? position + all : position));
    if (new Set(absolute).size < absolute.length) fail(`positions ${positions} name one token twice`);
    return absolute.map(position => position - past);
  });
  return { positionAxis, chosen, positions: byText };
}
