import type { Tokenizer } from "../tokens/Tokenizer.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { Intervention } from "./Intervention.js";

/** Numbers with their shape, row-major. */
export interface Activation {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** How a text is run. */
export interface RunOptions {
  /** Hooks to give back, by name; `*` stands for any run of characters without a dot (`blocks.*.hook_resid_post`). Default none. */
  readonly hooks?: readonly string[];
  readonly interventions?: readonly Intervention[];
  /** Logits of every position (default), of the last one, or none. */
  readonly logits?: "all" | "last" | "none";
  /** Keys and values of the tokens before; it is taken over: only what this run gives back goes on from here. */
  readonly cache?: KeyValueCache;
  /** Gives keys and values back, to go on from. Default false. */
  readonly keepCache?: boolean;
  readonly signal?: AbortSignal;
}

/** Keys and values of the tokens of one text, [kvHeads, tokens, dHead] a layer; opaque to others. */
export interface KeyValueCache {
  readonly tokens: number;
  /**
   * A second cache of the first `tokens` of them (default all), to go on from in another direction: this one stays as it is
   * and may still be taken over or forked. Costs at most a copy.
   */
  fork(tokens?: number): KeyValueCache;
}

/** What a run gives: shapes are TransformerLens' with batch first; texts of a batch are padded on the right. */
export interface RunResult {
  /** [batch, tokens, vocabulary], or [batch, 1, vocabulary] for `last`; absent for `none`. */
  readonly logits?: Activation;
  /** By hook name; rows of padding are 0. */
  readonly hooks: ReadonlyMap<string, Activation>;
  /** Tokens of each text of the batch. */
  readonly lengths: readonly number[];
  readonly cache?: KeyValueCache;
}

/** A model in this process whose every activation can be read and changed. */
export interface LocalModel {
  /** `local:<folder or file>`. */
  readonly name: string;
  /** Absolute path of the folder or file its weights lie in. */
  readonly path: string;
  readonly config: ModelConfig;
  readonly tokenizer: Tokenizer;
  /** Jinja source of the chat template, where the model has one. */
  readonly chatTemplate?: string;
  /** Every hook there is, in the order of the forward pass. */
  readonly hooks: readonly HookPoint[];
  /** `none`: weights are as in the file. TransformerLens folds norms and centres by default; then activations differ. */
  readonly processing: "none";
  /** What tells its numbers apart besides its weights: runtime and its version, execution provider. */
  readonly identity: Readonly<Record<string, string>>;
  /** SHA-256 over config and contents of the weights, hex; reads them all, once. */
  weightsHash(): Promise<string>;
  /**
   * Runs one text (ids) or a batch of them.
   *
   * @throws SourceError for an unknown hook, id, selection or shape, and where the context is too short.
   */
  run(tokens: ArrayLike<number> | readonly ArrayLike<number>[], options?: RunOptions): Promise<RunResult>;
  close(): Promise<void>;
}

/** A place of the forward pass that has a name. */
export interface HookPoint {
  readonly name: string;
  /**
   * Axes in order: `batch`, `pos`, `head`, `kvHead`, `query`, `key`, and last `d_model`, `d_head`, `d_mlp` or `1`; of attached
   * dictionaries last `feature`, `code` (places of the most similar codes), `rank`, `d_in` or `d_out`.
   */
  readonly axes: readonly string[];
  /** Length of the last axis, where the model's config does not tell it. */
  readonly size?: number;
  /** The numbers are ids of so many codes (whole, -1: none, -2: none was appended). */
  readonly codes?: number;
  /** Why it can be read only; absent where it can be changed. */
  readonly readOnly?: string;
}
