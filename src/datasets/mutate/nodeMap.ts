import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import type { Kept } from "./edits.js";

/** Node types that stand for one another after a change of loop form. */
const ALIKE: Readonly<Record<string, string>> = {
  ForStatement: "loop",
  WhileStatement: "loop",
  ForOfStatement: "loop",
};

const kindOf = (type: string): string => ALIKE[type] ?? type;

/**
 * For each node of the original the node of the mutant that stands for it, -1 for none. A node whose first and
 * last character still begin and end one of its type goes with that; any other with the innermost node of its kind
 * around what became of its parts.
 */
export function nodeMap(original: Program, mutant: Program, kept: readonly Kept[]): readonly number[] {
  const map = new Array<number>(original.nodes.length).fill(-1);
  const taken = new Set<number>();
  const bySpan = new Map<string, number[]>();
  for (const node of mutant.nodes) {
    const key = `${node.start} ${node.end} ${node.type}`;
    const list = bySpan.get(key);
    if (list === undefined) bySpan.set(key, [node.id]);
    else list.push(node.id);
  }
  const pair = (from: number, to: number): void => {
    map[from] = to;
    taken.add(to);
  };
  for (const node of original.nodes) {
    const start = startOf(node.start, kept);
    const end = endOf(node.end, kept);
    const found = bySpan.get(`${start} ${end} ${node.type}`)?.find(id => !taken.has(id));
    if (found !== undefined) pair(node.id, found);
  }
  // Children come after their parents, so from the back they are mapped first.
  for (let id = original.nodes.length - 1; id >= 0; id--) {
    if (map[id] >= 0) continue;
    const found = around(original.nodes[id], original.nodes, mutant.nodes, map, taken);
    if (found >= 0) pair(id, found);
  }
  return map;
}

/** Where the character at an offset of the original stands; -1 if it is gone. */
function startOf(offset: number, kept: readonly Kept[]): number {
  const piece = kept.find(({ from, to, same }) => (same ? from <= offset && offset < to : offset === from));
  return piece === undefined ? -1 : piece.at + offset - piece.from;
}

/** Where the character before an offset ends. */
function endOf(offset: number, kept: readonly Kept[]): number {
  const piece = kept.find(({ from, to, same }) => (same ? from < offset && offset <= to : offset === to));
  return piece === undefined ? -1 : piece.until - (piece.to - offset);
}

function around(
  node: Node,
  original: readonly Node[],
  mutant: readonly Node[],
  map: readonly number[],
  taken: ReadonlySet<number>,
): number {
  if (node.last === node.id) return -1;
  const inside: Node[] = [];
  for (let id = node.id + 1; id <= node.last; id = original[id].last + 1)
    if (map[id] >= 0) inside.push(original[id]);
  // The head of a loop may have gone elsewhere: the loop is where its body is.
  const body = kindOf(node.type) === "loop" ? ["body", "test", "left"] : [];
  const chosen = body
    .map(field => inside.find(part => part.field === field))
    .find(part => part !== undefined);
  const parts = (chosen === undefined ? inside : [chosen]).map(({ id }) => map[id]);
  if (parts.length === 0) return -1;
  const first = Math.min(...parts);
  const last = Math.max(...parts);
  // From the innermost node around all parts outwards, to the first of the same kind, but not out of the function.
  let at = mutant[first].parent;
  for (; at >= 0; at = mutant[at].parent) {
    if (mutant[at].last < last) continue;
    if (kindOf(mutant[at].type) === kindOf(node.type) && !taken.has(at)) return at;
    if (/Function|Program|Class/.test(mutant[at].type)) return -1;
  }
  return -1;
}

/** Composes two maps of nodes. */
export function followed(first: readonly number[], second: readonly number[]): readonly number[] {
  return first.map(id => (id < 0 ? -1 : second[id]));
}
