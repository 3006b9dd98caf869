import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { SourceError } from "../../program/SourceError.js";
import { type FamilyAccount, generateFamily } from "../family/generateFamily.js";
import { corpusDocuments } from "./corpusDocuments.js";
import type { FamilyCorpusOptions } from "./FamilyCorpusOptions.js";

/** How {@link writeCorpus} goes on. */
export interface CorpusProgress extends FamilyAccount {
  documents: number;
  tokens: number;
  /** Documents left out because they are too long. */
  long: number;
  /** Bytes of the file. */
  bytes: number;
}

/** One line of the file beside: a program that was taken, and how far things were then. */
interface Taken extends CorpusProgress {
  readonly skeleton: string;
  readonly candidate: number;
}

/**
 * Writes a corpus as JSON Lines, one `CorpusDocument` a line. The file has its name only when it is whole; until then it is
 * `<file>.part`, with `<file>.part.programs` beside it, from which a second call with equal options goes on. The bytes are those of one
 * uninterrupted run, whatever the concurrency.
 *
 * @throws SourceError for an option out of range, a file that is there already, and a part begun with other options.
 */
export async function writeCorpus(
  options: FamilyCorpusOptions,
  file: string,
  onProgress?: (progress: CorpusProgress) => void,
): Promise<CorpusProgress> {
  const { seed, n, split, kind, calls = 3, ids = false, concurrency, signal } = options;
  if (existsSync(file)) throw new SourceError("is there already: name another file", file);
  const part = `${file}.part`;
  const beside = `${part}.programs`;
  const settings = JSON.stringify({ corpus: 1, seed, n, split, kind, calls, ids });
  const { before, bytes: begunBytes } = readBeside(beside, settings);
  const last = before.at(-1);
  const {
    tried = 0,
    kept = 0,
    refused = {},
    documents: written = 0,
    tokens = 0,
    long = 0,
    bytes = 0,
  } = last ?? {};
  const progress: CorpusProgress = {
    tried,
    kept,
    refused: { ...refused },
    documents: written,
    tokens,
    long,
    bytes,
  };
  const seen = new Set(before.map(({ skeleton }) => skeleton));
  let documents: number;
  let programs: number;
  try {
    documents = openSync(part, last === undefined ? "w" : "r+");
    programs = openSync(beside, last === undefined ? "w" : "a");
  } catch (error) {
    throw new SourceError(`cannot be written: ${(error as NodeJS.ErrnoException).code}`, file);
  }
  try {
    ftruncateSync(documents, progress.bytes);
    if (last === undefined) writeSync(programs, `${settings}\n`);
    else ftruncateSync(programs, begunBytes);
    const begun = { tried: progress.tried, kept: progress.kept, refused: { ...progress.refused } };
    if (begun.kept < n) {
      const from = begun.tried;
      const family = { seed, n: n - begun.kept, split, calls, from, seen, concurrency, signal };
      await generateFamily(family, (made, account) => {
        const found = corpusDocuments(made, { ...options, calls, ids });
        const text = found.map(document => `${JSON.stringify(document)}\n`).join("");
        writeSync(documents, text, progress.bytes);
        progress.tried = begun.tried + account.tried;
        progress.kept = begun.kept + account.kept;
        for (const [reason, count] of Object.entries(account.refused) as [
          keyof FamilyAccount["refused"],
          number,
        ][])
          progress.refused[reason] = (begun.refused[reason] ?? 0) + count;
        progress.documents += found.length;
        progress.tokens += found.reduce((sum, { tokens }) => sum + tokens, 0);
        progress.long += made.calls.length - found.length;
        progress.bytes += Buffer.byteLength(text);
        const taken: Taken = { skeleton: made.skeleton, candidate: made.candidate, ...progress };
        writeSync(programs, `${JSON.stringify(taken)}\n`);
        onProgress?.(progress);
      });
    }
  } finally {
    closeSync(documents);
    closeSync(programs);
  }
  renameSync(part, file);
  rmSync(beside, { force: true });
  return progress;
}

/** Programs of an earlier run and the bytes they stand in, as far as its lines are whole. */
function readBeside(beside: string, settings: string): { before: Taken[]; bytes: number } {
  const text = existsSync(beside) ? readFileSync(beside, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const [head, ...lines] = whole.trimEnd().split("\n");
  if (head !== "" && head !== settings)
    throw new SourceError(`was begun with other options (${head}): remove it, or name another file`, beside);
  return { before: lines.map(line => JSON.parse(line) as Taken), bytes: Buffer.byteLength(whole) };
}
