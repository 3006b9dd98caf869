import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { packagedFolder } from "../../datasets/packaged.js";
import { SourceError } from "../../program/SourceError.js";
import type { Dialect } from "./dialectOf.js";

/** The embedded model, and the twins it is compared with: folders of `models` in this package. */
export const EMBEDDED_MODELS = [
  "embedded",
  "embedded-direct",
  "embedded-random",
  "embedded-codebook-mlp",
  "embedded-codebook-attn-mlp",
] as const;

/** A model that comes with this package. */
export type EmbeddedModel = (typeof EMBEDDED_MODELS)[number];

/** Whether a string names a model that comes with this package. */
export function isEmbeddedString(model: unknown): model is EmbeddedModel {
  return (EMBEDDED_MODELS as readonly unknown[]).includes(model);
}

/** What is known of the models that come with this package, whether their folders say it or not. */
export function packagedDialect(name: string | undefined): Dialect | undefined {
  if (!isEmbeddedString(name)) return undefined;
  return { version: 1, style: name === "embedded-direct" ? "direct" : "cot" };
}

/** Whether this copy of the package has the weights of a model. */
export function hasEmbedded(name: EmbeddedModel): boolean {
  return existsSync(join(modelsFolder(), name, "model.safetensors"));
}

/** Absolute path of the folder `models` of this package: beside `datasets`, from the sources as from the bundle. */
export function modelsFolder(): string {
  return join(dirname(packagedFolder()), "models");
}

/**
 * Folder of a model that comes with this package.
 *
 * @throws SourceError where this copy of the package has none of its weights.
 */
export function embeddedFolder(name: EmbeddedModel): string {
  if (hasEmbedded(name)) return join(modelsFolder(), name);
  throw new SourceError(
    `${name} is not in this copy of the package: no model.safetensors in its folder models/${name}`,
    "--model",
  );
}
