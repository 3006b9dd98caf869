import { SourceError } from "../../program/SourceError.js";
import { architectures } from "../graph/architectures.js";
import type { Demand } from "../onnx/Demand.js";
import { GraphBuilder } from "../onnx/GraphBuilder.js";
import { openTokenizer } from "../tokens/openTokenizer.js";
import type { Tokenizer } from "../tokens/Tokenizer.js";
import type { ModelConfig } from "../weights/ModelConfig.js";
import type { RawTensor, Weights } from "../weights/Weights.js";
import { type GraphSession, graphSession } from "./GraphSession.js";
import { KeyValueBuffers } from "./KeyValueBuffers.js";
import type { HookPoint, KeyValueCache, LocalModel, RunOptions, RunResult } from "./LocalModel.js";
import { matchHooks } from "./matchHooks.js";
import { RotaryTables } from "./RotaryTables.js";
import { resolveInterventions } from "./resolveInterventions.js";
import { runFeeds } from "./runFeeds.js";
import { runTargets } from "./runTargets.js";
import type { Runtime } from "./runtime.js";
import { demandKey, SessionCache } from "./SessionCache.js";
import { tokenBatch } from "./tokenBatch.js";
import { weightPlaces } from "./weightPlaces.js";

/** What {@link OpenModel} is made of. */
export interface ModelParts {
  readonly path: string;
  readonly runtime: Runtime;
  readonly weights: Weights;
  readonly threads: number;
  readonly provider: string;
  readonly contextLength: number | undefined;
}

/** Graphs kept at most: each of another kind of run. */
const SESSIONS = 4;

const nothing: Demand = { hooks: new Set(), interventions: [], logits: "all", cache: false };

/** A model whose graphs are compiled when they are first needed. */
export class OpenModel implements LocalModel {
  readonly name: string;
  readonly config: ModelConfig;
  readonly processing = "none";
  readonly hooks: readonly HookPoint[];
  readonly identity: Readonly<Record<string, string>>;
  readonly #parts: ModelParts;
  readonly #sessions = new SessionCache(SESSIONS);
  readonly #tables = new RotaryTables();
  readonly #context: number;
  #tokenizer: Tokenizer | undefined;
  #closed = false;

  constructor(parts: ModelParts) {
    const { weights, path, contextLength, runtime, provider } = parts;
    this.#parts = parts;
    this.name = `local:${path}`;
    this.#context = Math.min(contextLength ?? weights.config.context, weights.config.context);
    this.config = { ...weights.config, context: this.#context };
    const every = new GraphBuilder(weights, nothing, true);
    this.#emit(every);
    this.hooks = every.points;
    this.identity = { runtime: `onnxruntime-node ${runtime.env.versions.node ?? "unknown"}`, provider };
  }

  get tokenizer(): Tokenizer {
    this.#tokenizer ??= openTokenizer(this.#parts.weights.tokenizerFiles);
    return this.#tokenizer;
  }

  get chatTemplate(): string | undefined {
    return this.#parts.weights.tokenizerFiles.chatTemplate;
  }

  weightsHash(): Promise<string> {
    return this.#parts.weights.hash();
  }

  async run(
    tokens: ArrayLike<number> | readonly ArrayLike<number>[],
    options: RunOptions = {},
  ): Promise<RunResult> {
    const { hooks = [], interventions = [], logits = "all", keepCache = false, signal } = options;
    if (this.#closed) throw new SourceError("the model is closed", this.name);
    const given = this.#buffers(options.cache);
    const past = given?.tokens ?? 0;
    const batch = tokenBatch(tokens, { vocabulary: this.config.vocabulary, context: this.#context, past });
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
    };
    signal?.throwIfAborted();
    const session = await this.#sessions.get(demandKey(demand), () => this.#compile(demand));
    signal?.throwIfAborted();
    const feeds = runFeeds(batch, past, this.config, this.#tables);
    for (const [name, feed] of changes.feeds) feeds.set(name, feed);
    const buffers = cached ? (given ?? KeyValueBuffers.empty(this.config)).take(batch.longest) : undefined;
    for (const [name, data] of buffers?.buffers ?? []) {
      const dims = [1, this.config.kvHeads, (buffers as KeyValueBuffers).capacity, this.config.dHead];
      feeds.set(`past.${name}`, () => ({ type: "float32", data, dims }));
    }
    const targets = runTargets(session, wanted, this.config, sizes, buffers);
    await session.run(feeds, targets.outputs);
    return targets.result(batch, keepCache);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#sessions.close();
    await this.#parts.weights.close();
  }

  #buffers(cache: KeyValueCache | undefined): KeyValueBuffers | undefined {
    if (cache === undefined) return undefined;
    if (!(cache instanceof KeyValueBuffers))
      throw new SourceError("is not one that a run gave back", "cache");
    cache.check();
    return cache;
  }

  #emit(g: GraphBuilder): void {
    const emit = architectures[this.config.architecture];
    if (!emit) throw new SourceError(`no graph for "${this.config.architecture}"`, this.#parts.path);
    emit(g);
  }

  /**
   * Compiles another graph over the model's weights, such as the unembedding alone. Whoever asks releases it, before the
   * model is closed. Its weights are not packed: the copy would be for a few runs only.
   */
  async derive(make: (weights: Weights) => GraphBuilder): Promise<GraphSession> {
    if (this.#closed) throw new SourceError("the model is closed", this.name);
    return this.#session(make(this.#parts.weights), false);
  }

  async #compile(demand: Demand): Promise<GraphSession> {
    const g = new GraphBuilder(this.#parts.weights, demand);
    this.#emit(g);
    return this.#session(g, true);
  }

  async #session(g: GraphBuilder, packed: boolean): Promise<GraphSession> {
    const { weights, runtime, threads, provider, path } = this.#parts;
    const tensors = new Map<string, RawTensor>();
    for (const name of g.weightNames()) {
      const raw = weights.raw(name);
      if (!raw) throw new SourceError(`tensor "${name}" cannot be read in place`, path);
      tensors.set(name, raw);
    }
    return graphSession(g, weightPlaces(tensors), { runtime, threads, provider, packed, model: path });
  }
}
