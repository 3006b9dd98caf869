/** Kinds of message between host and child. */
export const Frame = { READY: 1, JOB: 2, ROWS: 3, STRINGS: 4, DONE: 5, FAILED: 6 } as const;

/**
 * Head of a message: five UInt32, little endian: kind, bytes of the body, then three numbers: of ROWS rows, steps and
 * frames so far; of STRINGS the count and the width (1: Latin-1, 2: UTF-16).
 */
export const HEAD = 20;

/** One message. The body belongs to the receiver. */
export interface Message {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly body: Uint8Array;
}

/** Head of a message. */
export function frameHead(kind: number, bytes: number, a = 0, b = 0, c = 0): Uint8Array {
  const head = new Uint8Array(HEAD);
  const view = new DataView(head.buffer);
  view.setUint32(0, kind, true);
  view.setUint32(4, bytes, true);
  view.setUint32(8, a, true);
  view.setUint32(12, b, true);
  view.setUint32(16, c, true);
  return head;
}

/** Puts a byte stream together again: each body is copied once, into memory of its own. */
export class FrameReader {
  private readonly head: Uint8Array = new Uint8Array(HEAD);
  private readonly view: DataView = new DataView(this.head.buffer);
  private body: Uint8Array | undefined;
  private have = 0;
  private readonly take: (message: Message) => void;
  private readonly longest: number;

  /** @param longest most bytes a body may have, when the sender is not to be trusted. */
  constructor(take: (message: Message) => void, longest: number = Number.POSITIVE_INFINITY) {
    this.take = take;
    this.longest = longest;
  }

  /**
   * Takes a piece of the stream and hands over the messages that are whole now.
   *
   * @throws RangeError for a body that is too long.
   */
  push(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length || (this.body !== undefined && this.body.length === 0)) {
      const target = this.body ?? this.head;
      const count = Math.min(target.length - this.have, piece.length - at);
      target.set(piece.subarray(at, at + count), this.have);
      at += count;
      this.have += count;
      if (this.have < target.length) return;
      this.have = 0;
      if (this.body === undefined) {
        const bytes = this.view.getUint32(4, true);
        if (bytes > this.longest) throw new RangeError(`a message of ${bytes} bytes`);
        this.body = new Uint8Array(bytes);
        continue;
      }
      const { body, view } = this;
      this.body = undefined;
      this.take({
        kind: view.getUint32(0, true),
        a: view.getUint32(8, true),
        b: view.getUint32(12, true),
        c: view.getUint32(16, true),
        body,
      });
    }
  }
}
