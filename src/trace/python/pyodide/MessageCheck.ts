import { HEAD } from "../../sandbox/frames.js";
import { LONGEST, Message } from "../messages.js";
import { noteFatal } from "./fatal.js";

/** What a driver may send. */
const KINDS: ReadonlySet<number> = new Set([
  Message.TABLES,
  Message.ROWS,
  Message.STRINGS,
  Message.DONE,
  Message.FAILED,
]);

/** Looks at the bytes that Python sends: only whole messages of a driver pass. */
export class MessageCheck {
  private readonly head = new Uint8Array(HEAD);
  private have = 0;
  private left = 0;

  /** No message is begun and not ended. */
  get whole(): boolean {
    return this.have === 0 && this.left === 0;
  }

  /** Takes the next bytes. @throws for what is no message. */
  take(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length) {
      if (this.left > 0) {
        const count = Math.min(this.left, piece.length - at);
        this.left -= count;
        at += count;
        continue;
      }
      const count = Math.min(HEAD - this.have, piece.length - at);
      this.head.set(piece.subarray(at, at + count), this.have);
      this.have += count;
      at += count;
      if (this.have < HEAD) continue;
      this.have = 0;
      const view = new DataView(this.head.buffer);
      this.left = view.getUint32(4, true);
      if (!KINDS.has(view.getUint32(0, true)) || this.left > LONGEST) noteFatal("no message of a driver");
    }
  }
}
