import { type Command, endWithHost, sandboxLayers, UNSHARE } from "../../sandbox/lockdown.js";
import { sandboxPath } from "../../sandbox/sandboxPath.js";
import { lockedNode } from "./lockedNode.js";
import { pyodideFolder, snapshot } from "./snapshot.js";

/** Memory of the whole process, MiB: behind the bound on Python's own memory, which is exact. */
const DATA_MIB = 6144;
/** Stack, MiB, as asked for, and where it cannot be set. */
const STACK_MIB = 24;
const GIVEN_STACK_MIB = process.platform === "win32" ? 0.9 : 6;
const MIB = 2 ** 20;

/** Command that starts a locked Pyodide. */
export async function pyodideCommand(): Promise<Command> {
  const [{ network, memory }, { path }] = await Promise.all([sandboxLayers(), snapshot()]);
  const { folder } = pyodideFolder();
  const stack = memory ? STACK_MIB - 4 : GIVEN_STACK_MIB;
  const node = lockedNode(
    sandboxPath("pyodide.cjs"),
    ["run", folder, path ?? ""],
    [`${folder}*`, ...(path === undefined ? [] : [path])],
    stack * 1024,
  );
  const words = [
    ...(network ? ["unshare", ...UNSHARE] : []),
    // A program that does not end must not outlive the host that would end it.
    ...(await endWithHost()),
    ...(memory
      ? [
          "prlimit",
          `--data=${DATA_MIB * MIB}`,
          `--stack=${STACK_MIB * MIB}`,
          "--core=0:0",
          "--nproc=64",
          "--",
        ]
      : []),
    node.file,
    ...node.args,
  ];
  return { file: words[0], args: words.slice(1) };
}
