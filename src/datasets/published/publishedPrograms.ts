import { join } from "node:path";
import { readCoconut } from "../../questions/coconut/data/readCoconut.js";
import { coconutPrograms } from "../../questions/coconut/questions/coconutPrograms.js";
import { readCruxevalFolder } from "../../questions/cruxeval/readCruxevalFolder.js";
import type { CruxevalxLanguage } from "../../questions/cruxevalx/CruxevalxItem.js";
import { readCruxevalx } from "../../questions/cruxevalx/readCruxevalx.js";
import { readReval } from "../../questions/reval/data/readReval.js";
import type { DatasetProgram } from "../Dataset.js";

/** Programs of each published set with the published calls, read from its folder. */
export const PUBLISHED_PROGRAMS: Readonly<Record<string, (folder: string) => readonly DatasetProgram[]>> = {
  cruxeval: folder =>
    readCruxevalFolder(folder).map(({ id, code, input }) =>
      program({
        id,
        language: "python",
        source: code,
        calls: [`f(${input})`],
        family: "cruxeval",
        cluster: id,
      }),
    ),
  "cruxeval-x-js": folder => translations(folder, "js"),
  "cruxeval-x-py": folder => translations(folder, "py"),
  "cruxeval-x-ts": folder => translations(folder, "ts"),
  reval: folder =>
    readReval(folder)
      // Classes are run by test classes, which are no calls: they have questions of their own.
      .programs.filter(({ kind }) => kind === "function")
      .map(({ taskId, entryPoint, code, inputs }) =>
        program({
          id: taskId,
          language: "python",
          source: code,
          // Each input is the text of a tuple, `(1, 2,)`.
          calls: [
            ...new Set(inputs.map(input => `${entryPoint}(${input.slice(1, -1).replace(/,\s*$/, "")})`)),
          ],
          family: "reval",
          cluster: taskId,
        }),
      ),
  "coconut-humaneval": folder => traced(join(folder, "HumanEval_trace.csv")),
  "coconut-oop": folder => traced(join(folder, "program_traces_Python_OOP_Lines.csv")),
  "coconut-concurrency": folder => traced(join(folder, "program_traces_Python_Concurrency_Lines.csv")),
};

type Given = Pick<DatasetProgram, "id" | "language" | "source" | "calls" | "family" | "cluster">;

function program(given: Given): DatasetProgram {
  const extension = { javascript: "js", typescript: "ts", python: "py" }[given.language];
  return {
    ...given,
    file: `${given.family}/${given.id.replace(/\W+/g, "-")}.${extension}`,
    title: given.id,
    tags: [],
    siblings: [],
  };
}

/** Translations of one item share a cluster with it. */
function translations(folder: string, language: CruxevalxLanguage): DatasetProgram[] {
  const full = { js: "javascript", ts: "typescript", py: "python" } as const;
  return readCruxevalx(folder, language).items.map(({ id, base, input }) =>
    program({
      id: String(id),
      language: full[language],
      source: base,
      calls: [`f(${input})`],
      family: `cruxeval-x-${language}`,
      cluster: `sample_${id}`,
    }),
  );
}

function traced(file: string): DatasetProgram[] {
  return coconutPrograms(readCoconut(file)).map(
    ({ id, file: name, family, cluster, title, source, calls, language }) => ({
      id,
      file: name,
      language,
      family: `coconut-${family}`,
      cluster,
      title,
      source,
      calls,
      tags: [],
      siblings: [],
    }),
  );
}
