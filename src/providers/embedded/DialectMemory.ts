import type { KeyValueCache } from "../../lens/session/LocalModel.js";
import type { TokenLogprob } from "../sampledScores.js";
import type { TraceFault } from "./TraceFault.js";

/** A beginning that questions share, read and, with a trace, written. */
export interface DialectBeginning {
  /** Keys and values of its tokens; each question goes on from a fork. */
  readonly cache: KeyValueCache;
  /** Tokens of program and call, of the mark for a trace too. */
  readonly headTokens: number;
  readonly trace?: WrittenTrace;
}

/** The trace a model wrote. */
export interface WrittenTrace {
  /** From behind `#trace` to the end of its last line. */
  readonly bytes: Uint8Array;
  readonly ids: Int32Array;
  /** Where each token ends in the bytes. */
  readonly ends: Int32Array;
  readonly scores?: readonly TokenLogprob[];
  readonly fault?: TraceFault;
}

/** Beginnings that are kept: a run asks about one call after another, samples in turn. */
const MOST = 8;

/**
 * The beginnings that were read and written last, by all they depend on. One is made the same way whenever it is made, so that
 * an answer does not depend, to the bit, on what was asked before.
 */
export class DialectMemory {
  readonly #kept: Map<string, DialectBeginning> = new Map();

  /** The beginning of a key, made where it is not kept; a failure is not kept. */
  async get(
    key: string,
    make: () => Promise<DialectBeginning>,
  ): Promise<{ readonly beginning: DialectBeginning; readonly remembered: boolean }> {
    const there = this.#kept.get(key);
    const beginning = there ?? (await make());
    this.#kept.delete(key);
    this.#kept.set(key, beginning);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#kept.delete(oldest);
    return { beginning, remembered: there !== undefined };
  }
}
