/** Growing byte buffer with the integer encodings of the `.trace` format (LEB128 varints, zig-zag for signs). */
export class ByteSink {
  bytes: Uint8Array;
  length = 0;

  constructor(size = 1024) {
    this.bytes = new Uint8Array(size);
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(this.length + count, this.bytes.length * 2));
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }

  /** Unsigned integer up to 2^53 - 1, 7 bits a byte, low bits first. */
  varint(n: number): void {
    if (this.length + 8 > this.bytes.length) this.reserve(8);
    const bytes = this.bytes;
    let at = this.length;
    while (n > 0x7fffffff) {
      bytes[at++] = (n % 128) | 128;
      n = Math.floor(n / 128);
    }
    while (n > 127) {
      bytes[at++] = (n & 127) | 128;
      n >>>= 7;
    }
    bytes[at++] = n;
    this.length = at;
  }

  /** Signed integer, |n| < 2^52. */
  signed(n: number): void {
    this.varint(n < 0 ? -2 * n - 1 : 2 * n);
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written, without copying. */
  taken(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** Reads what {@link ByteSink} wrote; RangeError past the end. */
export class ByteSource {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  varint(): number {
    const { bytes } = this;
    let n = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[this.at++];
      if (byte === undefined) throw new RangeError("unexpected end");
      n += (byte & 127) * scale;
      if (byte < 128) return n;
      scale *= 128;
      if (scale > 2 ** 56) throw new RangeError("integer too long");
    }
  }

  signed(): number {
    const n = this.varint();
    return n % 2 === 1 ? -(n + 1) / 2 : n / 2;
  }

  take(count: number): Uint8Array {
    if (this.at + count > this.bytes.length) throw new RangeError("unexpected end");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}
