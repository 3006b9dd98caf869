import type { Intervention } from "../session/Intervention.js";
import type { Activation, KeyValueCache, LocalModel } from "../session/LocalModel.js";
import { interventionsAt } from "./interventionsAt.js";

/**
 * Tokens of a prompt that are read at once. Pieces begin at multiples of it, whatever was read before, so that a text gives
 * the same numbers to the bit with the beginning taken from a cache as without.
 */
export const PIECE = 128;

/** How a text is read. */
export interface ReadTextOptions {
  readonly interventions?: readonly Intervention[];
  /** Hooks to give back. */
  readonly hooks?: readonly string[];
  readonly signal?: AbortSignal;
}

/** What stands behind the tokens that were read. */
export interface ReadResult {
  /** [vocabulary], of the last token. */
  readonly logits: Float32Array;
  /** Of the last piece read. */
  readonly hooks: ReadonlyMap<string, Activation>;
}

/** Reads one text token after token, each computed once: keys and values of those before are kept. */
export class TextReader {
  readonly #model: LocalModel;
  #cache: KeyValueCache | undefined;

  /** @param cache what was read before, which is taken over. */
  constructor(model: LocalModel, cache?: KeyValueCache) {
    this.#model = model;
    this.#cache = cache;
  }

  /** Tokens read so far. */
  get tokens(): number {
    return this.#cache?.tokens ?? 0;
  }

  /**
   * A second memory of the first tokens, to go on from elsewhere.
   *
   * @param tokens at least 1, at most as many as were read.
   */
  fork(tokens?: number): KeyValueCache | undefined {
    return this.#cache?.fork(tokens);
  }

  /**
   * Reads on.
   *
   * @param ids at least one.
   * @throws SourceError as `LocalModel.run`; the reason of the signal once it is aborted, which is looked at between pieces.
   */
  async read(ids: Int32Array, options: ReadTextOptions = {}): Promise<ReadResult> {
    const { interventions = [], hooks, signal } = options;
    const begin = this.tokens;
    const end = begin + ids.length;
    // A mean over positions of this text must see all of them at once.
    const whole = interventions.some(({ action }) => action.kind === "mean" && action.value === undefined);
    for (let from = begin; ; ) {
      signal?.throwIfAborted();
      const to = whole ? end : Math.min(end, (Math.floor(from / PIECE) + 1) * PIECE);
      const {
        logits,
        hooks: read,
        cache,
      } = await this.#model.run(ids.subarray(from - begin, to - begin), {
        // Only the last are of use, but another kind of run would need another session.
        logits: "last",
        interventions: interventionsAt(this.#model, interventions, { from, to, end }),
        ...(hooks === undefined ? {} : { hooks }),
        ...(this.#cache === undefined ? {} : { cache: this.#cache }),
        keepCache: true,
        signal,
      });
      this.#cache = cache;
      if (logits === undefined || cache === undefined)
        throw new Error(`${this.#model.name} gave no ${logits === undefined ? "logits" : "cache"}`);
      if (to === end) return { logits: logits.data, hooks: read };
      from = to;
    }
  }
}
