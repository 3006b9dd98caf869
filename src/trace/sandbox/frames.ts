/** Kinds of message between host and child. */
export const Frame = { HELLO: 1, JOB: 2, ROWS: 3, STRINGS: 4, DONE: 5 } as const;

/** One message: kind, the index of its first row or string, body. */
export interface Message {
  readonly kind: number;
  readonly base: number;
  readonly body: Uint8Array;
}

const HEAD = 13;

/** A message as bytes: kind (1), base (8, float64), length of the body (4), body. */
export function writeFrame(kind: number, base: number, body: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(HEAD + body.length);
  out.writeUInt8(kind, 0);
  out.writeDoubleLE(base, 1);
  out.writeUInt32LE(body.length, 9);
  out.set(body, HEAD);
  return out;
}

/** Puts a byte stream back together into messages. */
export class Reader {
  private parts: Uint8Array[] = [];
  private size = 0;

  /** Takes a piece of the stream; gives the messages that are now whole. */
  *take(chunk: Uint8Array): Generator<Message> {
    this.parts.push(chunk);
    this.size += chunk.length;
    while (this.size >= HEAD) {
      const head = this.peek(HEAD);
      const length = head.readUInt32LE(9);
      if (this.size < HEAD + length) return;
      const whole = this.pull(HEAD + length);
      yield { kind: head.readUInt8(0), base: head.readDoubleLE(1), body: whole.subarray(HEAD) };
    }
  }

  private peek(count: number): Buffer {
    if (this.parts[0].length < count) this.parts = [Buffer.concat(this.parts)];
    return Buffer.from(this.parts[0].buffer, this.parts[0].byteOffset, count);
  }

  private pull(count: number): Buffer {
    // Joined once per message, not once per piece.
    const all =
      this.parts.length === 1
        ? Buffer.from(this.parts[0].buffer, this.parts[0].byteOffset, this.parts[0].length)
        : Buffer.concat(this.parts);
    const rest = all.subarray(count);
    this.parts = rest.length > 0 ? [rest] : [];
    this.size -= count;
    return all.subarray(0, count);
  }
}
