import { writevSync } from "node:fs";

/** Descriptor of the results. */
const OUT = 3;

/** Writes pieces to the descriptor that leads to the host, waiting while the pipe is full. */
export function send(pieces: readonly Uint8Array[]): void {
  let rest = pieces;
  for (;;) {
    let written = 0;
    try {
      written = writevSync(OUT, rest as Uint8Array[]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
    const left: Uint8Array[] = [];
    for (const piece of rest) {
      if (written >= piece.length) written -= piece.length;
      else {
        left.push(piece.subarray(written));
        written = 0;
      }
    }
    if (left.length === 0) return;
    rest = left;
  }
}
