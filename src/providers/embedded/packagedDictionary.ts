import { existsSync } from "node:fs";
import { join } from "node:path";
import { isEmbeddedString, modelsFolder } from "./packagedModels.js";

/** What of a folder of `models` holds dictionaries, and the file that shows that they are there. */
const PLACES = [
  { folder: "transcoders", file: "config.yaml" },
  { folder: ".", file: "codebooks.safetensors" },
] as const;

/**
 * Path of the dictionaries that come with a model of this package: the transcoders of `embedded`, the codebooks of its twins.
 * Undefined for other models, and where this copy of the package has none.
 */
export function packagedDictionary(model: string): string | undefined {
  if (!isEmbeddedString(model)) return undefined;
  const own = join(modelsFolder(), model);
  const place = PLACES.find(({ folder, file }) => existsSync(join(own, folder, file)));
  return place === undefined ? undefined : join(own, place.folder);
}
