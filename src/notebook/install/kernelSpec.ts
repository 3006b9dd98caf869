import { packageFile } from "../../figures/core/packageFile.js";
import { version } from "../../program/version.js";

/** Names of our kernels. */
export type KernelName = "tracebook" | "tracebook-js";

/** Both kernels, in the order they are installed. */
export const KERNEL_NAMES: readonly KernelName[] = ["tracebook", "tracebook-js"];

/** What `kernel.json` says, as Jupyter defines it. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode: "signal" | "message";
  readonly env: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Program and arguments that start a kernel of this package with this Node. */
export function kernelCommand(name: KernelName): readonly string[] {
  const kernel = [process.execPath, packageFile("dist/kernel.cjs")];
  return [...kernel, ...(name === "tracebook-js" ? ["--js"] : []), "{connection_file}"];
}

/**
 * The kernel spec of a kernel. Node, kernel and tslab are named by absolute paths: Jupyter may run in a shell that has
 * another Node or none.
 *
 * @param tslab folder of the tslab to use where the notebook's own folders have none.
 */
export function kernelSpec(name: KernelName, tslab: string): KernelSpec {
  const javascript = name === "tracebook-js";
  return {
    argv: kernelCommand(name),
    display_name: `${javascript ? "JavaScript" : "TypeScript"} (Tracebook)`,
    language: javascript ? "javascript" : "typescript",
    // Windows has no signals.
    interrupt_mode: process.platform === "win32" ? "message" : "signal",
    env: { TRACEBOOK_TSLAB: tslab },
    metadata: { tracebook: { version } },
  };
}
