import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageFile } from "../../figures/core/packageFile.js";
import { saveFile } from "../../figures/core/saveFile.js";
import { findTslab } from "../client/findTslab.js";
import type { JupyterPython, RejectedPython } from "./findPython.js";
import { type KernelPlace, kernelFolder } from "./kernelFolder.js";
import { kernelLogo } from "./kernelLogo.js";
import { KERNEL_NAMES, kernelSpec } from "./kernelSpec.js";
import { readKernelSpec } from "./readKernelSpec.js";

/** What was installed. */
export interface InstalledKernels {
  /** Folders of the kernel specs. */
  readonly folders: readonly string[];
  readonly tslab: string;
  /** The Python whose Jupyter was asked; undefined when none has it. */
  readonly python?: JupyterPython;
  readonly rejected: readonly RejectedPython[];
  /** Whether that Jupyter looks where the kernels were put. */
  readonly visible: boolean;
  /** Folder to put on JUPYTER_PATH where it does not. */
  readonly jupyterPath: string;
}

/**
 * Installs the kernel specs of both kernels. No Python is needed for that, but its Jupyter is asked whether it will find
 * them.
 *
 * @throws SourceError for a bad place; Error where tslab is missing (before anything is written).
 */
export async function installKernel(place: KernelPlace = {}): Promise<InstalledKernels> {
  const tslab = findTslab(process.cwd());
  if (!existsSync(packageFile("dist/kernel.cjs")))
    throw new Error("dist/kernel.cjs is missing: run `npm run build`");
  const { jupyterPath, python, rejected } = await kernelFolder(place);
  const folders: string[] = [];
  for (const name of KERNEL_NAMES) {
    const folder = join(jupyterPath, "kernels", name);
    try {
      mkdirSync(folder, { recursive: true });
      await saveFile(join(folder, "kernel.json"), `${JSON.stringify(kernelSpec(name, tslab), null, 2)}\n`);
      await saveFile(join(folder, "logo-svg.svg"), kernelLogo(name));
    } catch (error) {
      throw new Error(`cannot write the kernel spec ${folder}: ${(error as Error).message}`);
    }
    folders.push(folder);
  }
  const visible = python?.folders.some(folder => resolve(folder) === resolve(jupyterPath)) ?? false;
  return { folders, tslab, python, rejected, visible, jupyterPath };
}

/**
 * Removes the kernel specs that {@link installKernel} wrote at the same place.
 *
 * @returns the folders that were removed.
 * @throws SourceError for a bad place; Error for a spec of somebody else.
 */
export async function uninstallKernel(place: KernelPlace = {}): Promise<readonly string[]> {
  const { jupyterPath } = await kernelFolder(place);
  const removed: string[] = [];
  for (const name of KERNEL_NAMES) {
    const folder = join(jupyterPath, "kernels", name);
    if (!existsSync(join(folder, "kernel.json"))) continue;
    const spec = readKernelSpec(folder);
    if (typeof spec === "string") throw new Error(`${folder}: ${spec}: left as it is`);
    rmSync(folder, { recursive: true });
    removed.push(folder);
  }
  return removed;
}
