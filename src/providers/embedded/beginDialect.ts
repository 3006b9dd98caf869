import type { DecodingOptions } from "../../lens/decode/DecodingOptions.js";
import { decodeTokens } from "../../lens/decode/decodeTokens.js";
import type { GeneratedText } from "../../lens/decode/GeneratedText.js";
import { TextReader } from "../../lens/decode/TextReader.js";
import type { PlannedText, WrittenRow } from "../local/InterventionPlan.js";
import type { Reading } from "../local/localAnswer.js";
import { tooLong } from "../local/localFault.js";
import { localIds } from "../local/localTokens.js";
import { plannedRead } from "../local/plannedRead.js";
import type { DialectBeginning } from "./DialectMemory.js";
import { GrowingTrace } from "./GrowingTrace.js";
import { logprobsOf } from "./logprobsOf.js";
import { ASK_MARK, type DialectPrompt, TRACE_MARK } from "./readDialectPrompt.js";
import type { TraceFault } from "./TraceFault.js";

/** Tokens a question and its answer are sure to find room in. */
const ROOM = 64;

/** Begins what no trace holds: the model goes on with a question, or with another document. */
const BEHIND = [ASK_MARK, "\n#code", "\n#call", "\n#trace"];

/** How a beginning is read and written. */
export interface Beginning {
  readonly reading: Reading;
  readonly prompt: DialectPrompt;
  /** What is changed inside meanwhile. */
  readonly planned?: PlannedText;
  readonly decoding: DecodingOptions;
}

/**
 * Reads program and call, and lets the model write its trace where the prompt says so. The trace ends where the model ends it,
 * with the first line that is none of a trace, or where there is no room.
 *
 * @throws ProviderError for a program and call that do not fit.
 */
export async function beginDialect(begin: Beginning): Promise<DialectBeginning> {
  const { reading, prompt, planned, decoding } = begin;
  const { model, path } = reading;
  const { context } = model.config;
  const ids = headIds(reading, prompt);
  if (ids.length + ROOM >= context) throw tooLong(ids.length, context, path);
  const reader = new TextReader(model);
  if (!prompt.traced) {
    await plannedRead(reader, ids, planned, { signal: decoding.signal });
    return beginning(reader, ids.length);
  }
  const growing = new GrowingTrace(linesOf(prompt.head));
  const said = await writeTrace(begin, ids, reader, growing);
  const scores = logprobsOf(said);
  let kept = 0;
  while (kept < said.ids.length && said.ends[kept] <= said.bytes.length) kept++;
  let fault: TraceFault | undefined = growing.fault;
  if (fault === undefined && (said.finish === "max tokens" || said.finish === "context full"))
    fault = "too long";
  return beginning(reader, ids.length, {
    bytes: said.bytes,
    ids: said.ids.slice(0, kept),
    ends: said.ends.slice(0, kept),
    ...(scores === undefined ? {} : { scores: scores.slice(0, kept) }),
    ...(fault === undefined ? {} : { fault }),
  });
}

/** Ids of program and call, and of the mark behind which a trace is to stand. */
export function headIds({ model }: Reading, { head, traced }: DialectPrompt): Int32Array {
  return localIds(model, traced ? head + TRACE_MARK : head);
}

function beginning(
  reader: TextReader,
  headTokens: number,
  trace?: DialectBeginning["trace"],
): DialectBeginning {
  const tokens = headTokens + (trace?.ids.length ?? 0);
  // Of a trace cut off at its last token, that one is not read; nothing is asked behind such a trace.
  const cache = reader.fork(Math.min(tokens, reader.tokens));
  if (cache === undefined) throw new Error("the model kept nothing of what it read");
  return { cache, headTokens, ...(trace === undefined ? {} : { trace }) };
}

async function writeTrace(
  { reading, planned, decoding }: Beginning,
  ids: Int32Array,
  reader: TextReader,
  growing: GrowingTrace,
): Promise<GeneratedText> {
  const { model, stops } = reading;
  const { tokenizer, config } = model;
  const stopIds = [...stops.ids];
  const text = new TextDecoder("utf-8");
  let begun = false;
  const source = {
    tokenizer,
    context: config.context - ROOM,
    readsLast: false,
    async read(tokens: Int32Array) {
      if (begun) growing.add(text.decode(tokenizer.bytes(tokens[0]), { stream: true }));
      begun = true;
      const { logits } = await plannedRead(reader, tokens, planned, {
        rows: rowsAt(growing, ids.length),
        signal: decoding.signal,
      });
      if (growing.fault === undefined) return { logits, scores: logits };
      return { logits, scores: onlyStop(logits.length, stopIds) };
    },
  };
  const stop = [...(decoding.stop ?? []), ...BEHIND];
  const said = await decodeTokens(source, ids, ids.length, { ...decoding, stop, stopIds });
  if (said.finish === "stop token" || said.finish === "stop string") growing.end();
  return said;
}

/** Rows of a trace by their positions in the whole text. */
export function rowsAt({ rows }: GrowingTrace, shift: number): readonly WrittenRow[] {
  return rows.flatMap(({ line, k, from, to }) =>
    line === undefined || k === undefined ? [] : [{ line, k, from: from + shift, to: to + shift }],
  );
}

/** Scores by which nothing but the end can come. */
function onlyStop(size: number, [stop]: readonly number[]): Float64Array {
  const scores = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  scores[stop] = 0;
  return scores;
}

/** Lines the program has, by the labels in front of them. */
function linesOf(head: string): number {
  return Math.max(0, ...Array.from(head.matchAll(/\n@(\d+)/g), ([, line]) => Number(line)));
}
