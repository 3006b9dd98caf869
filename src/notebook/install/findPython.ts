import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Python that has Jupyter. */
export interface JupyterPython {
  /** The program, as it was called. */
  readonly python: string;
  readonly version: string;
  /** `sys.prefix`: the environment it belongs to. */
  readonly prefix: string;
  /** Folders its Jupyter looks for kernels in, first found first. */
  readonly folders: readonly string[];
}

/** A Python that was tried, and why it does not do. */
export interface RejectedPython {
  readonly python: string;
  readonly reason: string;
}

/** Asks a Python where its Jupyter looks. Nothing but jupyter_core is needed, which every part of Jupyter has. */
const QUESTION =
  "import json,sys,jupyter_core.paths as p;" +
  "print(json.dumps([sys.version.split()[0],sys.prefix,p.jupyter_path()]))";

/**
 * Finds the Python whose Jupyter will start our kernels: the one given, else that of the active environment, that
 * behind the `jupyter` on PATH, then every `python3` and `python` on PATH, then the system's.
 *
 * @returns the first that has Jupyter, and what was wrong with those before it.
 */
export async function findPython(
  given: string | undefined,
  signal?: AbortSignal,
): Promise<{ readonly found?: JupyterPython; readonly rejected: readonly RejectedPython[] }> {
  const rejected: RejectedPython[] = [];
  for (const python of given === undefined ? candidates() : [given]) {
    const answer = await ask(python, signal);
    if (typeof answer !== "string") return { found: answer, rejected };
    rejected.push({ python, reason: answer });
  }
  return { rejected };
}

/** What to do when no Python has Jupyter. */
export function pythonAdvice(rejected: readonly RejectedPython[]): string {
  const tried = rejected.map(({ python, reason }) => `${python} (${reason})`).join(", ");
  return (
    `no Python with Jupyter was found${tried === "" ? "" : `; tried ${tried}`}. Install one with ` +
    "`pip install jupyterlab` or `apt-get install jupyter-notebook`, or name it with --python"
  );
}

function candidates(): readonly string[] {
  const { CONDA_PREFIX, PATH = "", VIRTUAL_ENV } = process.env;
  const windows = process.platform === "win32";
  const inside = (folder: string): string => join(folder, windows ? "Scripts/python.exe" : "bin/python");
  const found: string[] = [];
  for (const environment of [VIRTUAL_ENV, CONDA_PREFIX]) if (environment) found.push(inside(environment));
  const folders = PATH.split(delimiter).filter(folder => folder !== "");
  for (const folder of folders) {
    const python = interpreterOf(join(folder, "jupyter"));
    if (python !== undefined) found.push(python);
  }
  const names = windows ? ["python.exe"] : ["python3", "python"];
  found.push(...folders.flatMap(folder => names.map(name => join(folder, name))), "/usr/bin/python3");
  return [...new Set(found)].filter(path => existsSync(path));
}

/** The Python in the first line of a script. */
function interpreterOf(script: string): string | undefined {
  let first: string;
  try {
    first = readFileSync(script, "latin1").slice(0, 500).split("\n")[0];
  } catch {
    // Not there, a folder, or not for us to read.
    return undefined;
  }
  return /^#!\s*(\S*python[\d.]*)\s*$/.exec(first)?.[1];
}

/** The answer of a Python, or why there is none. */
function ask(python: string, signal: AbortSignal | undefined): Promise<JupyterPython | string> {
  return new Promise(resolve => {
    execFile(python, ["-c", QUESTION], { timeout: 20_000, signal }, (error, stdout, stderr) => {
      if (error !== null) {
        const { code } = error as NodeJS.ErrnoException;
        const missing = /No module named '?jupyter_core/.test(stderr);
        resolve(missing ? "has no Jupyter" : String(code === "ENOENT" ? "is not there" : "cannot be run"));
        return;
      }
      try {
        const [version, prefix, folders] = JSON.parse(stdout) as [string, string, string[]];
        resolve({ python, version, prefix, folders });
      } catch {
        resolve("gave no sensible answer");
      }
    });
  });
}
