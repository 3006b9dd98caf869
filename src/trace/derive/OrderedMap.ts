import { IntMap } from "./IntMap.js";
import type { Slot } from "./Slot.js";

/** Key of a property or Map entry, such that equal keys are the same: texts as they are, numbers as numbers. */
export type EntryKey = string | number;

/** One entry: its key as recorded and its value. */
export interface Entry {
  readonly key: Slot;
  readonly value: Slot;
}

/**
 * Insertion-ordered map with cheap clones: own properties of an object, entries of a Map, members of a Set.
 *
 * Entries live in an {@link IntMap} under the number of their insertion. Replaying a trace inserts the same
 * keys under the same numbers every time, so the index from keys to numbers only ever grows and is shared
 * by all clones: the right number of a key is its largest below `next`, and the entry must still be there.
 */
export class OrderedMap {
  private entries: IntMap<Entry> = new IntMap();
  private next = 0;
  private index: Map<EntryKey, number[]> = new Map();
  size = 0;

  get(key: EntryKey): Slot | undefined {
    const at = this.find(key);
    return at < 0 ? undefined : this.entries.get(at)?.value;
  }

  set(key: EntryKey, slot: Slot, value: Slot, edit: number): void {
    const at = this.find(key);
    if (at >= 0) {
      const old = this.entries.get(at);
      this.entries.set(at, { key: old?.key ?? slot, value }, edit);
      return;
    }
    const number = this.next++;
    this.entries.set(number, { key: slot, value }, edit);
    this.size++;
    const numbers = this.index.get(key);
    if (numbers === undefined) this.index.set(key, [number]);
    else if (numbers[numbers.length - 1] < number) numbers.push(number);
  }

  delete(key: EntryKey, edit: number): boolean {
    const at = this.find(key);
    if (at < 0) return false;
    this.entries.set(at, undefined, edit);
    this.size--;
    return true;
  }

  clear(): void {
    // Numbers go on counting, so the shared index stays right.
    this.entries = new IntMap();
    this.size = 0;
  }

  clone(): OrderedMap {
    const copy = new OrderedMap();
    copy.entries = this.entries.clone();
    copy.next = this.next;
    copy.index = this.index;
    copy.size = this.size;
    return copy;
  }

  /** Entries in insertion order, until the visitor returns false. */
  visit(visit: (entry: Entry) => boolean | undefined): void {
    this.entries.visit(visit);
  }

  private find(key: EntryKey): number {
    const numbers = this.index.get(key);
    if (numbers === undefined) return -1;
    let low = 0;
    let high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle] < this.next) low = middle + 1;
      else high = middle;
    }
    const at = low === 0 ? -1 : numbers[low - 1];
    return at >= 0 && this.entries.get(at) !== undefined ? at : -1;
  }
}
