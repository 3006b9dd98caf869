import { totalmem } from "node:os";
import { SourceError } from "../../program/SourceError.js";
import type { MakeAttachment } from "../onnx/Attachment.js";
import type { Demand } from "../onnx/Demand.js";
import { GraphBuilder } from "../onnx/GraphBuilder.js";
import { materialize } from "../weights/materialize.js";
import type { RawTensor, Weights } from "../weights/Weights.js";
import { demandKey } from "./demandKey.js";
import { type GraphSession, graphSession } from "./GraphSession.js";
import type { Runtime } from "./runtime.js";
import { weightPlaces } from "./weightPlaces.js";

/** What sessions are made with. */
export interface SessionParts {
  readonly path: string;
  readonly runtime: Runtime;
  readonly weights: Weights;
  readonly threads: number;
  readonly provider: string;
}

/** Graphs kept at most, each of another kind of run: the one used longest ago goes first. */
const LIMIT = 8;

interface Held {
  readonly packed: boolean;
  readonly session: Promise<GraphSession>;
}

/**
 * The compiled graphs of a model. Memory stays bounded: one of them at a time holds the weights packed for multiplication
 * (a copy of them as 32-bit floats, and 10 to 15 % more speed; none where that is over half of the machine's memory); the others read them from the file, which is mapped into
 * memory once for all and which the system may drop again. Weights that cannot be used where they lie (quantised; 16-bit
 * ones where a second graph is needed) are written out as 32-bit floats into the cache folder once.
 */
export class ModelSessions {
  readonly #parts: SessionParts;
  readonly #emit: (g: GraphBuilder) => void;
  readonly #attached: readonly MakeAttachment[];
  readonly #held = new Map<string, Held>();
  #placed: Promise<Weights> | undefined;
  #widened: Promise<Weights> | undefined;

  constructor(
    parts: SessionParts,
    emit: (g: GraphBuilder) => void,
    attached: readonly MakeAttachment[] = [],
  ) {
    this.#parts = parts;
    this.#emit = emit;
    this.#attached = attached;
  }

  /** The graph for a demand, compiled where there is none. */
  async get(demand: Demand): Promise<GraphSession> {
    const key = demandKey(demand);
    const known = this.#held.get(key);
    if (known) {
      // Last in the order is used last.
      this.#held.delete(key);
      this.#held.set(key, known);
      return known.session;
    }
    if (this.#held.size >= LIMIT) await this.#release(this.#held.keys().next().value as string);
    const packed =
      floatBytes(this.#parts.weights) < totalmem() / 2 && ![...this.#held.values()].some(held => held.packed);
    const session = this.#compile(packed, weights => {
      const g = new GraphBuilder(weights, demand, false, this.#attached);
      this.#emit(g);
      return g;
    });
    this.#held.set(key, { packed, session });
    session.catch(() => this.#held.delete(key));
    return session;
  }

  /** Another graph over the same weights, not packed, which the caller releases. */
  derive(make: (weights: Weights) => GraphBuilder): Promise<GraphSession> {
    return this.#compile(false, make);
  }

  /** Releases all of them. */
  async close(): Promise<void> {
    for (const key of [...this.#held.keys()]) await this.#release(key);
  }

  async #release(key: string): Promise<void> {
    const held = this.#held.get(key);
    this.#held.delete(key);
    await held?.session.then(
      session => session.release(),
      () => {},
    );
  }

  async #compile(packed: boolean, make: (weights: Weights) => GraphBuilder): Promise<GraphSession> {
    const { runtime, threads, provider, path } = this.#parts;
    const weights = packed ? await this.#whereTheyLie() : await this.#asFloats();
    const g = make(weights);
    const tensors = new Map<string, RawTensor>();
    for (const name of g.weightNames()) tensors.set(name, weights.raw(name) as RawTensor);
    return graphSession(g, weightPlaces(tensors), { runtime, threads, provider, packed, model: path });
  }

  /** Weights that all have a place: 16-bit floats where they lie. */
  #whereTheyLie(): Promise<Weights> {
    this.#placed ??= placed(this.#parts.weights, false);
    this.#placed.catch(() => {
      this.#placed = undefined;
    });
    return this.#placed;
  }

  /** Weights that all lie as 32-bit floats; where there is no room for them on the disk, as they are. */
  #asFloats(): Promise<Weights> {
    this.#widened ??= placed(this.#parts.weights, true).catch(error => {
      if (error instanceof SourceError) return this.#whereTheyLie();
      throw error;
    });
    return this.#widened;
  }
}

/** Bytes of all weights as 32-bit floats. */
function floatBytes({ tensors }: Weights): number {
  let bytes = 0;
  for (const { shape } of tensors.values()) bytes += 4 * shape.reduce((product, size) => product * size, 1);
  return bytes;
}

async function placed(weights: Weights, widen: boolean): Promise<Weights> {
  const { tensors } = await materialize(weights, { widen });
  return { ...weights, raw: name => tensors.get(name) ?? weights.raw(name) };
}
