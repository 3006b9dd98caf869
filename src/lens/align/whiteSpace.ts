/** 1 for every UTF-8 byte of a text that is part of white space (`\s`: a byte order mark and U+2028 too), else 0. */
export function whiteSpace(text: string): Uint8Array {
  const mask = new Uint8Array(Buffer.byteLength(text));
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (unit === 32 || (unit >= 9 && unit <= 13)) mask[byte] = 1;
      byte++;
    } else if (unit < 0x800) {
      if (unit === 0xa0) mask.fill(1, byte, byte + 2);
      byte += 2;
    } else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      i++;
      byte += 4;
    } else {
      if (isWideSpace(unit)) mask.fill(1, byte, byte + 3);
      byte += 3;
    }
  }
  return mask;
}

/** Whether a character from U+0800 is white space to ECMAScript. */
function isWideSpace(unit: number): boolean {
  if (unit < 0x1680) return false;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  );
}
