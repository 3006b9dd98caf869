import type { OnSourceShown } from "./OnSourceModel.js";

/** A feature's firings for the page: four bytes each in base64, the token and the activation in 65535ths of the scale, 16 bits each, low byte first. */
export function packFirings({ firings, most }: OnSourceShown): string {
  const bytes = Buffer.alloc(firings.length * 4);
  firings.forEach(([token, value], i) => {
    bytes.writeUInt16LE(token, i * 4);
    bytes.writeUInt16LE(Math.max(1, Math.min(65535, Math.round((65535 * value) / most))), i * 4 + 2);
  });
  return bytes.toString("base64");
}
