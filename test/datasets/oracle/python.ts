import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Observed } from "./oracle.js";

/** The interpreter the tests compare with: `TRACEBOOK_PYTHON`, else `python3`. */
export const interpreter: string = process.env.TRACEBOOK_PYTHON ?? "python3";

/** Why the tests that need a Python of the system cannot run here; undefined where they can. */
export const noPython: string | undefined = reason();

function reason(): string | undefined {
  const { status, stdout } = spawnSync(interpreter, ["-c", "import sys; print(*sys.version_info[:2])"], {
    encoding: "utf8",
  });
  const [major, minor] = (stdout ?? "").split(" ").map(Number);
  if (status !== 0) return `no ${interpreter} on this machine`;
  return major === 3 && minor >= 10 && minor <= 13 ? undefined : `${interpreter} is ${major}.${minor}`;
}

/** A program as plain Python runs it. */
export interface PythonProgram {
  readonly file: string;
  readonly source: string;
  readonly calls: readonly string[];
}

/** Evaluates every call of every program in one plain Python process, each in a fresh namespace. */
export async function observePython(programs: readonly PythonProgram[]): Promise<Observed[][]> {
  const plain = programs.map(({ file, source, calls }) => ({ file, source, calls }));
  return JSON.parse(await piped(interpreter, ["child.py"], JSON.stringify(plain))) as Observed[][];
}

/**
 * Runs a script of this folder with a text on its stdin.
 *
 * @returns What it wrote to stdout; rejects where it ends badly.
 */
export function piped(command: string, [script, ...rest]: string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const child = spawn(command, [path, ...rest], { stdio: ["pipe", "pipe", "pipe"] });
    let text = "";
    let complaint = "";
    child.stdout.setEncoding("utf8").on("data", chunk => {
      text += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", chunk => {
      complaint += chunk;
    });
    child.on("error", reject);
    child.on("close", code => {
      if (code === 0) resolve(text);
      else reject(new Error(`${command} ${script} ended with ${code}: ${complaint}`));
    });
    child.stdin.end(input);
  });
}
