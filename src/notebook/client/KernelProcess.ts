import { type ChildProcess, spawn } from "node:child_process";
import type { KernelEnd } from "./KernelError.js";
import { outlivedByNone } from "./livingKernels.js";

const TAIL_CHARACTERS = 16_384;
const TAIL_LINES = 20;
/** How long the pipes of an ended process are still read: a grandchild may hold them open for ever. */
const DRAIN_MS = 300;
const GROUPS = process.platform !== "win32";

/** The process of a kernel, leader of a process group of its own so that nothing it started stays behind. */
export class KernelProcess {
  /** Resolves when the process has ended and what it wrote was read; never rejects. */
  readonly ended: Promise<KernelEnd>;
  readonly #child: ChildProcess;
  readonly #forget: () => void;
  #tail = "";

  /**
   * @param argv program and arguments.
   * @param atExit called besides the kill when this process exits before the kernel has ended.
   */
  constructor(
    argv: readonly string[],
    options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
    atExit: () => void,
  ) {
    const [program, ...rest] = argv;
    this.#child = spawn(program, rest, {
      cwd: options.cwd,
      // Kernels of Jupyter's own end by themselves when this process is gone.
      env: { ...process.env, JPY_PARENT_PID: String(process.pid), ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: GROUPS,
      windowsHide: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#tail = (this.#tail + text).slice(-TAIL_CHARACTERS);
      });
    this.#forget = outlivedByNone(() => {
      this.kill();
      atExit();
    });
    this.ended = this.#end(program);
  }

  /** What the process wrote on its own stderr and stdout, the last lines. */
  get tail(): string {
    return this.#tail.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  }

  /** Tells it to stop what it does, as Jupyter does: SIGINT to the whole group. */
  interrupt(): void {
    this.#signal("SIGINT");
  }

  /** Ends it and everything it started, at once. */
  kill(): void {
    this.#signal("SIGKILL");
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      // The group may have members after its leader has gone.
      if (GROUPS) process.kill(-pid, signal);
      else this.#child.kill(signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  async #end(program: string): Promise<KernelEnd> {
    const child = this.#child;
    const closed = new Promise<void>(resolve => child.once("close", () => resolve()));
    const end = await new Promise<Omit<KernelEnd, "tail">>(resolve => {
      child.once("error", error => {
        this.#tail = `${program}: ${error.message}`;
        resolve({ exitCode: null, signal: null });
      });
      child.once("exit", (exitCode, signal) => resolve({ exitCode, signal }));
    });
    this.kill();
    this.#forget();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>(resolve => {
      timer = setTimeout(resolve, child.pid === undefined ? 0 : DRAIN_MS);
    });
    await Promise.race([closed, late]);
    clearTimeout(timer);
    child.stdout?.destroy();
    child.stderr?.destroy();
    return { ...end, tail: this.tail };
  }
}
