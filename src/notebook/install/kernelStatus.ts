import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { version } from "../../program/version.js";
import { findPython, type JupyterPython, type RejectedPython } from "./findPython.js";
import type { KernelPlace } from "./installKernel.js";
import { dataFolders } from "./jupyterFolders.js";
import { KERNEL_NAMES, type KernelName, type KernelSpec } from "./kernelSpec.js";

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

/** Looks for our kernel specs wherever Jupyter looks, and below `prefix` when one is given. */
export async function kernelStatus(place: KernelPlace = {}): Promise<KernelStatus> {
  const { found: python, rejected } = await findPython(place.python, place.signal);
  const visible = (python?.folders ?? dataFolders()).map(folder => resolve(folder));
  const given = place.prefix === undefined ? [] : [join(resolve(place.prefix), "share", "jupyter")];
  const kernels: KernelFinding[] = [];
  for (const folder of new Set([...given, ...visible])) {
    for (const name of KERNEL_NAMES) {
      const path = join(folder, "kernels", name);
      if (!existsSync(join(path, "kernel.json"))) continue;
      kernels.push({ name, folder: path, visible: visible.includes(folder), ...inspectSpec(path) });
    }
  }
  return { kernels, python, rejected };
}

function inspectSpec(folder: string): Pick<KernelFinding, "version" | "faults"> {
  let spec: KernelSpec;
  try {
    spec = JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as KernelSpec;
  } catch (error) {
    return { version: "unknown", faults: [`kernel.json cannot be read: ${(error as Error).message}`] };
  }
  const [node, kernel] = spec.argv;
  const tslab = spec.env?.TRACEBOOK_TSLAB ?? "";
  const installed =
    (spec.metadata?.tracebook as { readonly version?: string } | undefined)?.version ?? "unknown";
  const faults: string[] = [];
  if (!existsSync(node)) faults.push(`its Node is gone: ${node}`);
  if (!existsSync(kernel)) faults.push(`its Tracebook is gone: ${kernel}`);
  if (!existsSync(join(tslab, "package.json"))) faults.push(`its tslab is gone: ${tslab || "none named"}`);
  if (installed !== version) faults.push(`installed by version ${installed}, this is ${version}`);
  return { version: installed, faults };
}
