import type { Replay } from "../../trace/derive/Replay.js";
import { Tag } from "../../trace/format/Kind.js";
import type { Value } from "../../trace/format/Value.js";
import { PREVIEW_BOUNDS } from "./previewValue.js";

/** The value of a row, as it is where the replay stands. */
export function rowValue(replay: Replay, tag: number, value: number): Value {
  switch (tag) {
    case Tag.UNDEFINED:
      return { type: "undefined" };
    case Tag.NULL:
      return { type: "null" };
    case Tag.FALSE:
    case Tag.TRUE:
      return { type: "boolean", value: tag === Tag.TRUE };
    case Tag.NUMBER:
      return { type: "number", value };
    case Tag.STRING: {
      const text = replay.trace.strings[value] ?? "";
      return { type: "string", value: text, length: text.length };
    }
    case Tag.BIGINT:
      return { type: "bigint", value: replay.trace.strings[value] ?? "" };
    case Tag.HOLE:
      return { type: "hole" };
    case Tag.ACCESSOR:
      return { type: "accessor" };
    case Tag.UNINITIALIZED:
      return { type: "uninitialized" };
    case Tag.ELIDED:
      return { type: "elided" };
    default:
      return replay.heap(value, PREVIEW_BOUNDS);
  }
}

/** Whether the value of a row can be read without knowing the heap. */
export function isPrimitive(tag: number): boolean {
  return tag !== Tag.OBJECT && tag !== Tag.FUNCTION && tag !== Tag.SYMBOL;
}
