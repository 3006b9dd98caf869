import { basename } from "node:path";
import { sha256 } from "../../program/hash.js";
import { fileHash } from "./fileHash.js";

/**
 * One SHA-256 for several files of a folder, hex: over what `sha256sum config.json model*.safetensors` prints in it (names
 * sorted by code unit).
 */
export async function folderHash(files: readonly string[]): Promise<string> {
  const sorted = files.map(file => [basename(file), file] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  let lines = "";
  for (const [name, file] of sorted) lines += `${await fileHash(file)}  ${name}\n`;
  return sha256(lines);
}
