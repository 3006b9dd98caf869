import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { writeSafetensors } from "../../../weights/safetensors/writeSafetensors.js";
import { openCodebookTensors } from "./openCodebookTensors.js";

/**
 * Writes the base model's own weights of a codebook-features checkpoint as `model.safetensors` (float32), by the names they had
 * before they were wrapped: with the base model's `config.json` and `tokenizer.json` beside it, `openLocalModel` opens the
 * folder, and the checkpoint's codebooks are attached to that. They are the weights the codebooks were trained with, which is
 * why the published base model will not do: both were trained together.
 *
 * @param checkpoint folder of the checkpoint
 * @param folder where the file is written; made where it is missing
 * @returns names of the tensors written, sorted.
 * @throws SourceError as {@link readCodebookFeatures}, and where the file cannot be written.
 */
export async function writeBaseModel(checkpoint: string, folder: string): Promise<readonly string[]> {
  const { source } = await openCodebookTensors(checkpoint);
  const names = new Map<string, string>();
  for (const name of source.tensors.keys()) {
    if (/(^|\.)codebook_layer\./.test(name)) continue;
    const base = name.replace(/^model\./, "").replaceAll(".module_layer.", ".");
    const before = names.get(base);
    if (before !== undefined)
      throw new SourceError(`tensors ${before} and ${name} are both ${base}`, source.file);
    names.set(base, name);
  }
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw new SourceError(`cannot be made: ${error.message}`, folder);
  });
  const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeSafetensors(
    sorted.map(([base, name]) => [
      base,
      {
        type: "F32" as const,
        shape: source.tensors.get(name)!.shape,
        // One at a time: a checkpoint is not held whole.
        data: () => source.numbers(name),
      },
    ]),
    join(folder, "model.safetensors"),
    { format: "pt" },
  );
  return sorted.map(([base]) => base);
}
