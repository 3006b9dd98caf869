import type { PythonEngine } from "../PythonPool.js";
import { PythonProcess } from "../PythonProcess.js";
import { pyodideCommand } from "./pyodideCommand.js";
import { discardSnapshot, snapshot } from "./snapshot.js";

/** Locked Pyodide: needs nothing but this package. */
export const pyodideEngine: PythonEngine = {
  async start() {
    return new PythonProcess(await pyodideCommand(), { TZ: "UTC", LANG: "C.UTF-8" }, 0);
  },
  async mend() {
    // A memory that does not fit is the one thing that can be mended.
    if ((await snapshot()).path === undefined) return false;
    await discardSnapshot();
    return true;
  },
};
