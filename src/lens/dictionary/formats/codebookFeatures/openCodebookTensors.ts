import { existsSync } from "node:fs";
import { join } from "node:path";
import { SourceError } from "../../../../program/SourceError.js";
import { openTorchFile } from "../pickle/openTorchFile.js";
import { torchTensors } from "../pickle/torchTensors.js";
import { safetensorsFile } from "../tensors/safetensorsFile.js";
import type { TensorFile } from "../tensors/TensorFile.js";

/** Names of a checkpoint's file of weights, in the order they are looked for. */
export const CHECKPOINTS = ["model.safetensors", "pytorch_model.bin"] as const;

/**
 * Opens all tensors of a codebook-features checkpoint, those of the base model too.
 *
 * @returns the tensors, and the name of their file.
 * @throws SourceError where there is no file of weights, or it is no dictionary of tensors.
 */
export async function openCodebookTensors(folder: string): Promise<{ name: string; source: TensorFile }> {
  const name = CHECKPOINTS.find(one => existsSync(join(folder, one)));
  if (!name) throw new SourceError(`has no ${CHECKPOINTS.join(" and no ")}`, folder);
  const file = join(folder, name);
  if (name.endsWith(".safetensors")) return { name, source: await safetensorsFile(file) };
  const torch = await openTorchFile(file);
  return { name, source: torchTensors(torch, torch.value, "the checkpoint") };
}
