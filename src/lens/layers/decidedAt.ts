import type { Aligned } from "../align/Aligned.js";
import { type DecidedGroup, decidedGroups } from "./decidedGroups.js";
import type { LogitLens } from "./LogitLensTable.js";
import { matchLens } from "./matchLens.js";

/** What it means that a token is decided at a layer; of both, the first layer from which on it holds in every later one. */
export type DecidedBy =
  /** The likeliest token is the one the whole model ends with, right or wrong. Holds for every token at the last layer. */
  | "final"
  /** The true token is the likeliest. Never, where the model ends with another one. */
  | "truth";

/** Why a token or node has no deciding layer. */
export type UndecidedReason =
  /** Nothing was said of it: the first token, or a node without tokens (or with such ones only). */
  | "no prediction"
  /** The true token, or one of the node's, is not the likeliest at the end. */
  | "never";

/** How {@link decidedAt} decides. */
export interface DecidedOptions {
  /** Default `truth`. */
  readonly by?: DecidedBy;
  /** Counts tokens of white space only too. Default false. */
  readonly trivia?: boolean;
}

/** At which layer each token and node is decided. Layers are counts of blocks that have run, as in `lens.layers`. */
export interface Decided {
  readonly by: DecidedBy;
  readonly trivia: boolean;
  readonly layers: readonly number[];
  /** By token; undefined where never, or where nothing was said of it. */
  readonly tokens: readonly (number | undefined)[];
  /**
   * By node: the layer at which all tokens it owns (of itself and all below it) are decided. Tokens that nothing was said of
   * are left out.
   */
  readonly nodes: readonly (number | undefined)[];
  /** By node: tokens that count. */
  readonly counted: Int32Array;
  /** Nodes with at least one counted token, grouped; sorted by name. */
  readonly byType: readonly DecidedGroup[];
  readonly byCategory: readonly DecidedGroup[];
  /** Tokens and nodes without a layer, by reason. */
  readonly undecided: {
    readonly tokens: Readonly<Record<UndecidedReason, number>>;
    readonly nodes: Readonly<Record<UndecidedReason, number>>;
  };
}

/** Layer of each token, undefined where there is none. */
function tokenLayers(lens: LogitLens, by: DecidedBy): (number | undefined)[] {
  const tokens = lens.ids.length;
  const rows = lens.layers.length;
  return Array.from({ length: tokens }, (_, t) => {
    const said = (row: number): number => lens.topIds[(row * tokens + t) * lens.top];
    const final = said(rows - 1);
    if (final < 0) return undefined;
    const holds = (row: number): boolean =>
      by === "final" ? said(row) === final : lens.ranks[row * tokens + t] === 1;
    let first = rows;
    while (first > 0 && holds(first - 1)) first--;
    return lens.layers[first];
  });
}

/**
 * At which layer each token and each node of the syntax tree is decided. Tokens belong to the node that owns them
 * (policy `primary` of the alignment).
 *
 * @throws SourceError where lens and alignment are not of the same tokens.
 */
export function decidedAt(lens: LogitLens, aligned: Aligned, options: DecidedOptions = {}): Decided {
  const { by = "truth", trivia = false } = options;
  matchLens(lens.ids, aligned);
  const tokens = tokenLayers(lens, by);
  const { nodes } = aligned.source;
  const counted = new Int32Array(nodes.length);
  // The latest layer below each node; Infinity where a token never is.
  const latest = new Float64Array(nodes.length).fill(-1);
  const lastRow = (lens.layers.length - 1) * lens.ids.length;
  const undecided = {
    tokens: { "no prediction": 0, never: 0 },
    nodes: { "no prediction": 0, never: 0 },
  };
  for (let t = 0; t < tokens.length; t++) {
    const unsaid = lens.topIds[(lastRow + t) * lens.top] < 0;
    if (tokens[t] === undefined) undecided.tokens[unsaid ? "no prediction" : "never"]++;
    const owner = aligned.owner[t];
    if (owner < 0 || unsaid || (!trivia && aligned.trivia[t] === 1)) continue;
    counted[owner]++;
    latest[owner] = Math.max(latest[owner], tokens[t] ?? Number.POSITIVE_INFINITY);
  }
  // Preorder: children come after their parents.
  for (let n = nodes.length - 1; n > 0; n--) {
    const parent = nodes[n].parent;
    if (parent < 0) continue;
    counted[parent] += counted[n];
    latest[parent] = Math.max(latest[parent], latest[n]);
  }
  const layers = [...latest].map(layer => (layer >= 0 && layer !== Infinity ? layer : undefined));
  layers.forEach((layer, n) => {
    if (layer === undefined) undecided.nodes[counted[n] === 0 ? "no prediction" : "never"]++;
  });
  const group = (key: "type" | "category"): DecidedGroup[] =>
    decidedGroups(
      nodes.flatMap((node, n) =>
        counted[n] === 0 ? [] : [{ name: node[key], layer: layers[n], tokens: counted[n] }],
      ),
    );
  return {
    by,
    trivia,
    layers: lens.layers,
    tokens,
    nodes: layers,
    counted,
    byType: group("type"),
    byCategory: group("category"),
    undecided,
  };
}
