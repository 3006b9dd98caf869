/**
 * UTF-8 byte offset of every UTF-16 offset of a text (`text.length + 1` entries), or `undefined` for pure
 * ASCII, where both are equal. A lone surrogate counts three bytes (it is encoded as U+FFFD); the offset inside
 * a surrogate pair is that of its first byte.
 */
export function byteOffsets(text: string): Int32Array | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII starts at NUL
  if (/^[\x00-\x7f]*$/.test(text)) return undefined;
  const offsets = new Int32Array(text.length + 1);
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = byte;
    const unit = text.charCodeAt(i);
    if (unit < 0x80) byte += 1;
    else if (unit < 0x800) byte += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      offsets[++i] = byte;
      byte += 4;
    } else byte += 3;
  }
  offsets[text.length] = byte;
  return offsets;
}
