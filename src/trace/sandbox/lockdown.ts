import { execFile } from "node:child_process";
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
 * What a child needs beside the heap and the buffers of a program: Node itself, code, stacks of its threads. Measured:
 * Node 20 starts with 200 and Node 22 with 400; Node 24 cannot start the watchdog thread of vm below 450.
 */
const NODE_MIB: number = Number(process.versions.node.split(".", 1)[0]) >= 24 ? 600 : 400;
/** Heap beyond the limit, in which the recorder can still end the program in good order. */
const HEAP_MARGIN_MIB = 64;
/** Stack of the main thread, MiB, when it can be set; else what systems give it. */
const STACK_MIB = 64;
/** Bytes of stack reckoned for one call of the program: common ones take 150 to 400. More makes recursion of built-ins slow. */
const CALL_BYTES = 1500;

let layers: Promise<SandboxLayers> | undefined;

/** Looks once which layers work here; used by `tracebook doctor` too. */
export function sandboxLayers(): Promise<SandboxLayers> {
  layers ??= (async () => {
    const [network, memory] = await Promise.all([
      works("unshare", [...UNSHARE, "true"]),
      works("prlimit", [...prlimitArgs({ heapMiB: 256, bufferMiB: 256, depth: 8000 }), "true"]),
    ]);
    return { permissions: permissionFlag() !== undefined, network, memory };
  })();
  return layers;
}

const UNSHARE: readonly string[] = ["--map-root-user", "--net", "--"];

function works(file: string, args: readonly string[]): Promise<boolean> {
  if (process.platform !== "linux") return Promise.resolve(false);
  return new Promise(resolve => {
    execFile(file, [...args], { timeout: 5000 }, error => resolve(error === null));
  });
}

function prlimitArgs({ heapMiB, bufferMiB }: ChildLimits): string[] {
  const data = (heapMiB + HEAP_MARGIN_MIB + bufferMiB + NODE_MIB) * MIB;
  return [`--data=${data}:${data}`, `--stack=${STACK_MIB * MIB}`, "--core=0:0", "--"];
}

/** `--permission` on Node 22.13 and newer, its older name before. */
function permissionFlag(): string | undefined {
  const flags = process.allowedNodeEnvironmentFlags;
  if (flags.has("--permission")) return "--permission";
  return flags.has("--experimental-permission") ? "--experimental-permission" : undefined;
}

/** Command that starts a locked child. */
export async function childCommand(limits: ChildLimits): Promise<Command> {
  const { network, memory } = await sandboxLayers();
  const path = sandboxPath();
  const flag = permissionFlag();
  const stack = memory ? STACK_MIB - 4 : process.platform === "win32" ? 0.9 : 6;
  const wanted = Math.max(1, (limits.depth * CALL_BYTES) / MIB);
  const words = [
    ...(network ? ["unshare", ...UNSHARE] : []),
    ...(memory ? ["prlimit", ...prlimitArgs(limits)] : []),
    process.execPath,
    ...(flag === undefined ? [] : [flag, `--allow-fs-read=${path}`]),
    "--no-warnings",
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${limits.heapMiB + HEAP_MARGIN_MIB}`,
    `--stack-size=${Math.floor(Math.min(stack, wanted) * 1024)}`,
    path,
  ];
  return { file: words[0], args: words.slice(1) };
}
