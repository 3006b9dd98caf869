import { SourceError } from "../../../program/SourceError.js";
import type { FeatureCorpus } from "../corpus/FeatureCorpus.js";
import { CELL, type QueryCells } from "./LabelQuery.js";

/** Matches of one pattern in one text at most: beyond it a pattern matches everywhere. */
const MOST = 1_000_000;

/**
 * Tokens at which the first group of a pattern begins. Special tokens are `missing`.
 *
 * A token that holds is read-out where the pattern matches already in the text up to the end of the token, and looks at nothing
 * behind what it matches (`$`, `\b`, `\B`, lookaheads); else anticipation. One that does not hold counts as read-out.
 *
 * @throws SourceError for a pattern that is none.
 */
export function regexCells(corpus: FeatureCorpus, pattern: string, flags = ""): QueryCells {
  const expression = compile(pattern, `${flags.replace(/[dgy]/g, "")}dg`);
  const sticky = compile(pattern, `${flags.replace(/[dgy]/g, "")}dy`);
  const looks = looksBehindMatch(pattern);
  const holds = new Uint8Array(corpus.ids.length);
  const marks = Uint8Array.from(corpus.special, special => (special === 1 ? CELL.missing : CELL.readOut));
  corpus.texts.forEach(({ text }, index) => {
    const bytes = Buffer.from(text, "utf8");
    const ascii = bytes.length === text.length;
    const byteAt = (unit: number): number => (ascii ? unit : Buffer.byteLength(text.slice(0, unit)));
    let matches = 0;
    let token = corpus.start[index];
    const end = corpus.start[index + 1];
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      if (match[0] === "") expression.lastIndex++;
      const group = match.indices?.[1] ?? (match.length === 1 ? match.indices?.[0] : undefined);
      if (group === undefined || ++matches > MOST) continue;
      const byte = byteAt(group[0]);
      // Groups of later matches may begin earlier, inside of a lookbehind.
      if (token > corpus.start[index] && corpus.byteStart[token] > byte) token = corpus.start[index];
      while (token < end && (corpus.byteEnd[token] <= byte || corpus.special[token] === 1)) token++;
      if (token === end) {
        token = corpus.start[index];
        continue;
      }
      if (corpus.byteStart[token] > byte) continue;
      holds[token] = 1;
      const read = bytes.subarray(0, corpus.byteEnd[token]).toString("utf8");
      sticky.lastIndex = match.index;
      if (looks || sticky.exec(read) === null) marks[token] = CELL.anticipation;
    }
  });
  return { holds, marks };
}

function compile(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (error) {
    throw new SourceError((error as Error).message, "regex");
  }
}

/** Whether a pattern asks what stands behind its match. */
function looksBehindMatch(pattern: string): boolean {
  const plain = pattern.replace(/\\[^bB]/g, "").replace(/\[(?:\\.|[^\]\\])*\]/g, "");
  return /\$|\\[bB]|\(\?[=!]/.test(plain);
}
