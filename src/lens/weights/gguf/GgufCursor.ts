import { readSync } from "node:fs";
import { SourceError } from "../../../program/SourceError.js";

/** Bytes read ahead. */
const WINDOW = 2 ** 20;

/**
 * Reads the little-endian values of a GGUF header one after another through a window on the file. What would lie beyond its
 * end is a fault before memory is taken for it.
 */
export class GgufCursor {
  /** Place of the next value, bytes from the start of the file. */
  at = 0;
  readonly #fd: number;
  readonly #file: string;
  readonly #size: number;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(fd: number, file: string, size: number) {
    this.#fd = fd;
    this.#file = file;
    this.#size = size;
  }

  /** Throws SourceError with the place reached. */
  fail(reason: string): never {
    throw new SourceError(`${reason} (byte ${this.at})`, this.#file);
  }

  /** That `count` things of at least `bytes` bytes each can still be in the file. */
  expect(count: number, bytes: number, what: string): void {
    if (count * bytes > this.#size - this.at) {
      this.fail(
        `cut short or damaged: ${what} takes at least ${count * bytes} bytes, the file has ${this.#size}`,
      );
    }
  }

  /** Place of the next `bytes` bytes within the window, which then holds them all. */
  #take(bytes: number): number {
    if (this.at + bytes > this.#size) {
      this.fail(`cut short: ${bytes} bytes are wanted, the file has ${this.#size}`);
    }
    if (this.at < this.#start || this.at + bytes > this.#start + this.#window.length) {
      const window = Buffer.allocUnsafe(Math.min(Math.max(WINDOW, bytes), this.#size - this.at));
      let done = 0;
      while (done < window.length) {
        const read = readSync(this.#fd, window, done, window.length - done, this.at + done);
        if (read === 0) this.fail("the file became shorter while it was read");
        done += read;
      }
      this.#window = window;
      this.#start = this.at;
    }
    const place = this.at - this.#start;
    this.at += bytes;
    return place;
  }

  u8(): number {
    const place = this.#take(1);
    return this.#window[place]!;
  }
  i8(): number {
    return (this.u8() << 24) >> 24;
  }
  u16(): number {
    const place = this.#take(2);
    return this.#window.readUInt16LE(place);
  }
  i16(): number {
    const place = this.#take(2);
    return this.#window.readInt16LE(place);
  }
  u32(): number {
    const place = this.#take(4);
    return this.#window.readUInt32LE(place);
  }
  i32(): number {
    const place = this.#take(4);
    return this.#window.readInt32LE(place);
  }
  f32(): number {
    const place = this.#take(4);
    return this.#window.readFloatLE(place);
  }
  f64(): number {
    const place = this.#take(8);
    return this.#window.readDoubleLE(place);
  }
  /** A number where it is exact. */
  u64(): number | bigint {
    const place = this.#take(8);
    return exact(this.#window.readBigUInt64LE(place));
  }
  i64(): number | bigint {
    const place = this.#take(8);
    return exact(this.#window.readBigInt64LE(place));
  }
  /** A count or offset. */
  size(what: string): number {
    const value = this.u64();
    return typeof value === "number" ? value : this.fail(`${what} is ${value}, more than any file holds`);
  }
  bool(): boolean {
    const value = this.u8();
    return value < 2 ? value === 1 : this.fail(`a truth value is ${value}; expected 0 or 1`);
  }
  text(): string {
    const length = this.size("length of a text");
    this.expect(length, 1, "a text");
    const place = this.#take(length);
    const text = this.#window.toString("utf8", place, place + length);
    // Replacement characters are rare; only then it is worth asking whether they are the file's own.
    if (text.includes("\ufffd") && Buffer.byteLength(text) !== length) {
      this.fail(`${JSON.stringify(text.slice(0, 60))} is not UTF-8`);
    }
    return text;
  }
}

function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
