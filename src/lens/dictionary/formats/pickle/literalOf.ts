import type { PickleCursor } from "./PickleCursor.js";
import type { PickleValue } from "./PickleValue.js";

/** The value that an instruction puts on the stack by itself; undefined for all other instructions. */
export function literalOf(code: number, cursor: PickleCursor): PickleValue | undefined {
  switch (code) {
    case 0x4e: // NONE
      return null;
    case 0x88: // NEWTRUE
      return true;
    case 0x89: // NEWFALSE
      return false;
    case 0x4a: // BININT
      return cursor.i32();
    case 0x4b: // BININT1
      return cursor.u8();
    case 0x4d: // BININT2
      return cursor.u16();
    case 0x8a: // LONG1
      return cursor.long(cursor.u8());
    case 0x47: // BINFLOAT
      return cursor.f64();
    case 0x58: // BINUNICODE
      return cursor.text(cursor.u32());
    case 0x8c: // SHORT_BINUNICODE
      return cursor.text(cursor.u8());
    case 0x42: // BINBYTES
      return cursor.take(cursor.u32());
    case 0x43: // SHORT_BINBYTES
      return cursor.take(cursor.u8());
    case 0x8e: // BINBYTES8
      return cursor.take(cursor.u64());
    case 0x29: // EMPTY_TUPLE
    case 0x5d: // EMPTY_LIST
      return [];
    case 0x7d: // EMPTY_DICT
      return new Map();
    default:
      return undefined;
  }
}
