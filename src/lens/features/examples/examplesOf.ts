import { type FeatureCorpus, textAt } from "../corpus/FeatureCorpus.js";
import type { Firings } from "../index/FiringIndex.js";
import type { UnitExample } from "./UnitExample.js";

/**
 * The first firings of a list whose programs differ; where there are too few programs, then further ones of the same programs, of texts not
 * shown yet first. No place is shown twice.
 *
 * @param order numbers of firings, the best first.
 */
export function examplesOf(
  corpus: FeatureCorpus,
  firings: Firings,
  order: Iterable<number>,
  count: number,
): UnitExample[] {
  const programs = new Set<string>();
  const texts = new Set<number>();
  const fresh: number[] = [];
  const sameProgram: number[] = [];
  const sameText: number[] = [];
  for (const firing of order) {
    const text = textAt(corpus, firings.positions[firing]);
    const { program } = corpus.texts[text];
    if (!programs.has(program)) fresh.push(firing);
    else if (!texts.has(text)) {
      if (sameProgram.length < count) sameProgram.push(firing);
    } else if (sameText.length < count) sameText.push(firing);
    programs.add(program);
    texts.add(text);
    if (fresh.length === count) break;
  }
  return [...fresh, ...sameProgram, ...sameText]
    .slice(0, count)
    .map(firing => exampleAt(corpus, firings, firing));
}

function exampleAt(corpus: FeatureCorpus, { positions, values }: Firings, firing: number): UnitExample {
  const text = textAt(corpus, positions[firing]);
  const first = corpus.start[text];
  const own: [number, number][] = [];
  let at = firing;
  while (at > 0 && positions[at - 1] >= first) at--;
  for (; at < positions.length && positions[at] < corpus.start[text + 1]; at++)
    own.push([positions[at] - first, values[at]]);
  return {
    text,
    token: positions[firing] - first,
    program: corpus.texts[text].program,
    value: values[firing],
    firings: own,
  };
}
