import { TAG_MASK, TAG_SHIFT, Tag } from "../format/Kind.js";

/** A recorded value as it stands in a row: how to read it, and the number. Never changed once made. */
export interface Slot {
  readonly tag: number;
  readonly value: number;
}

/** Slots that need no row. */
export const HOLE: Slot = { tag: Tag.HOLE, value: 0 };
export const ELIDED: Slot = { tag: Tag.ELIDED, value: 0 };
export const UNDEFINED: Slot = { tag: Tag.UNDEFINED, value: 0 };

/** The value of a row. */
export function slotOf(op: number, value: number): Slot {
  const tag = (op >>> TAG_SHIFT) & TAG_MASK;
  return tag === Tag.UNDEFINED ? UNDEFINED : { tag, value };
}
