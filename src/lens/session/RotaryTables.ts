import type { Rotary } from "../weights/ModelConfig.js";
import { rotaryTable } from "./rotaryTable.js";

/** Tables of a rotation and how many positions they hold. */
export interface RotaryRows {
  readonly rows: number;
  readonly cos: Float32Array;
  readonly sin: Float32Array;
}

/** Tables made so far; they grow with the longest text. */
export class RotaryTables {
  readonly #made = new Map<Rotary, RotaryRows>();

  /** Tables with at least this many positions. */
  get(rotary: Rotary, positions: number): RotaryRows {
    const known = this.#made.get(rotary);
    if (known && known.rows >= positions) return known;
    const rows = Math.max(256, Math.ceil(positions * 1.5));
    const made = { rows, ...rotaryTable(rotary, rows) };
    this.#made.set(rotary, made);
    return made;
  }
}
