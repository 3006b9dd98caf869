import { execFile } from "node:child_process";
import { library } from "./library.js";

/** One line about what holds a traced program back. */
export interface SandboxFinding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly use?: string;
  readonly mend?: string;
}

/** Whether a command can be run here, and runs to success. */
function runs(command: string, ...args: string[]): Promise<boolean> {
  return new Promise(resolve => {
    execFile(command, args, { timeout: 10_000 }, error => resolve(error === null));
  });
}

/** Looks at every layer of the sandbox as it is on this machine, and runs one program through all of them. */
export async function sandboxFindings(): Promise<readonly SandboxFinding[]> {
  const [namespaces, limits, program] = await Promise.all([
    runs("unshare", "-rn", "true"),
    runs("prlimit", "--core=0", "true"),
    endlessLoop(),
  ]);
  const [major, minor] = process.versions.node.split(".").map(Number);
  const stable = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  return [
    {
      name: "permission model",
      ok: process.allowedNodeEnvironmentFlags.has(stable ? "--permission" : "--experimental-permission"),
      detail: "no files, processes, workers or addons for the program",
      mend: "npm i -g node@24",
    },
    {
      name: "network namespace",
      ok: namespaces,
      detail: namespaces
        ? "no network for the child"
        : "unshare -rn is refused: a program that escaped could reach the network",
      mend: "sysctl -w kernel.unprivileged_userns_clone=1  (or run in a container that allows user namespaces)",
    },
    {
      name: "memory limit",
      ok: limits,
      detail: limits ? "prlimit bounds memory outside the heap too" : "only the JavaScript heap is bounded",
      mend: "apt-get install util-linux",
    },
    program,
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
