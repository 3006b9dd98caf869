import { loadRuntime, RUNTIME_INSTALL } from "../lens/session/runtime.js";
import { findNodeLlama, llamaInstall } from "../providers/llama/loadNodeLlama.js";

/** One line about what runs models in this process. */
export interface ModelFinding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly use: string;
  readonly mend: string;
}

/** Looks for what runs `local:` and `llama:` models, and says where it can run them. */
export async function modelFindings(): Promise<readonly ModelFinding[]> {
  const llama = findNodeLlama();
  return [
    { name: "ONNX Runtime", use: "models of local:…", mend: RUNTIME_INSTALL, ...(await runtime()) },
    {
      name: "node-llama-cpp",
      ok: llama !== undefined,
      detail: llama ?? "not installed beside this package, in TRACEBOOK_LLAMA, or here",
      use: "models of llama:…",
      mend: llamaInstall(),
    },
  ];
}

async function runtime(): Promise<Pick<ModelFinding, "ok" | "detail">> {
  try {
    const { env, listSupportedBackends } = await loadRuntime();
    const backends = listSupportedBackends().filter(({ bundled }) => bundled);
    const names = backends.map(({ name }) => name).join(", ");
    return { ok: true, detail: `onnxruntime-node ${env.versions.node ?? ""} (${names})` };
  } catch (error) {
    return { ok: false, detail: (error as Error).message.replace(/; run: .*/, "") };
  }
}
