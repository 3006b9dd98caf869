/** UTF-16 offset of an offset in code points, which Jupyter counts in. */
export function utf16Offset(text: string, codePoints: number): number {
  let offset = 0;
  for (const character of text) {
    if (codePoints-- <= 0) break;
    offset += character.length;
  }
  return offset;
}

/** Offset in code points of a UTF-16 offset. */
export function codePointOffset(text: string, offset: number): number {
  return [...text.slice(0, offset)].length;
}
