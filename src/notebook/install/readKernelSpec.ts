import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelSpec } from "./kernelSpec.js";

/** A kernel spec of ours: the metadata say so. */
export type OwnSpec = KernelSpec & {
  readonly metadata: { readonly tracebook: { readonly version: string } };
};

/**
 * Reads a kernel spec that Tracebook has written.
 *
 * @param folder folder of the spec.
 * @returns the spec, or in words why it is none of ours.
 */
export function readKernelSpec(folder: string): OwnSpec | string {
  let spec: Partial<OwnSpec> | null;
  try {
    spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8"));
  } catch (error) {
    return `kernel.json cannot be read: ${(error as Error).message}`;
  }
  if (typeof spec?.metadata?.tracebook?.version !== "string")
    return "kernel.json was not written by Tracebook";
  const { argv } = spec;
  if (!(Array.isArray(argv) && argv.length > 1 && argv.every(word => typeof word === "string")))
    return "kernel.json says no command";
  return spec as OwnSpec;
}
