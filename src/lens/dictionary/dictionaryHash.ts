import { createHash } from "node:crypto";

/** Tensors of a dictionary by name, as they are used; those that are absent do not count. */
export type NamedTensors = Readonly<Record<string, Float32Array | undefined>>;

/** What besides its tensors decides what a dictionary computes, and where. */
export type Setting =
  | string
  | number
  | boolean
  | undefined
  | readonly Setting[]
  | { readonly [key: string]: Setting };

/**
 * SHA-256 that tells dictionaries apart by what they compute, hex: the settings as JSON with sorted keys, then the tensors, names in order of
 * code units, each with its numbers (float32, little endian). The same tensors with another k or hook are another dictionary.
 */
export function dictionaryHash(tensors: NamedTensors, settings: Setting): string {
  const hash = createHash("sha256");
  hash.update(`${canonical(settings)}\0`);
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

/** JSON whose keys are sorted; those without a value are left out. */
function canonical(value: Setting): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object") return JSON.stringify(value ?? null);
  const known = Object.entries(value).filter(([, own]) => own !== undefined);
  const sorted = known.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, own]) => `${JSON.stringify(key)}:${canonical(own)}`).join()}}`;
}
