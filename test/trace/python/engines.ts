import { existsSync } from "node:fs";
import { pyenvPython } from "./pyenv.js";

/** Interpreters on this machine besides the embedded one, oldest first. */
export const CPYTHONS: readonly string[] = ["3.10.13", "3.11.7", "3.12.1", "3.13.0"]
  .map(pyenvPython)
  .filter(path => existsSync(path))
  .map(path => `cpython:${path}`);

/** One interpreter for what is the same on all. */
export const ONE: string = CPYTHONS.find(name => name.includes("3.11")) ?? "pyodide";

/** Engines whose traces must be the same. */
export const ENGINES: readonly string[] = [...CPYTHONS, "pyodide"];
