import type * as Ort from "onnxruntime-node";
import { SourceError } from "../../program/SourceError.js";

/** ONNX Runtime's module. */
export type Runtime = typeof Ort;

/** What installs it, on any system, without the download of CUDA parts that its installer tries and that may be blocked. */
export const RUNTIME_INSTALL = "npm install onnxruntime-node --onnxruntime-node-install=skip";

/**
 * Loads ONNX Runtime, which is an optional dependency.
 *
 * @throws SourceError with the command that installs it.
 */
export async function loadRuntime(): Promise<Runtime> {
  try {
    const loaded = (await import("onnxruntime-node")) as Runtime & { default?: Runtime };
    return loaded.InferenceSession ? loaded : (loaded.default as Runtime);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const missing = code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND";
    const why =
      missing && /onnxruntime-node/.test(message) ? "is not installed" : `cannot be loaded (${message})`;
    throw new SourceError(
      `local models run on ONNX Runtime, which ${why}; run: ${RUNTIME_INSTALL}`,
      "onnxruntime-node",
    );
  }
}

/** Version of the runtime, as it tells it. */
export function runtimeVersion(runtime: Runtime): string {
  const { versions } = runtime.env;
  return versions.node ?? versions.common;
}

/**
 * Checks that the runtime knows a provider; whether the machine has what it needs shows when a graph is compiled.
 *
 * @throws SourceError naming those there are.
 */
export function checkProvider(runtime: Runtime, provider: string): void {
  const names = runtimeProviders(runtime);
  if (!names.includes(provider))
    throw new SourceError(
      `ONNX Runtime ${runtimeVersion(runtime)} has no "${provider}" on this system; it has ${names.join(", ")}`,
      "provider",
    );
}

/** Execution providers the runtime was built with; those not bundled need libraries of their own. */
export function runtimeProviders(runtime: Runtime): string[] {
  return runtime.listSupportedBackends().map(({ name }) => name);
}
