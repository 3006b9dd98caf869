import { compileGrammar, END, type GrammarNode } from "./compileGrammar.js";
import { parseGrammar } from "./parseGrammar.js";

/** Where texts that begin alike stand in a grammar. */
export interface GrammarState {
  /** Unique within the matcher; 0 is the beginning. */
  readonly id: number;
  /** The text may end here. */
  readonly whole: boolean;
  /** The text may go on here. */
  readonly open: boolean;
}

interface State extends GrammarState {
  /** Pairs of a place before a byte and the stack of places to go on at. */
  readonly places: readonly Place[];
  /** By byte, once it was asked for; null where no text goes on so. */
  readonly after: (State | null | undefined)[];
}

interface Place {
  readonly node: Extract<GrammarNode, { kind: "byte" }>;
  readonly at: number;
  readonly stack: Stack | undefined;
}

interface Stack {
  readonly id: number;
  readonly node: number;
  readonly below: Stack | undefined;
}

/**
 * Tells byte by byte whether a text can still become one of a grammar: a machine with a stack, run on all its ways at
 * once. Equal sets of ways are one state and what a byte makes of a state is kept, so that a grammar costs
 * no more than a table after a while, however deep it nests.
 */
export class GrammarMatcher {
  readonly start: GrammarState;
  readonly #nodes: readonly GrammarNode[];
  readonly #starts: ReadonlyMap<string, number>;
  readonly #states = new Map<string, State>();
  readonly #stacks = new Map<string, Stack>();

  /**
   * @param grammar in llama.cpp's GBNF, see {@link parseGrammar}.
   * @throws SourceError for what is no grammar.
   */
  constructor(grammar: string) {
    const { nodes, starts } = compileGrammar(parseGrammar(grammar));
    this.#nodes = nodes;
    this.#starts = starts;
    this.start = this.#state([[starts.get("root") as number, undefined]]);
  }

  /** Number of states so far. */
  get size(): number {
    return this.#states.size;
  }

  /** The state behind one more byte; undefined where no text of the grammar goes on so. */
  step(state: GrammarState, byte: number): GrammarState | undefined {
    const { after, places } = state as State;
    let next = after[byte];
    if (next === undefined) {
      const ways = places
        .filter(({ node }) => byte >= node.first && byte <= node.last)
        .map(({ node, stack }): Way => [node.next, stack]);
      next = ways.length === 0 ? null : this.#state(ways);
      after[byte] = next;
    }
    return next ?? undefined;
  }

  /** The same for several bytes. */
  steps(state: GrammarState, bytes: Uint8Array): GrammarState | undefined {
    let at: GrammarState | undefined = state;
    for (const byte of bytes) {
      at = this.step(at, byte);
      if (at === undefined) return undefined;
    }
    return at;
  }

  #state(ways: readonly Way[]): State {
    const places = new Map<string, Place>();
    const seen = new Set<string>();
    let whole = false;
    const waiting = [...ways];
    for (let way = waiting.pop(); way !== undefined; way = waiting.pop()) {
      const [at, stack] = way;
      const key = `${at}:${stack?.id ?? 0}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const node = this.#nodes[at];
      if (node.kind === "byte") places.set(key, { node, at, stack });
      else if (node.kind === "split") for (const next of node.next) waiting.push([next, stack]);
      else if (node.kind === "call") {
        // A call at the end of a rule leaves nothing to come back for: lists do not pile up.
        const back = node.next === END ? stack : this.#push(node.next, stack);
        waiting.push([this.#starts.get(node.rule) as number, back]);
      } else if (stack === undefined) whole = true;
      else waiting.push([stack.node, stack.below]);
    }
    const key = `${whole ? "!" : ""}${[...places.keys()].sort().join(" ")}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      state = {
        id: this.#states.size,
        whole,
        open: places.size > 0,
        places: [...places.values()],
        after: new Array(256),
      };
      this.#states.set(key, state);
    }
    return state;
  }

  #push(node: number, below: Stack | undefined): Stack {
    const key = `${node}:${below?.id ?? 0}`;
    let stack = this.#stacks.get(key);
    if (stack === undefined) {
      stack = { id: this.#stacks.size + 1, node, below };
      this.#stacks.set(key, stack);
    }
    return stack;
  }
}

type Way = [at: number, stack: Stack | undefined];
