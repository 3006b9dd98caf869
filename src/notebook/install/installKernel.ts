import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageFile } from "../../figures/core/packageFile.js";
import { saveFile } from "../../figures/core/saveFile.js";
import { SourceError } from "../../program/SourceError.js";
import { findTslab } from "../client/findTslab.js";
import { findPython, type JupyterPython, type RejectedPython } from "./findPython.js";
import { userDataFolder } from "./jupyterFolders.js";
import { kernelLogo } from "./kernelLogo.js";
import { KERNEL_NAMES, kernelSpec } from "./kernelSpec.js";

/** Where kernels are put or looked for. At most one of `prefix` and `sysPrefix`; neither: the user's own folder. */
export interface KernelPlace {
  /** Installs below `PREFIX/share/jupyter/kernels`. */
  readonly prefix?: string;
  /** Installs into the environment of the Python that has Jupyter. */
  readonly sysPrefix?: boolean;
  /** The Python that runs Jupyter. Default: the first that has it. */
  readonly python?: string;
  readonly signal?: AbortSignal;
}

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
 */
export async function uninstallKernel(place: KernelPlace = {}): Promise<readonly string[]> {
  const { jupyterPath } = await kernelFolder(place);
  const removed: string[] = [];
  for (const name of KERNEL_NAMES) {
    const folder = join(jupyterPath, "kernels", name);
    const spec = join(folder, "kernel.json");
    if (!existsSync(spec)) continue;
    const { metadata } = JSON.parse(readFileSync(spec, "utf8")) as {
      readonly metadata?: { tracebook?: unknown };
    };
    if (metadata?.tracebook === undefined)
      throw new Error(`${spec} was not written by Tracebook: left as it is`);
    rmSync(folder, { recursive: true });
    removed.push(folder);
  }
  return removed;
}

/** The folder of Jupyter's data a place stands for, and the Python that was found on the way. */
async function kernelFolder(place: KernelPlace): Promise<{
  readonly jupyterPath: string;
  readonly python?: JupyterPython;
  readonly rejected: readonly RejectedPython[];
}> {
  const { prefix, signal, sysPrefix = false } = place;
  if (prefix !== undefined && sysPrefix) throw new SourceError("cannot go with --sys-prefix", "--prefix");
  const { found: python, rejected } = await findPython(place.python, signal);
  if (place.python !== undefined && python === undefined) {
    throw new SourceError(`${place.python} ${rejected[0].reason}`, "--python");
  }
  if (prefix !== undefined)
    return { jupyterPath: join(resolve(prefix), "share", "jupyter"), python, rejected };
  if (!sysPrefix) return { jupyterPath: userDataFolder(), python, rejected };
  if (python === undefined)
    throw new SourceError("needs a Python with Jupyter, and none was found", "--sys-prefix");
  return { jupyterPath: join(python.prefix, "share", "jupyter"), python, rejected };
}
