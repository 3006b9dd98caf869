import { SourceError } from "../../program/SourceError.js";
import type { PageBand, PageExample } from "./PageExample.js";
import type { PageHistogram } from "./PageNumbers.js";

/** Refuses examples whose tokens or node do not lie in their text. @throws SourceError naming the band, the example and the value. */
export function checkBands(bands: readonly PageBand[], figure: string): void {
  for (const { name, examples } of bands)
    for (const [e, example] of examples.entries()) {
      const fault = faultOf(example);
      if (fault !== undefined) throw new SourceError(`example ${e} of "${name}": ${fault}`, figure);
    }
}

function faultOf({ text, firstLine, tokens, peak, node }: PageExample): string | undefined {
  if (!Number.isInteger(firstLine)) return `firstLine must be a whole number, not ${firstLine}`;
  let past = 0;
  for (const [t, { start, end, value, rank = 0 }] of tokens.entries()) {
    if (
      !(
        Number.isInteger(start) &&
        Number.isInteger(end) &&
        start >= past &&
        end > start &&
        end <= text.length
      )
    )
      return `token ${t} must lie behind the one before and in the text of ${text.length} characters, not at ${start}..${end}`;
    if (!Number.isFinite(value)) return `token ${t} must have a finite value, not ${value}`;
    if (!(Number.isInteger(rank) && rank >= 0)) return `token ${t} must have a rank from 0, not ${rank}`;
    past = end;
  }
  if (peak !== undefined && tokens[peak] === undefined)
    return `peak must be one of ${tokens.length} tokens, not ${peak}`;
  if (node !== undefined && !(node.start >= 0 && node.start <= node.end && node.end <= text.length))
    return `the node must lie in the text of ${text.length} characters, not at ${node.start}..${node.end}`;
  return undefined;
}

/** Refuses a histogram whose edges do not go up or do not fit its counts. @throws SourceError naming it. */
export function checkHistogram(name: string, histogram: PageHistogram | undefined, figure: string): void {
  if (histogram === undefined) return;
  const { edges, counts } = histogram;
  if (counts.length === 0 || edges.length !== counts.length + 1)
    throw new SourceError(
      `${name} must have one edge more than counts, not ${edges.length} and ${counts.length}`,
      figure,
    );
  const bad = edges.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && !(edge > edges[i - 1])));
  if (bad >= 0)
    throw new SourceError(`edges of ${name} must go up, but edge ${bad} is ${edges[bad]}`, figure);
  const count = counts.find(one => !(Number.isInteger(one) && one >= 0));
  if (count !== undefined)
    throw new SourceError(`counts of ${name} must be whole numbers from 0, not ${count}`, figure);
}
