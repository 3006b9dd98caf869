import { SourceError } from "../../program/SourceError.js";
import type { Feeds } from "./Feed.js";
import type { KeyValueCache, LocalModel } from "./LocalModel.js";

/** Room that is made beyond what is needed, so that generation does not copy all keys and values for every token. */
const ROOM = 64;

/**
 * Keys and values of one text: by `<layer>.key` and `<layer>.value` a buffer [kvHeads, capacity, dHead] of which the
 * first `tokens` of each head are filled. Runs write the next tokens in place.
 */
export class KeyValueBuffers implements KeyValueCache {
  /** Whose keys and values they are. */
  readonly model: { readonly name: string };
  readonly tokens: number;
  readonly capacity: number;
  readonly kvHeads: number;
  readonly dHead: number;
  readonly buffers: ReadonlyMap<string, Float32Array>;
  #taken = false;

  constructor(
    shape: Pick<KeyValueBuffers, "model" | "tokens" | "capacity" | "kvHeads" | "dHead">,
    buffers: ReadonlyMap<string, Float32Array>,
  ) {
    this.model = shape.model;
    this.tokens = shape.tokens;
    this.capacity = shape.capacity;
    this.kvHeads = shape.kvHeads;
    this.dHead = shape.dHead;
    this.buffers = buffers;
  }

  /** Buffers of no tokens yet. */
  static empty(model: LocalModel): KeyValueBuffers {
    const { layers, kvHeads, dHead } = model.config;
    const names = Array.from({ length: layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
    return new KeyValueBuffers(
      { model, tokens: 0, capacity: 0, kvHeads, dHead },
      new Map(names.map(name => [name, new Float32Array(0)])),
    );
  }

  /**
   * @param model it goes to; absent: its own.
   * @throws SourceError where it was taken over already (its buffers hold another continuation by now), or is of another
   * model.
   */
  check(model: { readonly name: string } = this.model): void {
    if (model !== this.model) throw new SourceError(`is of another model, ${this.model.name}`, "cache");
    if (this.#taken)
      throw new SourceError(
        "was taken over by an earlier run; go on from what that run gave back, or fork it first",
        "cache",
      );
  }

  /** Takes it over, with room for `more` tokens. */
  take(more: number): KeyValueBuffers {
    this.check();
    this.#taken = true;
    const needed = this.tokens + more;
    return needed <= this.capacity
      ? this.after(0)
      : this.#copy(this.tokens, Math.max(needed + ROOM, Math.ceil(needed * 1.25)));
  }

  /** The same buffers with `more` tokens written. */
  after(more: number): KeyValueBuffers {
    return new KeyValueBuffers({ ...this, tokens: this.tokens + more }, this.buffers);
  }

  /** What a run reads and writes them through. */
  feeds(): Feeds {
    const dims = [1, this.kvHeads, this.capacity, this.dHead];
    const names = [...this.buffers];
    return new Map(
      names.map(([name, data]) => [`past.${name}`, () => ({ type: "float32" as const, data, dims })]),
    );
  }

  fork(tokens: number = this.tokens): KeyValueBuffers {
    this.check();
    if (!Number.isInteger(tokens) || tokens < 0 || tokens > this.tokens)
      throw new SourceError(`cannot be forked at ${tokens} tokens; it has ${this.tokens}`, "cache");
    return this.#copy(tokens, tokens + ROOM);
  }

  #copy(tokens: number, capacity: number): KeyValueBuffers {
    const { model, kvHeads, dHead } = this;
    const copies = new Map<string, Float32Array>();
    for (const [name, buffer] of this.buffers) {
      const copy = new Float32Array(kvHeads * capacity * dHead);
      for (let head = 0; head < kvHeads; head++) {
        const from = head * this.capacity * dHead;
        copy.set(buffer.subarray(from, from + tokens * dHead), head * capacity * dHead);
      }
      copies.set(name, copy);
    }
    return new KeyValueBuffers({ model, tokens, capacity, kvHeads, dHead }, copies);
  }
}
