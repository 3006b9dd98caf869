import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { poseDataset } from "../../../src/datasets/poseDataset.js";
import { questionSetLines } from "../../../src/questions/QuestionSet.js";
import { closePool } from "../../../src/trace/trace.js";
import { pyenvPython } from "../../trace/python/pyenv.js";

const VERSIONS = ["3.10.13", "3.11.7", "3.12.1", "3.13.0"];

/** Whether a Python is missing; prints the reason. These are no system parts, so nothing demands them. */
function without(version: string): boolean {
  if (existsSync(pyenvPython(version))) return false;
  console.log(`skipped: no Python ${version} at ${pyenvPython(version)} (pyenv install ${version})`);
  return true;
}

async function setOf(python: string): Promise<string> {
  const whole = loadDataset("tracebook-py");
  const set = await poseDataset({ ...whole, programs: whole.programs.slice(0, 12) }, { python, seed: 1 });
  return [...questionSetLines(set)].join("");
}

describe("questions about the first 12 programs of tracebook-py", () => {
  let pyodide = "";
  beforeAll(async () => {
    pyodide = await setOf("pyodide");
  }, 120_000);
  afterAll(closePool);

  for (const version of VERSIONS) {
    it.skipIf(without(version))(
      `have the same bytes on Pyodide and CPython ${version}`,
      async () => {
        const cpython = await setOf(`cpython:${pyenvPython(version)}`);
        expect(cpython.length).toBeGreaterThan(100_000);
        expect(cpython === pyodide).toBe(true);
      },
      120_000,
    );
  }
});
