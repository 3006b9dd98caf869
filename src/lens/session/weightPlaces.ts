import { realpathSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import type { Locate } from "../onnx/GraphBuilder.js";
import type { RawTensor } from "../weights/Weights.js";

/**
 * Where ONNX Runtime finds weights in the files they lie in: it reads them from below one folder only, and follows no
 * link out of it (the snapshots of Hugging Face's cache are links), so places are those of the real files.
 */
export interface WeightPlaces {
  /** Deepest folder all files are in. */
  readonly folder: string;
  readonly locate: Locate;
}

/** Places of tensors, by name. */
export function weightPlaces(tensors: ReadonlyMap<string, RawTensor>): WeightPlaces {
  const real = new Map<string, string>();
  for (const { file } of tensors.values()) if (!real.has(file)) real.set(file, realpathSync(file));
  let folder = dirname(real.values().next().value ?? process.cwd());
  for (const file of real.values())
    while (folder !== dirname(folder) && !file.startsWith(folder + sep)) folder = dirname(folder);
  return {
    folder,
    locate: name => {
      const tensor = tensors.get(name) as RawTensor;
      const location = relative(folder, real.get(tensor.file) as string);
      return { ...tensor, location: location.split(sep).join("/") };
    },
  };
}
