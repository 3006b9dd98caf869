import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { version } from "../../program/version.js";
import type { JupyterPython, RejectedPython } from "./findPython.js";
import { dataFolders } from "./jupyterFolders.js";
import { type KernelPlace, kernelFolder } from "./kernelFolder.js";
import { KERNEL_NAMES, type KernelName } from "./kernelSpec.js";
import { readKernelSpec } from "./readKernelSpec.js";

/** One installed kernel spec. */
export interface KernelFinding {
  readonly name: KernelName;
  /** Folder of the spec. */
  readonly folder: string;
  /** Version of Tracebook that installed it. */
  readonly version: string;
  /** Whether the Jupyter that was found looks there. */
  readonly visible: boolean;
  /** What keeps it from starting, in words; empty when nothing does. */
  readonly faults: readonly string[];
}

/** The kernels of this machine. */
export interface KernelStatus {
  readonly kernels: readonly KernelFinding[];
  readonly python?: JupyterPython;
  readonly rejected: readonly RejectedPython[];
}

/**
 * Looks for our kernel specs wherever Jupyter looks, and at the place when one is given.
 *
 * @throws SourceError for a bad place, as {@link kernelFolder}.
 */
export async function kernelStatus(place: KernelPlace = {}): Promise<KernelStatus> {
  const { jupyterPath, python, rejected } = await kernelFolder(place);
  const visible = (python?.folders ?? dataFolders()).map(folder => resolve(folder));
  const kernels: KernelFinding[] = [];
  for (const folder of new Set([resolve(jupyterPath), ...visible])) {
    for (const name of KERNEL_NAMES) {
      const path = join(folder, "kernels", name);
      if (!existsSync(join(path, "kernel.json"))) continue;
      kernels.push({ name, folder: path, visible: visible.includes(folder), ...inspectSpec(path) });
    }
  }
  return { kernels, python, rejected };
}

function inspectSpec(folder: string): Pick<KernelFinding, "version" | "faults"> {
  const spec = readKernelSpec(folder);
  if (typeof spec === "string") return { version: "unknown", faults: [spec] };
  const [node, kernel] = spec.argv;
  const tslab = spec.env?.TRACEBOOK_TSLAB ?? "";
  const installed = spec.metadata.tracebook.version;
  const faults: string[] = [];
  if (!existsSync(node)) faults.push(`its Node is gone: ${node}`);
  if (!existsSync(kernel)) faults.push(`its Tracebook is gone: ${kernel}`);
  if (!existsSync(join(tslab, "package.json"))) faults.push(`its tslab is gone: ${tslab || "none named"}`);
  if (installed !== version) faults.push(`installed by version ${installed}, this is ${version}`);
  return { version: installed, faults };
}
