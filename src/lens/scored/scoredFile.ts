import { SourceError } from "../../program/SourceError.js";
import { AlignError } from "../tokens/AlignError.js";
import { type ScoredFile, validateScored } from "./ScoredSchema.js";
import type { ScoredText, TokenAlternative } from "./ScoredText.js";

/** Decimals kept of log-probabilities: processors differ behind them. */
const DECIMALS = 6;

/**
 * A scored text as plain JSON, so that figures can be drawn again from what was committed, without the model. Numbers are
 * rounded to six decimals.
 */
export function scoredFile(scored: ScoredText): ScoredFile {
  const { text, spans, ids, logprobs, ranks, entropies, alternatives, bounded, windows } = scored;
  const { model, vocabulary, generatedFrom, notes } = scored;
  return {
    schema: "tracebook/scored@1",
    text,
    ...(model === undefined ? {} : { model }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(generatedFrom === undefined ? {} : { generatedFrom }),
    ...(notes === undefined ? {} : { notes: [...notes] }),
    bytes: Array.from(spans.end, (end, token) => end - spans.start[token]),
    ...indexes("special", spans.special),
    ids: [...ids],
    logprobs: Array.from(logprobs, rounded),
    ...(ranks === undefined ? {} : { ranks: [...ranks] }),
    ...(entropies === undefined ? {} : { entropies: Array.from(entropies, rounded) }),
    ...(alternatives === undefined ? {} : { alternatives: alternatives.map(list => list.map(written)) }),
    ...indexes("bounded", bounded),
    ...(windows === undefined ? {} : { windows: [...windows] }),
  };
}

/**
 * The scored text of a file that {@link scoredFile} made.
 *
 * @param file its name, for messages.
 * @throws SourceError naming the field that is wrong; where arrays differ in length or tokens do not cover the text.
 */
export function readScored(value: unknown, file = "scored text"): ScoredText {
  const read = validateScored(value, file);
  const { text, model, vocabulary, generatedFrom, notes, bytes, alternatives } = read;
  for (const name of ["ids", "logprobs", "ranks", "entropies", "alternatives", "windows"] as const) {
    const { length } = read[name] ?? bytes;
    if (length !== bytes.length)
      throw new SourceError(`${name} has ${length} entries, but there are ${bytes.length} tokens`, file);
  }
  const start = new Int32Array(bytes.length);
  const end = new Int32Array(bytes.length);
  let byte = 0;
  for (const [token, size] of bytes.entries()) {
    start[token] = byte;
    byte += size;
    end[token] = byte;
  }
  if (byte !== Buffer.byteLength(text))
    throw new AlignError(
      `the tokens of ${file} have ${byte} bytes, its text ${Buffer.byteLength(text)}`,
      bytes.length,
      byte,
    );
  return {
    text,
    spans: { start, end, special: marked(read.special ?? [], bytes.length) },
    ids: Int32Array.from(read.ids),
    logprobs: Float64Array.from(read.logprobs, number),
    ...(read.ranks === undefined ? {} : { ranks: Int32Array.from(read.ranks) }),
    ...(read.entropies === undefined ? {} : { entropies: Float64Array.from(read.entropies, number) }),
    ...(alternatives === undefined ? {} : { alternatives: alternatives.map(list => list.map(alternative)) }),
    ...(read.bounded === undefined ? {} : { bounded: marked(read.bounded, bytes.length) }),
    ...(read.windows === undefined ? {} : { windows: Int32Array.from(read.windows) }),
    ...(model === undefined ? {} : { model }),
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(generatedFrom === undefined ? {} : { generatedFrom }),
    ...(notes === undefined ? {} : { notes }),
  };
}

function rounded(value: number): number | null {
  // -0 and 0 are one number in JSON.
  return Number.isNaN(value) ? null : Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS + 0;
}

function number(value: number | null): number {
  return value ?? Number.NaN;
}

type Written = NonNullable<ScoredFile["alternatives"]>[number][number];

function written({ id = -1, bytes, logprob }: TokenAlternative): Written {
  const text = Buffer.from(bytes).toString("utf8");
  return [id, text.includes("\uFFFD") ? [...bytes] : text, rounded(logprob) as number];
}

function alternative([id, text, logprob]: Written): TokenAlternative {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : Uint8Array.from(text);
  return id < 0 ? { bytes, logprob } : { id, bytes, logprob };
}

function indexes<Name extends string>(
  name: Name,
  marks: Uint8Array | undefined,
): { [key in Name]?: number[] } {
  if (marks?.includes(1) !== true) return {};
  return { [name]: [...marks.keys()].filter(token => marks[token] === 1) } as { [key in Name]?: number[] };
}

function marked(tokens: readonly number[], count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (const token of tokens) marks[token] = 1;
  return marks;
}
