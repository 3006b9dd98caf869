import type { PublishedProgram } from "../cruxeval/cruxevalPrograms.js";
import type { CruxevalxData } from "./CruxevalxItem.js";

const LANGUAGES = { js: "javascript", ts: "typescript", py: "python" } as const;

/**
 * The programs of CRUXEval-X in one language as a data set takes them: the function without its test, with the reference
 * call. Translations of one item of CRUXEval share its cluster, `sample_<id>`.
 */
export function cruxevalxPrograms({ language, items }: CruxevalxData): readonly PublishedProgram[] {
  return items.map(({ id, base, input }) => ({
    id: `sample_${id}`,
    file: `cruxeval-x-${language}/sample_${id}.${language}`,
    language: LANGUAGES[language],
    family: "cruxeval",
    cluster: `sample_${id}`,
    title: `sample_${id}`,
    // Some bases begin or end with empty lines; a program does not.
    source: `${base.trim()}\n`,
    calls: [`f(${input})`],
    tags: [],
    siblings: [],
  }));
}
