/**
 * Strings on the wire: count lengths (UInt32, UTF-16 units), then all texts behind one another, one byte a unit when
 * every unit fits, else two. Lone surrogates survive.
 */
export function packStrings(texts: readonly string[]): { readonly width: 1 | 2; readonly body: Buffer } {
  const all = texts.join("");
  const width = WIDE.test(all) ? 2 : 1;
  const head = texts.length * 4;
  const body = Buffer.allocUnsafe(head + all.length * width);
  for (let i = 0; i < texts.length; i++) body.writeUInt32LE(texts[i].length, i * 4);
  body.write(all, head, width === 1 ? "latin1" : "utf16le");
  return { width, body };
}

const WIDE = /[^\0-\xff]/;

/** Reads what {@link packStrings} wrote. */
export function unpackStrings(body: Uint8Array, count: number, width: number): string[] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const all = bytes.toString(width === 1 ? "latin1" : "utf16le", count * 4);
  const texts: string[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const length = bytes.readUInt32LE(i * 4);
    texts.push(all.slice(at, at + length));
    at += length;
  }
  return texts;
}
