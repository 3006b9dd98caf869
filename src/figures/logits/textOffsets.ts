import { byteOffsets } from "../../program/bytes.js";

/** Where characters begin: between bytes and UTF-16 offsets of a text. */
export interface TextOffsets {
  /** UTF-8 bytes of the text. */
  readonly bytes: number;
  /** Byte of a UTF-16 offset. */
  byte(unit: number): number;
  /** UTF-16 offset of the first character that begins at or after a byte. */
  ceil(byte: number): number;
  /** UTF-16 offset of the character a byte belongs to. */
  floor(byte: number): number;
}

/** Offsets of a text; of plain ASCII both are equal. */
export function textOffsets(text: string): TextOffsets {
  const offsets = byteOffsets(text);
  if (offsets === undefined)
    return { bytes: text.length, byte: unit => unit, ceil: byte => byte, floor: byte => byte };
  const bytes = offsets[text.length];
  const unit = new Int32Array(bytes + 1).fill(-1);
  // From the back: of the two halves of a surrogate pair the first is kept.
  for (let i = text.length; i >= 0; i--) unit[offsets[i]] = i;
  return {
    bytes,
    byte: at => offsets[at],
    ceil(byte) {
      let b = byte;
      while (unit[b] < 0) b++;
      return unit[b];
    },
    floor(byte) {
      let b = byte;
      while (unit[b] < 0) b--;
      return unit[b];
    },
  };
}
