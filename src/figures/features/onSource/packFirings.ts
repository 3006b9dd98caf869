import type { OnSourceShown } from "./OnSourceModel.js";

/** A feature's firings for the page: three bytes each in base64, the token (16 bits, low byte first) and the activation in 255ths of the scale. */
export function packFirings({ firings, most }: OnSourceShown): string {
  const bytes = Buffer.alloc(firings.length * 3);
  firings.forEach(([token, value], i) => {
    bytes.writeUInt16LE(token, i * 3);
    bytes[i * 3 + 2] = Math.max(1, Math.min(255, Math.round((255 * value) / most)));
  });
  return bytes.toString("base64");
}
