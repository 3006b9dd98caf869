import { existsSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../cruxeval/readCruxevalFolder.js";
import { assemble } from "./assemble.js";
import type { CruxevalxData, CruxevalxLanguage } from "./CruxevalxItem.js";
import { readCruxevalx } from "./readCruxevalx.js";
import { readCruxevalxAnswers } from "./readCruxevalxAnswers.js";
import { scoreCruxevalx, trivialAnswer } from "./scoreCruxevalx.js";

/** One row of the conformance table. */
export interface CruxevalxConformance {
  readonly part: string;
  readonly items: number;
  readonly agreeing: number;
  readonly differing: number;
  /** What the differing ones are. */
  readonly notes: readonly string[];
}

/** Settings of {@link conformCruxevalx}. */
export interface ConformCruxevalxOptions {
  /** What Python rows run in. Default `pyodide`. */
  readonly python?: string;
  /** Is called when a part is done. */
  readonly onPart?: (part: CruxevalxConformance) => void;
  readonly signal?: AbortSignal;
}

const LANGUAGES = ["js", "ts", "py"] as const;
/** Rows with a program, as published. */
const ROWS: Readonly<Record<CruxevalxLanguage, number>> = { js: 743, ts: 726, py: 799 };
/**
 * Right trivial answers to the JavaScript rows. The review of the published data counted 311 inputs; run one by one in
 * a plain Node, our 743 programs give 312, and every verdict agrees.
 */
const TRIVIAL = { output: 143, input: 312 } as const;

type Add = (part: string, items: number, wrong: readonly string[]) => void;

/**
 * Compares what this library reads, assembles and runs with the published files of CRUXEval-X in a folder: all
 * reference programs, and the results of phi-1 row by row with their labels. Files that are not there give a part
 * without items and a note.
 */
export async function conformCruxevalx(
  folder: string,
  options: ConformCruxevalxOptions = {},
): Promise<CruxevalxConformance[]> {
  const parts: CruxevalxConformance[] = [];
  const add: Add = (part, items, wrong) => {
    const notes = wrong.length > 8 ? [...wrong.slice(0, 8), `and ${wrong.length - 8} more`] : wrong;
    const done = { part, items, agreeing: items - wrong.length, differing: wrong.length, notes };
    parts.push(done);
    options.onPart?.(done);
  };
  for (const language of LANGUAGES) {
    const file = join(folder, `${language}.jsonl`);
    if (!existsSync(file)) {
      const part = {
        part: `cruxeval-x ${language}`,
        items: 0,
        agreeing: 0,
        differing: 0,
        notes: [`no file ${file}`],
      };
      parts.push(part);
      options.onPart?.(part);
      continue;
    }
    const data = readCruxevalx(folder, language);
    await conformReferences(data, options, add);
    if (language === "js") await conformTrivial(data, options, add);
    for (const mode of ["input", "output"] as const) {
      const results = join(folder, `phi-1_${language}_${mode}.json`);
      if (existsSync(results)) await conformResults(data, results, mode, options, add);
    }
  }
  return parts;
}

async function conformReferences(
  data: CruxevalxData,
  options: ConformCruxevalxOptions,
  add: Add,
): Promise<void> {
  const answers = data.items.map(({ id, output }) => ({ id, answer: output }));
  const { perAnswer } = await scoreCruxevalx({
    ...run(options),
    mode: "output",
    data,
    answers,
    profile: "compat",
  });
  const wrong = perAnswer.flatMap(({ id, res, error, detail }) =>
    res === true ? [] : [`${id}: ${error} ${detail ?? ""}`],
  );
  const { language, items } = data;
  if (items.length !== ROWS[language]) wrong.push(`${items.length} rows, published are ${ROWS[language]}`);
  add(`cruxeval-x ${language}: references run`, items.length, wrong);
}

async function conformTrivial(
  data: CruxevalxData,
  options: ConformCruxevalxOptions,
  add: Add,
): Promise<void> {
  const wrong: string[] = [];
  for (const mode of ["output", "input"] as const) {
    const trivial = trivialAnswer(
      mode,
      data.items.map(item => ({ item })),
    );
    const answers = trivial.asked.map(({ item, answer }) => ({ id: item.id, answer }));
    const { right, n } = await scoreCruxevalx({ ...run(options), mode, data, answers, profile: "compat" });
    if (right !== TRIVIAL[mode]) wrong.push(`${mode}: ${right} of ${n}, counted before ${TRIVIAL[mode]}`);
  }
  add("cruxeval-x js: trivial answers", 2, wrong);
}

async function conformResults(
  data: CruxevalxData,
  file: string,
  mode: "input" | "output",
  options: ConformCruxevalxOptions,
  add: Add,
): Promise<void> {
  const published = readCruxevalxAnswers(readText(file), file, data);
  const items = new Map(data.items.map(item => [item.id, item]));
  const name = `cruxeval-x ${data.language} ${mode}: phi-1`;
  const programs = published.filter(({ code, answer }) => code !== undefined && answer !== undefined);
  add(
    `${name}, programs to the byte`,
    programs.length,
    programs.flatMap(({ id, code, answer }) => {
      const item = items.get(id);
      return item !== undefined && assemble(item, answer as string, mode) === code ? [] : [`${id}`];
    }),
  );
  const { perAnswer } = await scoreCruxevalx({
    ...run(options),
    mode,
    data,
    answers: published,
    profile: "compat",
  });
  add(
    `${name}, results and labels`,
    published.length,
    published.flatMap(({ id, res, error }, i) => {
      const ours = perAnswer[i];
      return ours.res === res && ours.error === error
        ? []
        : [
            `${id}: published ${res} ${error ?? ""}, here ${ours.res} ${ours.error ?? ""} ${ours.detail ?? ""}`,
          ];
    }),
  );
}

function run({
  python,
  signal,
}: ConformCruxevalxOptions): Pick<ConformCruxevalxOptions, "python" | "signal"> {
  return { ...(python === undefined ? {} : { python }), ...(signal === undefined ? {} : { signal }) };
}
