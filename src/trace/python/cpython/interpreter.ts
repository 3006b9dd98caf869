import { execFile } from "node:child_process";
import { SourceError } from "../../../program/SourceError.js";

/** An interpreter of CPython as it describes itself. */
export interface Interpreter {
  /** Where it really is: behind links of version managers. */
  readonly executable: string;
  readonly version: string;
  /** It is that of a virtual environment, whose packages programs may import. */
  readonly environment: boolean;
}

const QUESTION =
  "import json, sys; print(json.dumps([sys.executable, list(sys.version_info[:3]), sys.implementation.name, sys.prefix != sys.base_prefix]))";
/** Oldest that is supported. */
const OLDEST = [3, 9] as const;
const MEND =
  'install Python 3.9 or newer (Debian: apt-get install python3) or take "pyodide", which needs none';

/**
 * Asks an interpreter for what must be known of it.
 *
 * @param path of the interpreter, or `python3` to be looked for on the path.
 * @throws SourceError naming the option `python` when it cannot be run, is no CPython, or is too old.
 */
export function askInterpreter(path: string): Promise<Interpreter> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => reject(new SourceError(`${reason}: ${MEND}`, "python"));
    execFile(path, ["-s", "-B", "-c", QUESTION], { cwd: "/", timeout: 20_000 }, (error, stdout) => {
      if (error !== null && (error as NodeJS.ErrnoException).code === "ENOENT") {
        return fail(`there is no ${path === "python3" ? "python3 on the path" : `interpreter ${path}`}`);
      }
      let answer: [string, number[], string, boolean];
      try {
        answer = JSON.parse(stdout);
      } catch {
        return fail(`${path} is no Python that can be run`);
      }
      const [executable, version, implementation, environment] = answer;
      const name = version.join(".");
      if (implementation !== "cpython") return fail(`${path} is ${implementation} ${name}, not CPython`);
      if (version[0] < OLDEST[0] || (version[0] === OLDEST[0] && version[1] < OLDEST[1])) {
        return fail(`${path} is Python ${name}, older than ${OLDEST.join(".")}`);
      }
      resolve({ executable, version: name, environment });
    });
  });
}
