import type { ScoredText } from "../../lens/scored/ScoredText.js";

/** Two scored texts one behind the other: what a model was given, and what it said. Notes of both, each once. */
export function joinScored(before: ScoredText, behind: ScoredText): ScoredText {
  const first = before.ids.length;
  const shift = Buffer.byteLength(before.text, "utf8");
  const count = first + behind.ids.length;
  const bytes = (of: (each: ScoredText) => Uint8Array | undefined): Uint8Array => {
    const all = new Uint8Array(count);
    all.set(of(before) ?? [], 0);
    all.set(of(behind) ?? [], first);
    return all;
  };
  const whole = (of: (each: ScoredText) => Int32Array, moved: number): Int32Array =>
    Int32Array.from([...of(before), ...of(behind).map(each => each + moved)]);
  const numbers = (of: (each: ScoredText) => Float64Array | undefined): Float64Array => {
    const all = new Float64Array(count).fill(Number.NaN);
    all.set(of(before) ?? [], 0);
    all.set(of(behind) ?? [], first);
    return all;
  };
  const either = (key: keyof ScoredText): boolean => before[key] !== undefined || behind[key] !== undefined;
  const ranks = (each: ScoredText): Int32Array => each.ranks ?? new Int32Array(each.ids.length);
  const lists = (each: ScoredText): NonNullable<ScoredText["alternatives"]> =>
    each.alternatives ?? Array.from({ length: each.ids.length }, () => []);
  const model = behind.model ?? before.model;
  const vocabulary = behind.vocabulary ?? before.vocabulary;
  const { generatedFrom } = behind;
  return {
    text: before.text + behind.text,
    spans: {
      start: whole(({ spans }) => spans.start, shift),
      end: whole(({ spans }) => spans.end, shift),
      special: bytes(({ spans }) => spans.special),
    },
    ids: whole(({ ids }) => ids, 0),
    logprobs: numbers(({ logprobs }) => logprobs),
    ...(either("ranks") ? { ranks: whole(ranks, 0) } : {}),
    ...(either("entropies") ? { entropies: numbers(({ entropies }) => entropies) } : {}),
    ...(either("alternatives") ? { alternatives: [...lists(before), ...lists(behind)] } : {}),
    ...(either("bounded") ? { bounded: bytes(({ bounded }) => bounded) } : {}),
    ...(model === undefined ? {} : { model }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(generatedFrom === undefined ? {} : { generatedFrom: generatedFrom + first }),
    notes: [...new Set([...(before.notes ?? []), ...(behind.notes ?? [])])],
  };
}
