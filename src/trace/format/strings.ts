/**
 * A string beyond `limits.stringChars` is recorded as its prefix followed by U+FFFF, the true length in decimal
 * and U+FFFF. U+FFFF is no character; a recorded text that itself ends so is written with length as well.
 */
const CUT = /\uffff(\d+)\uffff$/;

/** Text and true length (UTF-16 units) of a recorded string. */
export function truncatedLength(recorded: string): { readonly text: string; readonly length: number } {
  if (!recorded.endsWith("\uffff")) return { text: recorded, length: recorded.length };
  const found = CUT.exec(recorded);
  if (found === null) return { text: recorded, length: recorded.length };
  return { text: recorded.slice(0, found.index), length: Number(found[1]) };
}

/** How a string of `length` units of which `text` is kept is recorded. */
export function encodeCut(text: string, length: number): string {
  return `${text}\uffff${length}\uffff`;
}
