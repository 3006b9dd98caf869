import type { DictionarySource } from "./Dictionary.js";
import { dictionaryHash, type NamedTensors, type Setting } from "./dictionaryHash.js";

/** Where a dictionary comes from, with the hash of what it computes. */
export function sourceOf(
  format: DictionarySource["format"],
  files: readonly string[],
  { tensors, settings }: { readonly tensors: NamedTensors; readonly settings: Setting },
  more: { readonly model?: string | undefined; readonly centred?: boolean | undefined } = {},
): DictionarySource {
  const { model, centred } = more;
  return {
    format,
    files: [...files].sort(),
    sha256: dictionaryHash(tensors, settings),
    ...(model !== undefined && { model }),
    ...(centred && { centred }),
  };
}
