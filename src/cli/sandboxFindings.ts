import { library } from "./library.js";
import { NAMESPACES, pythonFindings } from "./pythonFindings.js";

/** One line about what holds a traced program back. */
export interface SandboxFinding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly use?: string;
  readonly mend?: string;
}

/** Looks at every layer of the sandboxes as it is on this machine, and runs one program through all of them. */
export async function sandboxFindings(): Promise<readonly SandboxFinding[]> {
  const { sandboxLayers } = await library();
  const [{ permissions, network, memory }, program] = await Promise.all([sandboxLayers(), endlessLoop()]);
  return [
    {
      name: "permission model",
      ok: permissions,
      detail: permissions ? "no files, processes, threads or addons" : "this Node has none",
      use: "keeping a program that escaped its realm from files and processes",
      mend: "npm i -g node@24",
    },
    {
      name: "network namespace",
      ok: network,
      detail: network ? "no network" : "unshare is refused or not there",
      use: "keeping a program that escaped its realm from the network",
      mend: NAMESPACES,
    },
    {
      name: "memory limit",
      ok: memory,
      detail: memory
        ? "memory outside the heap is bounded by the system too"
        : "prlimit is refused or not there",
      use: "bounding memory outside the JavaScript heap",
      mend: "apt-get install util-linux",
    },
    program,
    ...(await pythonFindings()),
  ];
}

/** A program that never ends must end at its limit. */
async function endlessLoop(): Promise<SandboxFinding> {
  const name = "step budget";
  const { trace, closePool } = await library();
  try {
    const { footer } = await trace("for (;;);", { limits: { steps: 1000, wallMs: 5000 } });
    const { outcome } = footer;
    const ok = outcome.kind === "limit" && outcome.limit === "steps";
    return {
      name,
      ok,
      detail: ok ? `an endless loop was stopped after ${footer.steps} steps` : `ended with ${outcome.kind}`,
    };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    await closePool();
  }
}
