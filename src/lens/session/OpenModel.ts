import { SourceError } from "../../program/SourceError.js";
import { architectures } from "../graph/architectures.js";
import type { Demand } from "../onnx/Demand.js";
import { GraphBuilder } from "../onnx/GraphBuilder.js";
import { checkTokenizer } from "../tokens/checkTokenizer.js";
import { openTokenizer } from "../tokens/openTokenizer.js";
import type { Tokenizer } from "../tokens/Tokenizer.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { Weights } from "../weights/Weights.js";
import type { Attached } from "./Attached.js";
import type { GraphSession } from "./GraphSession.js";
import { KeyValueBuffers } from "./KeyValueBuffers.js";
import type { HookPoint, KeyValueCache, LocalModel, RunOptions, RunResult } from "./LocalModel.js";
import { ModelSessions, type SessionParts } from "./ModelSessions.js";
import { matchHooks } from "./matchHooks.js";
import { RotaryTables } from "./RotaryTables.js";
import { resolveInterventions } from "./resolveInterventions.js";
import { runFeeds } from "./runFeeds.js";
import { runTargets } from "./runTargets.js";
import { runtimeVersion } from "./runtime.js";
import { tokenBatch } from "./tokenBatch.js";

/** Texts of more tokens than these are `long` (see Demand). */
const LONG = 512;
/** Numbers of the patterns of a layer that may be held at a time: 256 MiB. */
const MOST_PATTERN = 2 ** 26;

const nothing: Demand = { hooks: new Set(), interventions: [], logits: "all", cache: false, long: false };

/** A model whose graphs are compiled when they are first needed. Its runs come one after the other. */
export class OpenModel implements LocalModel {
  readonly name: string;
  readonly config: ModelConfig;
  readonly processing = "none";
  readonly hooks: readonly HookPoint[];
  readonly identity: Readonly<Record<string, string>>;
  /** What is attached, in the order in which it acts on a hook. */
  readonly attached: readonly Attached[];
  readonly #parts: SessionParts;
  readonly #parent: OpenModel | undefined;
  readonly #weights: Weights;
  readonly #sessions: ModelSessions;
  readonly #tables = new RotaryTables();
  #tokenizer: Tokenizer | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  /**
   * @param contextLength longest text, tokens; at most what the model was trained on.
   * @param attached what is attached to it.
   * @param parent whose weights these are; absent: its own, closed with it.
   */
  constructor(
    parts: SessionParts,
    contextLength?: number,
    attached: readonly Attached[] = [],
    parent?: OpenModel,
  ) {
    const { weights, path, runtime, provider } = parts;
    this.#parts = parts;
    this.#parent = parent;
    this.attached = attached;
    this.#weights = weights;
    this.name = `local:${path}`;
    const { context, architecture } = weights.config;
    this.config = { ...weights.config, context: Math.min(contextLength ?? context, context) };
    const emit = architectures[architecture];
    const makes = attached.map(({ make }) => make);
    this.#sessions = new ModelSessions(parts, emit, makes);
    const every = new GraphBuilder(weights, nothing, true, makes);
    emit(every);
    this.hooks = every.points;
    const changes = attached.flatMap(({ identity }) => identity ?? []);
    this.identity = {
      runtime: `onnxruntime-node ${runtimeVersion(runtime)}`,
      provider,
      ...(changes.length > 0 && { dictionaries: changes.join(", ") }),
    };
  }

  /**
   * The same model with more attached: it has graphs of its own, and reads weights where this one does. Closing it leaves this
   * one open; closing this one ends both.
   */
  attach(more: readonly Attached[]): OpenModel {
    this.#check();
    return new OpenModel(this.#parts, this.config.context, [...this.attached, ...more], this);
  }

  /** Types of its quantised tensors, sorted. */
  get quantized(): string[] {
    const types = [...this.#weights.tensors.values()].map(({ type }) => type);
    return [...new Set(types.filter(type => type.startsWith("q")))].sort();
  }

  /** Opened on first use. @throws SourceError where it cannot be the model's. */
  get tokenizer(): Tokenizer {
    if (this.#parent) return this.#parent.tokenizer;
    if (this.#tokenizer === undefined) {
      const { tokenizerFiles } = this.#weights;
      const opened = openTokenizer(tokenizerFiles);
      checkTokenizer(opened, this.config, tokenizerFiles.source);
      this.#tokenizer = opened;
    }
    return this.#tokenizer;
  }

  get chatTemplate(): string | undefined {
    return this.#weights.tokenizerFiles.chatTemplate;
  }

  get path(): string {
    return this.#weights.path;
  }

  weightsHash(): Promise<string> {
    return this.#weights.hash();
  }

  async run(
    tokens: ArrayLike<number> | readonly ArrayLike<number>[],
    options: RunOptions = {},
  ): Promise<RunResult> {
    const { hooks = [], interventions = [], logits = "all", keepCache = false, signal } = options;
    this.#check();
    if (logits !== "all" && logits !== "last" && logits !== "none")
      throw new SourceError(`expected "all", "last" or "none", not ${JSON.stringify(logits)}`, "logits");
    const given = knownCache(options.cache, this);
    const past = given?.tokens ?? 0;
    const { vocabulary, context, heads } = this.config;
    const batch = tokenBatch(tokens, { vocabulary, context, past });
    const cached = given !== undefined || keepCache;
    if (cached && batch.texts.length > 1)
      throw new SourceError(`is of one text; the batch has ${batch.texts.length}`, "cache");
    const wanted = matchHooks(hooks, this.hooks);
    const sizes = { batch: batch.texts.length, tokens: batch.longest, past };
    const changes = resolveInterventions(interventions, this.hooks, this.config, sizes, batch.lengths);
    const demand: Demand = {
      hooks: new Set(wanted.map(({ name }) => name)),
      interventions: changes.compiled,
      logits,
      cache: cached,
      long: batch.longest > LONG || heads * batch.longest * (past + batch.longest) > MOST_PATTERN,
    };
    signal?.throwIfAborted();
    // Taken over here, before anything is awaited: a second run that was started with it is refused.
    const buffers = cached ? (given ?? KeyValueBuffers.empty(this)).take(batch.longest) : undefined;
    const attachedFeeds = this.attached.flatMap(({ feeds }) => [...feeds()]);
    return this.#next(async () => {
      signal?.throwIfAborted();
      const session = await this.#sessions.get(demand);
      signal?.throwIfAborted();
      const feeds = runFeeds(batch, past, this.config, this.#tables);
      for (const [name, feed] of [...changes.feeds, ...attachedFeeds]) feeds.set(name, feed);
      for (const [name, feed] of buffers?.feeds() ?? []) feeds.set(name, feed);
      const targets = runTargets(session, wanted, this.config, sizes, buffers);
      await session.run(feeds, targets.outputs);
      return targets.result(batch, keepCache);
    });
  }

  /**
   * Compiles another graph over the model's weights, such as the unembedding alone. Whoever asks releases it, before the
   * model is closed. Its weights are not packed: the copy would be for a few runs only.
   */
  async derive(make: (weights: Weights) => GraphBuilder): Promise<GraphSession> {
    this.#check();
    return this.#sessions.derive(make);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#last;
    await this.#sessions.close();
    if (!this.#parent) await this.#weights.close();
  }

  #check(): void {
    if (this.#closed) throw new SourceError("the model is closed", this.name);
    if (this.#parent !== undefined) this.#parent.#check();
  }

  /** Does it when all before are done: a session that is in use is never released. */
  #next<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    // Only that it is over: the result would be held until the next run.
    this.#last = result.then(
      () => {},
      () => {},
    );
    return result;
  }
}

function knownCache(cache: KeyValueCache | undefined, model: LocalModel): KeyValueBuffers | undefined {
  if (cache === undefined) return undefined;
  if (!(cache instanceof KeyValueBuffers)) throw new SourceError("is not one that a run gave back", "cache");
  cache.check(model);
  return cache;
}
