import { SourceError } from "../../../program/SourceError.js";
import type { FiringBlock } from "./FiringBlock.js";
import { type FiringIndex, type FiringIndexAbout, groupStarts } from "./FiringIndex.js";
import { FiringParts } from "./FiringParts.js";
import { FiringSorter } from "./FiringSorter.js";
import { mergeParts } from "./mergeParts.js";
import { openFiringIndex } from "./openFiringIndex.js";

/** How an index is built. */
export interface BuildFiringIndexOptions {
  /** Firings held in memory at a time, 2^10..2^28 (40 bytes each). Default 2^22. */
  readonly held?: number;
  readonly signal?: AbortSignal;
  /** Tokens that are sorted, and all of them. */
  readonly onProgress?: (done: number, tokens: number) => void;
}

/**
 * Turns firings token by token into firings unit by unit, on disk: a counting sort over runs of tokens, each put into a folder
 * `<path>.parts` beside the index, and one pass that puts them together. Time is linear in the firings, memory does not depend
 * on their number. A build that was killed goes on where its last whole run of tokens ends.
 *
 * @param source gives blocks of consecutive tokens of the corpus from a token on: 0, or the end of a block of an earlier
 * build.
 * @returns the index, opened.
 * @throws SourceError where the blocks are not of as many tokens as `about` says, for a unit there is none of, for an activation
 * that is no finite number.
 */
export async function buildFiringIndex(
  path: string,
  about: FiringIndexAbout,
  source: (fromToken: number) => AsyncIterable<FiringBlock>,
  options: BuildFiringIndexOptions = {},
): Promise<FiringIndex> {
  const { held = 2 ** 22, signal, onProgress } = options;
  checkAbout(about, held);
  const units = groupStarts(about.groups).at(-1) as number;
  const parts = await FiringParts.take(`${path}.parts`, JSON.stringify({ ...about, held }));
  if (parts.done < about.tokens) {
    const sorter = new FiringSorter(units, Math.min(held, 2 ** 22));
    let position = parts.done;
    for await (const block of source(parts.done)) {
      signal?.throwIfAborted();
      const tokens = block.offsets.length - 1;
      if (position + tokens > about.tokens)
        throw new SourceError(`the blocks have more than the ${about.tokens} tokens of the corpus`, path);
      try {
        sorter.add(block, position);
      } catch (error) {
        if (error instanceof RangeError) throw new SourceError(error.message, path);
        throw error;
      }
      position += tokens;
      if (sorter.count >= held) await parts.add(position, sorter.take());
      onProgress?.(position, about.tokens);
    }
    if (position !== about.tokens)
      throw new SourceError(`the blocks end at token ${position} of ${about.tokens}`, path);
    if (position > parts.done) await parts.add(position, sorter.take());
  }
  signal?.throwIfAborted();
  const opened = await parts.open();
  try {
    await mergeParts(path, about, units, opened, held);
  } finally {
    for (const { file } of opened) await file.close();
  }
  await parts.remove();
  return openFiringIndex(path);
}

function checkAbout({ tokens, groups }: FiringIndexAbout, held: number): void {
  if (!(Number.isInteger(held) && held >= 2 ** 10 && held <= 2 ** 28))
    throw new SourceError(`expected a whole number within 1024..268435456, not ${held}`, "held");
  if (!(Number.isInteger(tokens) && tokens >= 0 && tokens < 2 ** 32))
    throw new SourceError(`expected a number of tokens below 2^32, not ${tokens}`, "about.tokens");
  const names = new Set<string>();
  for (const { name, units } of groups) {
    if (names.has(name)) throw new SourceError(`there are two groups named "${name}"`, "about.groups");
    names.add(name);
    if (!(Number.isInteger(units) && units > 0))
      throw new SourceError(`group "${name}" has ${units} units`, "about.groups");
  }
}
