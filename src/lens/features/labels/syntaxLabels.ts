import type { Program } from "../../../program/Program.js";
import type { Aligned } from "../../align/Aligned.js";
import { bindingLabels } from "./bindingLabels.js";
import { decisionBytes } from "./decisionBytes.js";
import { namedNodes } from "./namedNodes.js";
import { sourceEnds } from "./sourceEnds.js";
import { type LabelCells, labelCells, type TextLabels } from "./TextLabels.js";

/** Labels that {@link syntaxLabels} gives. */
export const SYNTAX_LABELS: readonly string[] = [
  "leaf",
  "category",
  "node",
  "parent",
  "field",
  "ancestors",
  "depth",
  "place",
  "binding",
  "declared",
  "access",
];

/**
 * What the syntax tree says of each token that shows a program. A token belongs to the leaf with its first byte that is no white
 * space; tokens of white space alone, and those outside of the program, have no labels.
 *
 * - `leaf`: type of the leaf; `category`: its category;
 * - `node`: type of the innermost node of the grammar around it (the `(` of a call is `CallExpression`); `parent`: of the one around that;
 * - `field`: where that node stands, as `BinaryExpression.left`;
 * - `ancestors`: types of all nodes around it, its own included (a set); `depth`: how many there are;
 * - `place`: `begin`, `inside` or `end` of its node's tokens, `all` of one that is its node's only token;
 * - `binding`, `declared`, `access`: see {@link bindingLabels}; for JavaScript and TypeScript.
 *
 * Each is read-out where the types it names are known at the end of the token (`decisionBytes`), else anticipation.
 */
export function syntaxLabels(program: Program, aligned: Aligned): TextLabels {
  const { nodes, source } = program;
  const { owner, trivia } = aligned;
  const tokens = owner.length;
  const decided = decisionBytes(nodes, source);
  const named = namedNodes(nodes);
  const ends = sourceEnds(aligned);
  const cells = Object.fromEntries(
    SYNTAX_LABELS.slice(0, 8).map(name => [name, labelCells(tokens)]),
  ) as Record<string, ReturnType<typeof labelCells>>;
  const paths = nodePaths(nodes, named);
  const places = tokenPlaces(aligned, named);
  for (let t = 0; t < tokens; t++) {
    if (owner[t] < 0 || trivia[t] === 1) continue;
    const leaf = nodes[owner[t]];
    const node = nodes[named[leaf.id]];
    const end = ends[t];
    const parent = nodes[node.parent];
    const put = (name: string, value: string | number, known: number): void => {
      cells[name].values[t] = value;
      if (known > end) cells[name].anticipated[t] = 1;
    };
    put("leaf", leaf.type, decided[leaf.id]);
    put("category", leaf.category, decided[leaf.id]);
    put("node", node.type, decided[node.id]);
    const path = paths[node.id];
    const latest = path.reduce((most, id) => Math.max(most, decided[id]), 0);
    put("depth", path.length, latest);
    put("place", places[t] as string, node.byteEnd);
    if (parent !== undefined) {
      put("parent", parent.type, decided[parent.id]);
      if (node.field !== "")
        put("field", `${parent.type}.${node.field}`, Math.max(decided[parent.id], decided[node.id]));
    }
    const known = typesOf(path.filter(id => decided[id] <= end).map(id => nodes[id].type));
    const open = typesOf(path.filter(id => decided[id] > end).map(id => nodes[id].type));
    cells.ancestors.values[t] = { known, open: open.filter(type => !known.includes(type)) };
    if (open.length > 0) cells.ancestors.anticipated[t] = 1;
  }
  const labels = new Map<string, LabelCells>(Object.entries(cells));
  for (const [name, own] of bindingLabels(program, aligned, decided, ends)) labels.set(name, own);
  return labels;
}

function typesOf(types: readonly string[]): string[] {
  return [...new Set(types)].sort();
}

/** By node of the grammar: it and all around it, innermost first. */
function nodePaths(nodes: Program["nodes"], named: Int32Array): number[][] {
  const paths: number[][] = [];
  for (const { id, parent } of nodes) {
    if (named[id] !== id) paths.push([]);
    else paths.push(parent < 0 ? [id] : [id, ...paths[named[parent]]]);
  }
  return paths;
}

/** Where a token stands among those of its node and all below it. */
function tokenPlaces(
  { owner, trivia, source: { nodes } }: Aligned,
  named: Int32Array,
): (string | undefined)[] {
  const first = new Int32Array(nodes.length).fill(-1);
  const last = new Int32Array(nodes.length).fill(-1);
  for (let t = 0; t < owner.length; t++) {
    if (owner[t] < 0 || trivia[t] === 1) continue;
    for (let id = named[owner[t]]; id >= 0; id = nodes[id].parent) {
      if (first[id] < 0) first[id] = t;
      last[id] = t;
    }
  }
  return Array.from(owner, (leaf, t) => {
    if (leaf < 0 || trivia[t] === 1) return undefined;
    const id = named[leaf];
    if (first[id] === last[id]) return "all";
    return first[id] === t ? "begin" : last[id] === t ? "end" : "inside";
  });
}
