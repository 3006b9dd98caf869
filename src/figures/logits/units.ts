import type { Aligned, NodeScore } from "../../lens/align/Aligned.js";
import { rankOf } from "./levels.js";
import { type Measured, measuredNode } from "./statistics.js";

/** Nodes with the same text, as one: `expression_statement › call`. */
export interface Unit {
  readonly index: number;
  /** Outermost and innermost node of the chain. */
  readonly node: number;
  readonly inner: number;
  /** Types of the chain, outermost first. */
  readonly types: readonly string[];
  /** Index of the unit around it; -1 for the file. */
  readonly parent: number;
  /** Index of the last unit inside. */
  last: number;
  /** Highest rank of the chain, an index into `LEVELS`. */
  readonly rank: number;
  /** Whether one of the chain is a statement: a block of one statement is both. */
  readonly statement: boolean;
  readonly error: boolean;
  /** No text of its own: the parser put it where something is missing. */
  readonly missing: boolean;
  readonly line: number;
  readonly endLine: number;
  readonly score: NodeScore;
  readonly measured: Measured;
}

/** What {@link unitsOf} gives. */
export interface Units {
  readonly units: readonly Unit[];
  /** Unit of every node. */
  readonly ofNode: Int32Array;
}

/** Whether a node is one that a parser made up where something was missing, or an empty block: a place without text. */
function isMissing(type: string, start: number, end: number, parent: number): boolean {
  return start === end && parent >= 0 && type !== "EmptyStatement" && type !== "Program" && type !== "module";
}

/**
 * The nodes of a source with chains of one child of the same text merged, in preorder.
 * @param common of two models: bits over the bytes that both have scored, in place of those of the scores.
 */
export function unitsOf(
  aligned: Aligned,
  scores: readonly NodeScore[],
  common?: readonly { readonly bits: number; readonly bytes: number }[],
): Units {
  const { nodes } = aligned.source;
  const worst = worstRanks(aligned);
  // `parseLoose` says what a node without text stands for.
  const { missing: placed } = aligned.source as { readonly missing?: ReadonlyMap<number, string> };
  const ofNode = new Int32Array(nodes.length);
  const units: (Unit & {
    inner: number;
    rank: number;
    statement: boolean;
    error: boolean;
    types: string[];
  })[] = [];
  for (const node of nodes) {
    const around = node.parent < 0 ? -1 : ofNode[node.parent];
    const outer = around < 0 ? undefined : units[around];
    const missing = isMissing(node.type, node.byteStart, node.byteEnd, node.parent);
    const parent = node.parent < 0 ? undefined : nodes[node.parent];
    if (
      outer !== undefined &&
      parent !== undefined &&
      !missing &&
      outer.inner === node.parent &&
      node.id === node.parent + 1 &&
      node.last === parent.last &&
      node.byteStart === parent.byteStart &&
      node.byteEnd === parent.byteEnd &&
      outer.node !== 0
    ) {
      ofNode[node.id] = around;
      outer.inner = node.id;
      outer.types.push(node.type);
      outer.rank = Math.max(outer.rank, rankOf(node));
      outer.statement ||= rankOf(node) === 3;
      outer.error ||= node.type === "ERROR";
      continue;
    }
    const index = units.length;
    ofNode[node.id] = index;
    units.push({
      index,
      node: node.id,
      inner: node.id,
      types: [missing && placed?.has(node.id) ? `missing ${placed.get(node.id)}` : node.type],
      parent: around,
      last: index,
      rank: rankOf(node),
      statement: rankOf(node) === 3,
      error: node.type === "ERROR",
      missing,
      line: node.line,
      endLine: node.endLine,
      score: scores[node.id],
      measured: measuredNode({ ...scores[node.id], ...common?.[node.id] }, worst[node.id]),
    });
  }
  for (let i = units.length - 1; i > 0; i--) {
    const { parent, last } = units[i];
    if (units[parent].last < last) units[parent].last = last;
  }
  return { units, ofNode };
}

/** Worst rank among the tokens of each node and those below it; 0 where none is known. */
function worstRanks({ source, scored, owner, trivia }: Aligned): Float64Array {
  const worst = new Float64Array(source.nodes.length);
  if (scored.ranks === undefined) return worst;
  for (let token = 0; token < owner.length; token++) {
    const node = owner[token];
    if (node >= 0 && trivia[token] === 0 && scored.ranks[token] > worst[node])
      worst[node] = scored.ranks[token];
  }
  for (let node = worst.length - 1; node > 0; node--) {
    const { parent } = source.nodes[node];
    if (worst[parent] < worst[node]) worst[parent] = worst[node];
  }
  return worst;
}

/** Name of a unit for people. */
export function unitName(unit: Unit): string {
  return unit.types.length > 3 ? `${unit.types[0]} › … › ${unit.types.at(-1)}` : unit.types.join(" › ");
}

/** Index of the smallest unit around (or at) a unit that has at least a rank. */
export function unitAt(units: readonly Unit[], unit: number, rank: number): number {
  let at = unit;
  while (at > 0 && units[at].rank < rank) at = units[at].parent;
  return at;
}
