import { cpythonEngine, pythonNamespaces } from "./cpython/cpythonEngine.js";
import { askInterpreter } from "./cpython/interpreter.js";
import { pyodideEngine } from "./pyodide/pyodideEngine.js";
import { pyodideFolder, type SnapshotState, snapshot } from "./pyodide/snapshot.js";

/** What works of the Python sandbox on this machine. */
export interface PythonReport {
  readonly pyodide: {
    /** Version of the package, `""` when it is missing. */
    readonly version: string;
    /** State of its memory snapshot; without one each process takes seconds to start. */
    readonly snapshot: SnapshotState;
    /** A locked process came up. */
    readonly works: boolean;
    /** Why something does not work. */
    readonly reason?: string;
  };
  readonly cpython: {
    /** Version and place of the `python3` that is taken, `""` when there is none that serves. */
    readonly version: string;
    readonly executable: string;
    readonly works: boolean;
    readonly reason?: string;
    /** Namespaces: all of its own, of the network only, none. */
    readonly namespaces: "own" | "network" | "none";
    /** Programs see a file system with nothing but libraries in it. */
    readonly root: boolean;
    /** The kernel's landlock says the same. */
    readonly landlock: boolean;
    /** System calls for processes, sockets and changes of files are refused (seccomp). */
    readonly calls: boolean;
  };
}

/** Starts one process of each engine and looks at what holds it. Never rejects. */
export async function pythonReport(): Promise<PythonReport> {
  const [pyodide, cpython] = await Promise.all([reportPyodide(), reportCpython()]);
  return { pyodide, cpython };
}

async function reportPyodide(): Promise<PythonReport["pyodide"]> {
  let version = "";
  try {
    ({ version } = pyodideFolder());
    const { state, reason } = await snapshot();
    const child = await pyodideEngine.start();
    try {
      await child.started;
    } finally {
      child.kill();
      await child.gone;
    }
    return { version, snapshot: state, works: true, reason };
  } catch (error) {
    return { version, snapshot: "none", works: false, reason: reasonOf(error) };
  }
}

async function reportCpython(): Promise<PythonReport["cpython"]> {
  const namespaces = await pythonNamespaces();
  let version = "";
  let executable = "";
  try {
    ({ version, executable } = await askInterpreter("python3"));
    const server = await cpythonEngine("python3").start();
    try {
      await server.started;
    } finally {
      server.kill();
      await server.gone;
    }
    const { root, landlock, calls } = JSON.parse(server.about);
    return { version, executable, works: true, namespaces, root, landlock, calls };
  } catch (error) {
    const none = { root: false, landlock: false, calls: false };
    return { version, executable, works: false, reason: reasonOf(error), namespaces, ...none };
  }
}

function reasonOf(error: unknown): string {
  const { reason, message } = error as { readonly reason?: string; readonly message?: string };
  return (reason ?? message ?? String(error)).split("\n")[0];
}
