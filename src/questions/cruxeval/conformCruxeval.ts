import { existsSync } from "node:fs";
import { join } from "node:path";
import { trace } from "../../trace/trace.js";
import type { CruxevalItem, CruxevalMode } from "./CruxevalItem.js";
import { readCruxevalFolder, readText } from "./readCruxevalFolder.js";
import { readGenerations } from "./readGenerations.js";
import { type CruxevalScores, scoreCruxeval } from "./scoreCruxeval.js";
import type { TrivialAnswers } from "./trivialAnswers.js";

/** One row of the conformance table. */
export interface CruxevalConformance {
  readonly part: string;
  readonly items: number;
  readonly agreeing: number;
  readonly differing: number;
  /** What the differing ones are. */
  readonly notes: readonly string[];
}

/** Settings of {@link conformCruxeval}. */
export interface ConformCruxevalOptions {
  /** What answers run in: `pyodide`, `cpython` or `cpython:<path>`. Default `pyodide`. */
  readonly python?: string;
  /** The two engines whose traces are compared; empty to leave that out. Default `["pyodide", "cpython"]`. */
  readonly engines?: readonly string[];
  /** Is called when a part is done. */
  readonly onPart?: (part: CruxevalConformance) => void;
  readonly signal?: AbortSignal;
}

/** How many of the 800 trivial answers are right, as the review of the published data counted them. */
const TRIVIAL: Readonly<Record<CruxevalMode, Readonly<Partial<Record<TrivialAnswers["name"], number>>>>> = {
  input: {
    "expected output for every argument": 258,
    "'' for every argument": 71,
    "[] for every argument": 69,
    "'a' for every argument": 62,
  },
  output: { "first argument": 139, "any argument": 152 },
};

type Add = (part: string, items: number, wrong: readonly string[]) => void;

/**
 * Compares what this library scores and records with the published files of CRUXEval in a folder: the verdicts on
 * CodeLlama-7b, all references in both profiles, the trivial answers, and the strict traces of two engines. Files
 * that are not there give a part without items and a note.
 */
export async function conformCruxeval(
  folder: string,
  options: ConformCruxevalOptions = {},
): Promise<CruxevalConformance[]> {
  const { python = "pyodide", engines = ["pyodide", "cpython"], signal } = options;
  const parts: CruxevalConformance[] = [];
  const add: Add = (part, items, wrong) => {
    const notes = wrong.length > 8 ? [...wrong.slice(0, 8), `and ${wrong.length - 8} more`] : wrong;
    const done = { part, items, agreeing: items - wrong.length, differing: wrong.length, notes };
    parts.push(done);
    options.onPart?.(done);
  };
  const data = readCruxevalFolder(folder);
  const run = { data, python, ...(signal === undefined ? {} : { signal }) };
  for (const mode of ["output", "input"] as const) {
    await conformVerdicts(folder, mode, run, add, done => {
      parts.push(done);
      options.onPart?.(done);
    });
    for (const profile of ["compat", "strict"] as const) {
      const generations = Object.fromEntries(data.map(item => [item.id, [reference(item, mode)]]));
      const scores = await scoreCruxeval({
        ...run,
        mode,
        generations,
        profile,
        baselines: profile === "compat",
      });
      const wrong = scores.perGeneration.filter(({ verdict }) => verdict !== "right");
      add(
        `cruxeval ${mode}: references, ${profile}`,
        data.length,
        wrong.map(({ id, reason }) => `${id}: ${reason}`),
      );
      if (profile === "compat") conformTrivial(mode, scores, data.length, add);
    }
  }
  if (engines.length === 2) await conformTraces(data, engines, signal, add);
  return parts;
}

function reference({ input, output }: CruxevalItem, mode: CruxevalMode): string {
  return mode === "output" ? output : `f(${input})`;
}

async function conformVerdicts(
  folder: string,
  mode: CruxevalMode,
  run: { readonly data: readonly CruxevalItem[]; readonly python: string },
  add: Add,
  absent: (part: CruxevalConformance) => void,
): Promise<void> {
  const part = `cruxeval ${mode}: published verdicts`;
  const file = join(folder, `codellama-7b_${mode}_generations.sample.json`);
  const published = join(folder, `codellama-7b_${mode}_verdicts.sample.json`);
  if (!existsSync(file) || !existsSync(published)) {
    absent({ part, items: 0, agreeing: 0, differing: 0, notes: [`no file ${file} or ${published}`] });
    return;
  }
  const generations = readGenerations(readText(file), file, run.data);
  const expected = JSON.parse(readText(published)) as Record<string, readonly boolean[]>;
  const { verdicts } = await scoreCruxeval({ ...run, mode, generations, profile: "compat" });
  let items = 0;
  const wrong: string[] = [];
  for (const [id, list] of Object.entries(expected)) {
    items += list.length;
    const ours = verdicts[id] ?? [];
    for (const [i, right] of list.entries())
      if (ours[i] !== right || ours.length !== list.length) wrong.push(`${id}[${i}]: published ${right}`);
  }
  add(part, items, wrong);
}

function conformTrivial(mode: CruxevalMode, scores: CruxevalScores, of: number, add: Add): void {
  // The counts are those of the whole set.
  if (of !== 800) return;
  const expected = Object.entries(TRIVIAL[mode]);
  const got = new Map(scores.baselines?.map(({ name, right }) => [name as string, right]));
  add(
    `cruxeval ${mode}: trivial answers`,
    expected.length,
    expected.flatMap(([name, right]) =>
      got.get(name) === right ? [] : [`${name}: ${got.get(name)} of ${of}, counted before ${right}`],
    ),
  );
}

/** Whether the strict traces of the reference calls have the same hash in both engines. */
async function conformTraces(
  data: readonly CruxevalItem[],
  engines: readonly string[],
  signal: AbortSignal | undefined,
  add: Add,
): Promise<void> {
  const hashes = await Promise.all(
    engines.map(async python => {
      const list: string[] = [];
      for (const { id, code, input } of data) {
        const { footer } = await trace(code, {
          language: "python",
          file: `${id}.py`,
          call: `f(${input})`,
          python,
          ...(signal === undefined ? {} : { signal }),
        });
        list.push(footer.outcome.kind === "return" ? footer.sha256 : `${python}: ${footer.outcome.kind}`);
      }
      return list;
    }),
  );
  const wrong = data.flatMap(({ id }, i) => {
    const [a, b] = hashes.map(list => list[i]);
    return a === b && !a.includes(":") ? [] : [`${id}: ${a} / ${b}`];
  });
  add(`cruxeval: traces equal in ${engines.join(" and ")}`, data.length, wrong);
}
