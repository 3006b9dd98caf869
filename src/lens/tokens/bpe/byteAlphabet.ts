/**
 * GPT-2's letters for bytes (`bytes_to_unicode` of its `encoder.py`): a byte that can be seen is its own letter, the
 * others are those from U+0100 on, in order. Index: byte.
 */
export const BYTE_LETTERS: readonly string[] = letters();

/** Byte of each letter. */
export const LETTER_BYTES: ReadonlyMap<string, number> = new Map(
  BYTE_LETTERS.map((letter, byte) => [letter, byte]),
);

function letters(): string[] {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => {
    const seen = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
    return String.fromCharCode(seen ? byte : next++);
  });
}

/** A byte string in GPT-2's letters. */
export function spell(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += BYTE_LETTERS[byte];
  return text;
}

/** The bytes a token of a byte-level vocabulary is spelled with; undefined where a letter is none of the 256. */
export function unspell(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const byte = LETTER_BYTES.get(text[at]);
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}
