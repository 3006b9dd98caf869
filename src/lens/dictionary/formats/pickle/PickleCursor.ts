import { SourceError } from "../../../../program/SourceError.js";

/** Longest text or run of bytes within a pickle of metadata, bytes. */
const LONGEST = 2 ** 20;

/** Reads the arguments of a pickle's instructions, each within bounds. */
export class PickleCursor {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly file: string;
  /** Longest run of bytes an instruction may carry. */
  readonly longest: number;
  #at: number;
  #view: DataView;

  constructor(bytes: Uint8Array<ArrayBuffer>, file: string, at = 0, longest: number = LONGEST) {
    this.bytes = bytes;
    this.file = file;
    this.longest = longest;
    this.#at = at;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Byte of the next read. */
  get at(): number {
    return this.#at;
  }

  /** Throws SourceError with the byte position. */
  fail(reason: string, at: number = this.#at): never {
    throw new SourceError(`pickle, byte ${at}: ${reason}`, this.file);
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A length of 8 bytes. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#take(8), true);
    if (value > BigInt(this.bytes.length))
      this.fail(`a length of ${value} bytes; the pickle has ${this.bytes.length}`);
    return Number(value);
  }

  /** IEEE double, big endian as pickles have it. */
  f64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }

  /** A whole number in two's complement, of at most 16 bytes. */
  long(length: number): number | bigint {
    if (length > 16) this.fail(`a whole number of ${length} bytes; at most 16 are read`);
    const start = this.#take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.bytes[start + i]!);
    if (length > 0 && this.bytes[start + length - 1]! >= 128) value -= 1n << BigInt(8 * length);
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }

  take(length: number): Uint8Array<ArrayBuffer> {
    if (length > this.longest) this.fail(`${length} bytes in one piece; at most ${this.longest} are read`);
    const start = this.#take(length);
    return this.bytes.subarray(start, start + length);
  }

  text(length: number): string {
    const at = this.#at;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(this.take(length));
    } catch (error) {
      if (error instanceof SourceError) throw error;
      return this.fail("a text that is not UTF-8", at);
    }
  }

  /** Text up to the end of the line, which is passed over. */
  line(): string {
    const end = this.bytes.indexOf(10, this.#at);
    if (end < 0) this.fail("a line without an end");
    const text = this.text(end - this.#at);
    this.#at++;
    return text;
  }

  #take(length: number): number {
    const start = this.#at;
    if (start + length > this.bytes.length) {
      this.fail(`cut short: ${length} bytes were to come, ${this.bytes.length - start} are left`);
    }
    this.#at += length;
    return start;
  }
}
