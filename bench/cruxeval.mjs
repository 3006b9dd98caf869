// Scoring CRUXEval against the original's algorithm, one process for every generation, on the same items in the same run.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closePool, readCruxeval, readGenerations, scoreCruxeval } from "../dist/index.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Bars: how many times faster than the original. */
const BARS = { output: 20, input: 5 };

async function timed(action) {
  const start = performance.now();
  const value = await action();
  return [(performance.now() - start) / 1000, value];
}

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
      const score = () => {
        const data = readCruxeval(readFileSync(file, "utf8"), file);
        const generations = readGenerations(readFileSync(path, "utf8"), path, data);
        return scoreCruxeval({ mode, data, generations, profile: "compat", python });
      };
      // The original's time begins in a Python that is running, so ours does too; then once more from nothing.
      const one = { id: "start", code: "def f():\n    return 1", input: "", output: "1" };
      await scoreCruxeval({
        mode: "input",
        data: [one],
        generations: { start: ["f()"] },
        profile: "compat",
        python,
      });
      const [warm, scores] = await timed(score);
      await closePool();
      const [cold] = await timed(score);
      const right = Object.values(scores.verdicts).flat().filter(Boolean).length;
      if (right !== manager.right || right !== fork.right)
        throw new Error(`${right} right, the original has ${manager.right} and ${fork.right}`);
      note(
        `CRUXEval ${mode}, ${scores.generations} generations, ${python}: times faster`,
        manager.seconds / warm,
        "×",
        `the original's algorithm, a Manager and a process for each, items in a pool: ${manager.seconds.toFixed(1)} s; ours ${warm.toFixed(2)} s`,
        bar,
        "more",
      );
      note("  with the start of our Python", manager.seconds / cold, "×", `ours ${cold.toFixed(2)} s`);
      note("  than a bare fork for each", fork.seconds / warm, "×", `${fork.seconds.toFixed(1)} s`);
    }
  }
  await closePool();
}
