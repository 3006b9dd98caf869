import { crc32 } from "../core/crc32.js";

/**
 * A small picture of 16 grey levels as a PNG, four bits a pixel. Its data is stored, not compressed: the bytes of a
 * compressed one would differ between builds of zlib.
 *
 * @param levels row by row, each 0 (black) .. 15 (white).
 */
export function levelsPng(width: number, height: number, levels: Uint8Array): Uint8Array {
  const stride = 1 + Math.ceil(width / 2);
  const raw = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shift = x % 2 === 0 ? 4 : 0;
      raw[y * stride + 1 + (x >> 1)] |= levels[y * width + x] << shift;
    }
  }
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Four bits, grey, no interlace.
  head.set([4, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk("IHDR", head),
    chunk("IDAT", stored(raw)),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

/** Bytes as a zlib stream of stored blocks (RFC 1950, 1951). */
function stored(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at === 0 || at < bytes.length; at += 0xffff) {
    const block = bytes.subarray(at, at + 0xffff);
    const { length } = block;
    const last = at + length >= bytes.length ? 1 : 0;
    parts.push(Uint8Array.of(last, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), block);
  }
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  parts.push(Uint8Array.of(b >> 8, b & 255, a >> 8, a & 255));
  return Buffer.concat(parts);
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  out.set(named, 4);
  out.writeUInt32BE(crc32(named), out.length - 4);
  return out;
}
