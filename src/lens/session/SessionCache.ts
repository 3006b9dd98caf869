import type { Demand } from "../onnx/Demand.js";
import type { GraphSession } from "./GraphSession.js";

/** Two demands of one key need the same graph. */
export function demandKey({ hooks, interventions, logits, cache }: Demand): string {
  return JSON.stringify([
    [...hooks].sort(),
    interventions.map(({ hook, kind }) => [hook, kind]),
    logits,
    cache,
  ]);
}

/** The sessions used last, at most `limit`; an older one is released. */
export class SessionCache {
  readonly #limit: number;
  readonly #held = new Map<string, Promise<GraphSession>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  async get(key: string, make: () => Promise<GraphSession>): Promise<GraphSession> {
    const known = this.#held.get(key);
    const found = known ?? make();
    this.#held.delete(key);
    this.#held.set(key, found);
    if (!known) found.catch(() => this.#held.delete(key));
    while (this.#held.size > this.#limit) {
      const [oldest, session] = this.#held.entries().next().value as [string, Promise<GraphSession>];
      this.#held.delete(oldest);
      await (await session).release();
    }
    return found;
  }

  async close(): Promise<void> {
    const held = [...this.#held.values()];
    this.#held.clear();
    for (const session of held) await (await session).release();
  }
}
