import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REVAL_FILES, readReval } from "./data/readReval.js";
import { revalFlags } from "./flags/revalFlags.js";
import { revalBaselines } from "./score/revalBaselines.js";
import { compareStrict, STRICT_DIFFERENCES } from "./truth/compareStrict.js";
import { type RevalCompatRow, revalRowText } from "./truth/RevalTruthRow.js";
import type { RevalRunOptions } from "./truth/revalJob.js";
import { revalCompatTruth } from "./truth/revalTruth.js";

/** One row of the conformance table. */
export interface RevalConformance {
  readonly part: string;
  readonly items: number;
  readonly agreeing: number;
  readonly differing: number;
  readonly notes: readonly string[];
}

/** Settings of {@link conformReval}. */
export interface ConformRevalOptions extends RevalRunOptions {
  /** Is called when a part is done. */
  readonly onPart?: (part: RevalConformance) => void;
}

/** What the review of the original counted, with all programs running. */
const COUNTS: Readonly<Record<string, number>> = {
  psp_value_wrong: 191,
  "psp_value_wrong: nil": 111,
  "psp_value_wrong: only wrong": 27,
  "psp_value_wrong: extra": 23,
  "psp_value_wrong: missing": 11,
  "psp_value_wrong: partly wrong": 2,
  "psp_value_wrong: other activation": 17,
  psp_nil_though_covered: 123,
  epp_crosses_test_call: 146,
  epp_ambiguous_prompt: 116,
};

/** Shares of trivial answers, in percent, as measured on the original. */
const BASELINES = { coverageYes: 53.74, stateNil: 50.2, pathMinusOne: 58.7, pathNextLine: 28.3 } as const;

/** Compares truth, flags and trivial answers with the published files of REval in a folder. */
export async function conformReval(
  folder: string,
  options: ConformRevalOptions = {},
): Promise<RevalConformance[]> {
  const parts: RevalConformance[] = [];
  const add = (part: string, items: number, agreeing: number, notes: readonly string[] = []): void => {
    const done = { part, items, agreeing, differing: items - agreeing, notes };
    parts.push(done);
    options.onPart?.(done);
  };
  if (!Object.values(REVAL_FILES).every(file => existsSync(join(folder, file)))) {
    add("compat truth", 0, 0, [`no ${REVAL_FILES.data} in ${folder}`]);
    return parts;
  }
  const data = readReval(folder);
  const run = { ...options, data };
  const rows: RevalCompatRow[] = [];
  let environment = "";
  const onEnvironment = ({ python }: { readonly python: string }): void => {
    environment = python;
  };
  for await (const row of revalCompatTruth({ ...run, onEnvironment })) rows.push(row);
  const text = read(folder, "compat-truth.sample.jsonl")?.trim().split("\n");
  const written = new Map(rows.map(row => [keyOf(row), revalRowText(row)]));
  const same = (text ?? []).filter(line => written.get(keyOf(JSON.parse(line) as RevalCompatRow)) === line);
  add("compat truth: rows of the sample", text?.length ?? 0, same.length, [environment]);
  const outputs = rows.filter(row => !("k" in row));
  const ran = outputs.filter(({ status }) => status === "ok");
  const missing = new Map<string, number>();
  for (const { status, why } of outputs)
    if (status !== "ok") missing.set(`${status}: ${why}`, (missing.get(`${status}: ${why}`) ?? 0) + 1);
  add("pairs with a row each", data.pairs.length, outputs.length, [
    `${ran.length} ran`,
    ...[...missing].map(([why, count]) => `${count} ${why}`),
  ]);

  const strict = await compareStrict(run);
  const left = Object.entries(strict.notCompared).map(([why, count]) => `${count} pairs left out: ${why}`);
  const kinds = STRICT_DIFFERENCES.flatMap(kind => {
    const count = strict.differences.filter(({ what }) => what === kind).length;
    return count === 0 ? [] : [`${count} in ${kind}`];
  });
  add("strict truth equals our recorder's traces: probes", strict.probes, strict.agreeing, [
    `${strict.executions} executions`,
    ...kinds,
    ...left,
  ]);

  const flags = await revalFlags(run);
  const defects = JSON.parse(read(folder, "defects.sample.json") ?? "[]") as readonly {
    readonly idx: number;
  }[];
  const flagged = new Map(
    flags.probes
      .filter(probe => probe.flags.length > 0)
      .map(({ fault, remarks, times, next_into, ...row }) => [JSON.stringify(row), row]),
  );
  const found = defects.filter(defect => flagged.has(JSON.stringify(defect)));
  add("known-bad probes of the sample", defects.length, found.length);
  const extra = [...flagged.values()].filter(
    row => row.idx % 5 === 0 && !defects.some(defect => JSON.stringify(defect) === JSON.stringify(row)),
  );
  add("probes of the sample's programs that are flagged", defects.length, defects.length - extra.length);
  if (flags.notRun.length > 0) {
    add("counts of known-bad probes", 0, 0, [
      `${flags.notRun.length} pairs did not run: the counts are those with numpy, bs4 and lxml`,
    ]);
    return parts;
  }
  const wrong = Object.entries(COUNTS).filter(([name, count]) => flags.counts[name] !== count);
  add(
    "counts of known-bad probes",
    Object.keys(COUNTS).length,
    Object.keys(COUNTS).length - wrong.length,
    wrong.map(([name, count]) => `${name}: ${flags.counts[name]} instead of ${count}`),
  );
  const baselines = revalBaselines(data, flags);
  const shares = Object.entries(BASELINES).filter(([name, percent]) => {
    const { share } = baselines[name as keyof typeof BASELINES].accuracy;
    return Math.abs(100 * (share as number) - percent) < 0.05;
  });
  const consistent = baselines.consistency.outputWrong.score.toFixed(1) === "23.1" ? 1 : 0;
  add("trivial answers", Object.keys(BASELINES).length + 1, shares.length + consistent);
  return parts;
}

function keyOf(row: RevalCompatRow): string {
  return `${row.idx}/${row.input_idx}/${"k" in row ? row.k : "output"}`;
}

function read(folder: string, file: string): string | undefined {
  const path = join(folder, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
