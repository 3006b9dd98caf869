// Scoring CRUXEval against the original's algorithm, one process for every generation, on the same items in the same run.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closePool, readCruxeval, readGenerations, scoreCruxeval } from "../dist/index.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Bars: how many times faster than the original. */
const BARS = { output: 20, input: 5 };

/** Notes the figures of both modes. */
export async function cruxevalBench(note) {
  const folder = join(process.env.TRACEBOOK_DATA ?? join(here, "../../shared/data"), "cruxeval");
  const file = join(folder, "cruxeval.jsonl");
  if (!existsSync(file)) {
    console.error(`cruxeval: no published data at ${folder} (set TRACEBOOK_DATA)`);
    return;
  }
  for (const [mode, bar] of Object.entries(BARS)) {
    const path = join(folder, `codellama-7b_${mode}_generations.sample.json`);
    const original = how =>
      JSON.parse(
        execFileSync("python3", [join(here, "cruxeval.py"), how, mode, file, path], { encoding: "utf8" }),
      );
    const manager = original("manager");
    const fork = original("fork");
    for (const python of mode === "output" ? ["pyodide"] : ["pyodide", "cpython"]) {
      // Interpreters start within the measured time.
      await closePool();
      const start = performance.now();
      const data = readCruxeval(readFileSync(file, "utf8"), file);
      const generations = readGenerations(readFileSync(path, "utf8"), path, data);
      const scores = await scoreCruxeval({ mode, data, generations, profile: "compat", python });
      const seconds = (performance.now() - start) / 1000;
      const right = Object.values(scores.verdicts).flat().filter(Boolean).length;
      if (right !== manager.right || right !== fork.right)
        throw new Error(`${right} right, the original has ${manager.right} and ${fork.right}`);
      const what = `CRUXEval ${mode}, ${scores.generations} generations, ${python}: times faster`;
      note(
        `${what} than the original's algorithm`,
        manager.seconds / seconds,
        "×",
        `Manager and process for each, 2 at a time or more: ${manager.seconds.toFixed(1)} s; ours ${seconds.toFixed(2)} s with starting Python`,
        bar,
        "more",
      );
      note(`${what} than a bare fork for each`, fork.seconds / seconds, "×", `${fork.seconds.toFixed(1)} s`);
    }
  }
  await closePool();
}
