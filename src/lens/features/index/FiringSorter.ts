import type { FiringBlock } from "./FiringBlock.js";

/** Firings of a run of tokens, unit by unit. */
export interface SortedFirings {
  /** [units + 1]. */
  readonly offsets: Uint32Array;
  readonly positions: Uint32Array;
  readonly values: Float32Array;
}

/**
 * Gathers firings token by token and gives them back unit by unit: a counting sort, linear and stable, so that each unit's
 * positions ascend. Its arrays are made once and used again for every run.
 */
export class FiringSorter {
  /** Firings held. */
  count = 0;
  #units = new Uint32Array(0);
  #positions = new Uint32Array(0);
  #values = new Float32Array(0);
  #sortedPositions = new Uint32Array(0);
  #sortedValues = new Float32Array(0);
  readonly #next: Uint32Array;

  /**
   * @param units number of units.
   * @param capacity firings it has room for from the start.
   */
  constructor(units: number, capacity: number) {
    this.#next = new Uint32Array(units + 1);
    this.#grow(capacity);
  }

  /**
   * Takes the firings of a block of tokens, the first of which is `position` in the corpus.
   *
   * @throws RangeError for a unit there is none of, an activation that is no number, offsets that fall.
   */
  add({ offsets, indices, values }: FiringBlock, position: number): void {
    const tokens = offsets.length - 1;
    const total = offsets[tokens];
    if (offsets[0] !== 0 || indices.length < total || values.length < total)
      throw new RangeError(`offsets go from ${offsets[0]} to ${total} over ${indices.length} firings`);
    if (this.count + total > this.#units.length) this.#grow(2 * (this.count + total));
    const units = this.#next.length - 1;
    let at = this.count;
    for (let token = 0; token < tokens; token++) {
      const end = offsets[token + 1];
      if (end < offsets[token]) throw new RangeError(`offsets fall at token ${position + token}`);
      for (let i = offsets[token]; i < end; i++) {
        const value = values[i];
        if (value === 0) continue;
        const unit = indices[i];
        if (!(unit < units && unit >= 0))
          throw new RangeError(
            `there is no unit ${unit} (token ${position + token}); there are 0 to ${units - 1}`,
          );
        if (!Number.isFinite(value))
          throw new RangeError(`unit ${unit} is ${value} on token ${position + token}`);
        this.#units[at] = unit;
        this.#positions[at] = position + token;
        this.#values[at++] = value;
      }
    }
    this.count = at;
  }

  /** The firings so far, sorted; the arrays are the caller's until the next call. What was held is forgotten. */
  take(): SortedFirings {
    const next = this.#next;
    const { length } = next;
    next.fill(0);
    for (let i = 0; i < this.count; i++) next[this.#units[i] + 1]++;
    for (let u = 1; u < length; u++) next[u] += next[u - 1];
    const offsets = next.slice();
    for (let i = 0; i < this.count; i++) {
      const at = next[this.#units[i]]++;
      this.#sortedPositions[at] = this.#positions[i];
      this.#sortedValues[at] = this.#values[i];
    }
    const positions = this.#sortedPositions.subarray(0, this.count);
    const values = this.#sortedValues.subarray(0, this.count);
    this.count = 0;
    return { offsets, positions, values };
  }

  #grow(capacity: number): void {
    const wider = <T extends Uint32Array | Float32Array>(old: T, made: T): T => {
      made.set(old.subarray(0, this.count));
      return made;
    };
    this.#units = wider(this.#units, new Uint32Array(capacity));
    this.#positions = wider(this.#positions, new Uint32Array(capacity));
    this.#values = wider(this.#values, new Float32Array(capacity));
    this.#sortedPositions = new Uint32Array(capacity);
    this.#sortedValues = new Float32Array(capacity);
  }
}
