import { format } from "d3";
import type { ScoreBar } from "./ScoreChartData.js";

const oneDecimal = format(".1f");

/** A share as `62.1 %`; `—` where there is none. The space does not break. */
export function percent(share: number | undefined): string {
  return share === undefined ? "—" : `${oneDecimal(share * 100)}\u00a0%`;
}

/** An interval of shares as `[55.0, 68.7]`, or why there is none. */
export function interval(bar: Pick<ScoreBar, "n" | "clusters" | "low" | "high">): string {
  if (bar.low !== undefined && bar.high !== undefined) {
    return `[${oneDecimal(bar.low * 100)}, ${oneDecimal(bar.high * 100)}]`;
  }
  return bar.n === 0 ? "no items" : "no interval";
}

/** A count with thousands separated by commas. */
export const count: (value: number) => string = format(",");

/** Name of a series; a baseline whose name does not say so is marked. */
export function seriesName(name: string, role: ScoreBar["role"]): string {
  return role === "model" || /^baseline\b/.test(name) ? name : `${name} (baseline)`;
}

/** `120 items in 40 clusters`. */
export function sample(bar: Pick<ScoreBar, "n" | "clusters">): string {
  const items = bar.n === 1 ? "item" : "items";
  return `${count(bar.n)} ${items} in ${count(bar.clusters)} ${bar.clusters === 1 ? "cluster" : "clusters"}`;
}
