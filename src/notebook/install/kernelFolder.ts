import { join, resolve } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { findPython, type JupyterPython, type RejectedPython } from "./findPython.js";
import { userDataFolder } from "./jupyterFolders.js";

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

/** The folder of Jupyter's data that a place stands for. */
export interface KernelFolder {
  /** Absolute; `kernels` is below it. */
  readonly jupyterPath: string;
  /** The Python whose Jupyter was asked; undefined when none has it. */
  readonly python?: JupyterPython;
  /** Those that were tried before it. */
  readonly rejected: readonly RejectedPython[];
}

/**
 * Finds the folder a place stands for, and the Python that has Jupyter on the way.
 *
 * @throws SourceError for two places at once, an empty one, a given Python without Jupyter, or `sysPrefix` with none.
 */
export async function kernelFolder(place: KernelPlace): Promise<KernelFolder> {
  const { prefix, signal, sysPrefix = false } = place;
  if (prefix !== undefined && sysPrefix) throw new SourceError("cannot go with --sys-prefix", "--prefix");
  if (prefix === "") throw new SourceError("names no folder", "--prefix");
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
