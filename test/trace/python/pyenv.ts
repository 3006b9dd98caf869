import { homedir } from "node:os";
import { join } from "node:path";

/** Where pyenv puts an interpreter of a version, here or not: under `PYENV_ROOT`, as pyenv itself looks for it. */
export function pyenvPython(version: string): string {
  const root = process.env.PYENV_ROOT ?? join(homedir(), ".pyenv");
  return join(root, "versions", version, "bin", "python3");
}
