/** Bytes as text, with where each byte is in it. */
export interface DecodedBytes {
  readonly text: string;
  /** By offset in the bytes (0 to their number): the offset in the text's UTF-8. Never goes down. */
  readonly offsets: Uint32Array;
}

const REPLACEMENT_BYTES = 3;

/**
 * Decodes bytes a model has said as UTF-8: each longest beginning of a character that is none becomes U+FFFD, as the
 * Encoding Standard has it, and bytes of a character that is not yet whole at the end are left out.
 */
export function decodeBytes(bytes: Uint8Array): DecodedBytes {
  const offsets = new Uint32Array(bytes.length + 1);
  let at = 0;
  let out = 0;
  while (at < bytes.length) {
    const { length, whole, unfinished } = characterAt(bytes, at);
    if (unfinished) break;
    for (let i = 1; i <= length; i++) offsets[at + i] = whole ? out + i : out;
    out += whole ? length : REPLACEMENT_BYTES;
    offsets[at + length] = out;
    at += length;
  }
  offsets.fill(out, at);
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, at)), offsets };
}

/** The character, or the beginning of one, at an offset. */
function characterAt(
  bytes: Uint8Array,
  at: number,
): { readonly length: number; readonly whole: boolean; readonly unfinished: boolean } {
  const first = bytes[at];
  const more =
    first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
  if (more <= 0) return { length: 1, whole: more === 0, unfinished: false };
  let length = 1;
  while (length <= more && at + length < bytes.length && continues(first, length, bytes[at + length]))
    length++;
  const whole = length > more;
  return { length, whole, unfinished: !whole && at + length === bytes.length };
}

/** Table 3-7 of the Unicode Standard: the second byte may be bound further. */
function continues(first: number, place: number, byte: number): boolean {
  const low = place > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = place > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return byte >= low && byte <= high;
}
