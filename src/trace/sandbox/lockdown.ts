import { execFile } from "node:child_process";
import { showable } from "../../program/showable.js";
import { sandboxPath } from "./sandboxPath.js";

/** What a child is bounded by; fixed when it starts. MiB, MiB, calls. */
export interface ChildLimits {
  readonly heapMiB: number;
  readonly bufferMiB: number;
  readonly depth: number;
}

/** Which layers of the sandbox work on this machine; all others are always there. */
export interface SandboxLayers {
  /** Node's permission model: no files, processes, threads or addons. */
  readonly permissions: boolean;
  /** A network namespace without interfaces (`unshare`). */
  readonly network: boolean;
  /** Limits of the operating system on memory and core files (`prlimit`). */
  readonly memory: boolean;
}

/** A program to start and its arguments. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

const MIB = 2 ** 20;
/**
 * What a child needs beside what Node has at its start, the heap and the buffers of a program: compiled code, stacks
 * of threads, the recorder.
 */
const SPARE_MIB = 300;
/** Heap beyond the limit, in which the recorder can still end the program in good order. */
const HEAP_MARGIN_MIB = 64;
/** Stack of the main thread, MiB: the most that is asked for, and what is there when it cannot be set. */
const STACK_MIB = 64;
const GIVEN_STACK_MIB = process.platform === "win32" ? 0.9 : 6;
/** Part of the stack for the engine's own functions, which do not look at the limit V8 is told. */
const STACK_MARGIN_MIB = 4;
/** Bytes of stack reckoned for one call of the program: common ones take 150 to 400. More makes recursion of built-ins slow. */
const CALL_BYTES = 1500;

let layers: Promise<SandboxLayers> | undefined;

/** Looks once which layers work here; used by `tracebook doctor` too. */
export function sandboxLayers(): Promise<SandboxLayers> {
  layers ??= (async () => {
    const [network, memory] = await Promise.all([
      works("unshare", [...UNSHARE, "true"]),
      works("prlimit", [...prlimitArgs({ heapMiB: 256, bufferMiB: 256, depth: 8000 }, 1000), "true"]),
    ]);
    return showable("sandbox layers", { permissions: permissionFlag() !== undefined, network, memory });
  })();
  return layers;
}

/** Arguments of `unshare` for a network without interfaces. */
export const UNSHARE: readonly string[] = ["--map-root-user", "--net", "--"];

let mortal: Promise<boolean> | undefined;

/** Words before a command that let the system end it when its host ends in whatever way; none where it cannot. */
export async function endWithHost(): Promise<readonly string[]> {
  mortal ??= works("setpriv", ["--pdeathsig", "KILL", "true"]);
  return (await mortal) ? ["setpriv", "--pdeathsig", "KILL"] : [];
}

/** Whether a program can be run with these arguments here. Linux only. */
export function works(file: string, args: readonly string[]): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(false);
  return new Promise(resolve => {
    execFile(file, [...args], { timeout: 5000 }, error => resolve(error === null));
  });
}

let nodeMiB: Promise<number> | undefined;

/**
 * Data segment of an idle Node, MiB: 50 in Node 20 and 22; in Node 24, which reserves its code range so that it
 * counts, more than 500.
 */
function idleMiB(): Promise<number> {
  nodeMiB ??= new Promise(resolve => {
    const probe = "process.stdout.write(require('fs').readFileSync('/proc/self/status', 'utf8'))";
    execFile(process.execPath, ["-e", probe], { env: {}, timeout: 5000 }, (_, output) => {
      const found = /^VmData:\s*(\d+) kB$/m.exec(output);
      resolve(found === null ? 600 : Math.ceil(Number(found[1]) / 1024));
    });
  });
  return nodeMiB;
}

/** MiB of stack for calls of a program. */
function stackMiB({ depth }: ChildLimits): number {
  return Math.min(STACK_MIB, Math.max(1, (depth * CALL_BYTES) / MIB));
}

function prlimitArgs(limits: ChildLimits, idle: number): string[] {
  const { heapMiB, bufferMiB } = limits;
  const data = (heapMiB + HEAP_MARGIN_MIB + bufferMiB + idle + SPARE_MIB) * MIB;
  // Threads take their stacks in this size too: no more than is needed.
  const stack = Math.ceil(Math.max(8, stackMiB(limits) + STACK_MARGIN_MIB)) * MIB;
  return [`--data=${data}:${data}`, `--stack=${stack}`, "--core=0:0", "--"];
}

/** `--permission` on Node 22.13 and newer, its older name before. */
export function permissionFlag(): string | undefined {
  const flags = process.allowedNodeEnvironmentFlags;
  if (flags.has("--permission")) return "--permission";
  return flags.has("--experimental-permission") ? "--experimental-permission" : undefined;
}

/** Command that starts a locked child. */
export async function childCommand(limits: ChildLimits): Promise<Command> {
  const { network, memory } = await sandboxLayers();
  const path = sandboxPath();
  const flag = permissionFlag();
  const stack = memory ? stackMiB(limits) : Math.min(GIVEN_STACK_MIB, stackMiB(limits));
  const words = [
    ...(network ? ["unshare", ...UNSHARE] : []),
    ...(memory ? ["prlimit", ...prlimitArgs(limits, await idleMiB())] : []),
    process.execPath,
    ...(flag === undefined ? [] : [flag, `--allow-fs-read=${path}`]),
    "--no-warnings",
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${limits.heapMiB + HEAP_MARGIN_MIB}`,
    `--stack-size=${Math.floor(stack * 1024)}`,
    path,
  ];
  return { file: words[0], args: words.slice(1) };
}
