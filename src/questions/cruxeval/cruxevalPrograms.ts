import type { CruxevalItem } from "./CruxevalItem.js";

/** A program of a published work with its one call, as data sets take it. */
export interface PublishedProgram {
  readonly id: string;
  readonly file: string;
  readonly language: "javascript" | "typescript" | "python";
  readonly family: string;
  readonly cluster: string;
  readonly title: string;
  readonly source: string;
  readonly calls: readonly string[];
  readonly tags: readonly string[];
  readonly siblings: readonly [];
}

/** The programs of CRUXEval as a data set takes them: each with its call `f(…)`; each is a cluster of its own. */
export function cruxevalPrograms(items: readonly CruxevalItem[]): readonly PublishedProgram[] {
  return items.map(({ id, code, input }) => ({
    id,
    file: `cruxeval/${id}.py`,
    language: "python",
    family: "cruxeval",
    cluster: id,
    title: id,
    source: code,
    calls: [`f(${input})`],
    tags: [],
    siblings: [],
  }));
}
