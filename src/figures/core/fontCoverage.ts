import { readFileSync } from "node:fs";
import { packageFile } from "./packageFile.js";

/**
 * Reads which characters a TrueType file has glyphs for: its `cmap` table, format 12 or 4. Only what the fonts we
 * ship need; throws on anything else.
 */
function readCoverage(path: string): (code: number) => boolean {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let cmap = -1;
  for (let i = 0; i < view.getUint16(4); i++) {
    const entry = 12 + 16 * i;
    if (bytes.toString("latin1", entry, entry + 4) === "cmap") cmap = view.getUint32(entry + 8);
  }
  const ranges: [first: number, last: number][] = [];
  for (let i = 0; cmap >= 0 && i < view.getUint16(cmap + 2); i++) {
    const table = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    const format = view.getUint16(table);
    if (format === 12) {
      for (let g = 0; g < view.getUint32(table + 12); g++) {
        const group = table + 16 + 12 * g;
        ranges.push([view.getUint32(group), view.getUint32(group + 4)]);
      }
    } else if (format === 4) {
      const segments = view.getUint16(table + 6) / 2;
      for (let s = 0; s < segments; s++) {
        const last = view.getUint16(table + 14 + 2 * s);
        if (last !== 0xffff) ranges.push([view.getUint16(table + 16 + 2 * segments + 2 * s), last]);
      }
    }
  }
  if (ranges.length === 0) throw new Error(`${path}: no character map that can be read`);
  return code => ranges.some(([first, last]) => code >= first && code <= last);
}

let covered: ((code: number) => boolean) | undefined;

/** Whether the fixed-width font we ship can draw a character; the proportional ones have all it has. */
export function isDrawable(code: number): boolean {
  covered ??= readCoverage(packageFile("fonts/DejaVuSansMono.ttf"));
  return code < 0x7f || covered(code);
}
