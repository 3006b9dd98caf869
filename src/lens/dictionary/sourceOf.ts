import { createHash } from "node:crypto";
import type { DictionarySource } from "./Dictionary.js";

/** Tensors of a dictionary by name, as they are used; those that are absent do not count. */
export type NamedTensors = Readonly<Record<string, Float32Array | undefined>>;

/** SHA-256 over tensors, hex: names in order of code units, each with its numbers (float32, little endian). */
export function tensorsHash(tensors: NamedTensors): string {
  const hash = createHash("sha256");
  for (const name of Object.keys(tensors).sort()) {
    const numbers = tensors[name];
    if (!numbers) continue;
    hash.update(`${name}\0${numbers.length}\0`);
    // In parts: what is hashed at once may not be larger than 2 GiB.
    for (let at = 0; at < numbers.length; at += 2 ** 26) {
      const part = numbers.subarray(at, at + 2 ** 26);
      hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    }
  }
  return hash.digest("hex");
}

/** Where a dictionary comes from, with the hash of its tensors. */
export function sourceOf(
  format: DictionarySource["format"],
  files: readonly string[],
  tensors: NamedTensors,
  more: { readonly model?: string | undefined; readonly centred?: boolean | undefined } = {},
): DictionarySource {
  const { model, centred } = more;
  return {
    format,
    files: [...files].sort(),
    sha256: tensorsHash(tensors),
    ...(model !== undefined && { model }),
    ...(centred && { centred }),
  };
}
