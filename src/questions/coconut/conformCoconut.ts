import { existsSync } from "node:fs";
import { join } from "node:path";
import { annotateFunction } from "./data/annotate.js";
import type { CoconutData, CoconutKind } from "./data/CoconutData.js";
import { type CoconutDefect, coconutDefects, countDefects } from "./data/defects.js";
import { readCoconut } from "./data/readCoconut.js";
import { readTable } from "./data/readTable.js";
import { symbolText } from "./data/symbols.js";
import { readCoconutResults } from "./score/readCoconutResults.js";
import { scoreCoconut } from "./score/scoreCoconut.js";
import { acceptOrder } from "./threads/acceptOrder.js";
import { coconutThreads } from "./threads/coconutThreads.js";
import { COCONUT_AGREEMENTS, coconutAgreement } from "./truth/coconutAgreement.js";
import { coconutTruth } from "./truth/coconutTruth.js";

/** One row of the conformance table. */
export interface CoconutConformance {
  readonly part: string;
  readonly items: number;
  readonly agreeing: number;
  readonly differing: number;
  /** What the differing ones are, and what was done otherwise than the original did. */
  readonly notes: readonly string[];
}

/** Settings of {@link conformCoconut}. */
export interface ConformCoconutOptions {
  /** CPython 3.10 or 3.11: `cpython` (default), `cpython:<path>`. */
  readonly python?: string;
  /** How much of the time that concurrent programs sleep they do sleep. Default 0.04: some ask for minutes. */
  readonly pace?: number;
  /** Is called when a part is done. */
  readonly onPart?: (part: CoconutConformance) => void;
  readonly signal?: AbortSignal;
}

const TRACES: Readonly<Partial<Record<CoconutKind, string>>> = {
  humaneval: "HumanEval_trace.csv",
  oop: "program_traces_Python_OOP_Lines.csv",
  concurrency: "program_traces_Python_Concurrency_Lines.csv",
};

/** Result files, with the averages of the published tables where they give them. */
const RESULTS: readonly {
  readonly file: string;
  readonly published: Readonly<Record<string, number>>;
}[] = [
  {
    file: "results_humaneval_codestral_direct_noreps.csv",
    published: { acc_hard: 0.031, acc_mean: 0.178, sim: 0.664, false_sim: 0.592 },
  },
  { file: "results_oop_codestral_cot_noreps.csv", published: { acc_mean: 0.015, sim: 0.62 } },
  { file: "results_concurrency_codestral_direct_noreps.csv", published: { acc_mean: 0 } },
];

/** Rows known to be bad, as the review of the published data counted them. */
const DEFECTS: Readonly<Partial<Record<CoconutKind, Readonly<Partial<Record<CoconutDefect, number>>>>>> = {
  humaneval: {
    contaminated: 3,
    "impossible line": 3,
    "corrupted input": 4,
    duplicate: 43,
    "symbols disagree": 3,
  },
  oop: { "no indentation": 200, "over 1000 lines": 0 },
  concurrency: { contaminated: 5, "impossible line": 5, "no indentation": 100, "over 1000 lines": 5 },
};

/**
 * Compares what this library reads, records and scores with the published files of CoCoNUT in a folder. Files that are
 * not there give a part without items and a note.
 */
export async function conformCoconut(
  folder: string,
  options: ConformCoconutOptions = {},
): Promise<CoconutConformance[]> {
  const parts: CoconutConformance[] = [];
  const add = (part: string, items: number, agreeing: number, notes: readonly string[] = []): void => {
    const done = { part, items, agreeing, differing: items - agreeing, notes };
    parts.push(done);
    options.onPart?.(done);
  };
  for (const { file, published } of RESULTS) {
    const path = join(folder, file);
    if (existsSync(path)) conformScores(path, file, published, add);
    else add(`scores: ${file}`, 0, 0, [`no file ${path}`]);
  }
  for (const [kind, file] of Object.entries(TRACES) as [CoconutKind, string][]) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      add(`traces: ${kind}`, 0, 0, [`no file ${path}`]);
      continue;
    }
    const data = readCoconut(path);
    conformSources(data, path, add);
    await conformTraces(data, options, add);
    if (kind === "concurrency") await conformThreads(data, options, add);
  }
  return parts;
}

type Add = (part: string, items: number, agreeing: number, notes?: readonly string[]) => void;

function conformScores(
  path: string,
  file: string,
  published: Readonly<Record<string, number>>,
  add: Add,
): void {
  const results = readCoconutResults(path);
  const scores = scoreCoconut(results);
  const same = scores.perRow.filter((row, i) => {
    const { matched, distance = Number.NaN } = results.results[i];
    return row.matched === matched && Math.abs(row.distance - distance) <= 1e-9;
  });
  add(`scores: ${file}`, results.rows, same.length);
  const averages = Object.entries(published);
  const right = averages.filter(([name, value]) => scores[name as "sim"].toFixed(3) === value.toFixed(3));
  add(`averages: ${file}`, averages.length, right.length);
}

/** Sources built from the annotated text, both encodings of lines, and the rows known to be bad. */
function conformSources(data: CoconutData, path: string, add: Add): void {
  const notes = data.faults.map(({ row, fault, detail }) => `row ${row}: ${fault}: ${detail}`);
  add(`rows read: ${data.kind}`, data.rows, data.items.filter(({ runnable }) => runnable).length, notes);
  if (data.kind === "humaneval") {
    const fields = readTable(path).rows.map(row => row.fields);
    const text = data.items.filter(
      ({ source, row }) => annotateFunction(source, "symbols") === fields[row - 1].Code_Symbols,
    );
    add("text in symbols: humaneval", data.items.length, text.length);
    const traces = data.items.filter(({ steps, symbols }) => symbolText(steps) === symbols);
    add("traces in symbols: humaneval", data.items.length, traces.length, ["3 rows disagree as published"]);
  }
  const found = countDefects(coconutDefects(data));
  const known = Object.entries(DEFECTS[data.kind] ?? {}) as [CoconutDefect, number][];
  const wrong = known.filter(([defect, count]) => found[defect] !== count);
  add(
    `known-bad rows: ${data.kind}`,
    known.length,
    known.length - wrong.length,
    wrong.map(([defect, count]) => `${defect}: ${found[defect]} instead of ${count}`),
  );
}

async function conformTraces(data: CoconutData, options: ConformCoconutOptions, add: Add): Promise<void> {
  const { python, pace = 0.04, signal } = options;
  const truth = await coconutTruth({ data, python, pace, signal });
  const published = new Map(data.items.map(item => [item.row, item.steps]));
  const compared = truth.rows.map(row => ({
    row,
    how:
      row.outcome === "limit" || row.outcome === "died"
        ? row.outcome
        : coconutAgreement(row.steps, published.get(row.row) ?? []),
  }));
  const notes = [...COCONUT_AGREEMENTS, "limit", "died"].flatMap(how => {
    const count = compared.filter(one => one.how === how).length;
    return count === 0 ? [] : [`${how} ${count}`];
  });
  const identical = compared.filter(({ how }) => how === "identical").length;
  add(`traces: ${data.kind}`, data.items.length, identical, [truth.python, ...notes, ...truth.warnings]);
}

/** The order of a run must be one that its own happens-before order admits. */
async function conformThreads(data: CoconutData, options: ConformCoconutOptions, add: Add): Promise<void> {
  const { python, pace = 0.04, signal } = options;
  const records = await coconutThreads(data.items, { python, pace, signal });
  const verdicts = records.map(({ id, run, outcome, error }, i) => {
    if (run === undefined) return { id, ended: `${id}: ${outcome} ${error ?? ""}`.trim() };
    const steps = data.items[i].steps.filter(step => typeof step === "number");
    return {
      id,
      self: acceptOrder(run, run.lines).verdict,
      published: acceptOrder(run, steps).verdict,
      exclusion: acceptOrder(run, steps, { locks: "exclusion" }).verdict,
    };
  });
  const count = (key: "self" | "published" | "exclusion"): number =>
    verdicts.filter(verdict => verdict[key] === "accepted").length;
  const ended = verdicts.flatMap(verdict => verdict.ended ?? []);
  add("happens-before: runs accept their own order", records.length, count("self"), ended);
  add("happens-before: published traces accepted", records.length, count("published"), [
    `${count("exclusion")} with locks taken in any order`,
  ]);
}
