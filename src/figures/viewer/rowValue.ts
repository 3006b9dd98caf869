import type { Replay } from "../../trace/derive/Replay.js";
import { Tag } from "../../trace/format/Kind.js";
import type { Value } from "../../trace/format/Value.js";
import { PREVIEW_BOUNDS } from "./previewValue.js";

/** The value of a row, as it is where the replay stands. */
export function rowValue(replay: Replay, tag: number, value: number): Value {
  return replay.snapshot({ tag, value }, PREVIEW_BOUNDS);
}

/** Whether the value of a row can be read without knowing the heap. */
export function isPrimitive(tag: number): boolean {
  return tag !== Tag.OBJECT && tag !== Tag.FUNCTION && tag !== Tag.SYMBOL;
}
