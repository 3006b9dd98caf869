import { bindings } from "../../../datasets/bindings.js";
import type { Program } from "../../../program/Program.js";
import { tree } from "../../../program/tree.js";
import type { Aligned } from "../../align/Aligned.js";
import { labelCells, type TextLabels } from "./TextLabels.js";

/**
 * What the names of a program stand for, by the rules of lexical scope:
 *
 * - `binding`: name of the variable with the number of its declaration among those of this name (`x`, `x#2`), `free` for names
 *   that the program does not declare;
 * - `declared`: how the variable is declared (`param`, `let`, …);
 * - `access`: `declare`, `write` (target of an assignment or update) or `read`.
 *
 * A name is read-out where its declaration stands before the end of the token, and what it is to the node around it is known.
 * Nothing for Python.
 */
export function bindingLabels(
  program: Program,
  { owner, trivia }: Pick<Aligned, "owner" | "trivia">,
  decided: Int32Array,
  ends: Int32Array,
): TextLabels {
  if (program.language === "python") return new Map();
  const names = namesOf(program);
  const cells = {
    binding: labelCells(owner.length),
    declared: labelCells(owner.length),
    access: labelCells(owner.length),
  };
  for (let t = 0; t < owner.length; t++) {
    if (trivia[t] === 1) continue;
    const name = names.get(owner[t]);
    if (name === undefined) continue;
    const node = program.nodes[owner[t]];
    const known = Math.max(node.byteEnd, name.from);
    const put = (key: keyof typeof cells, value: string, from: number): void => {
      cells[key].values[t] = value;
      if (from > ends[t]) cells[key].anticipated[t] = 1;
    };
    put("binding", name.binding, known);
    if (name.kind !== undefined) put("declared", name.kind, known);
    const around = node.parent < 0 ? 0 : decided[node.parent];
    put("access", name.declares ? "declare" : accessOf(program, node.id), Math.max(known, around));
  }
  return new Map(Object.entries(cells));
}

interface Named {
  readonly binding: string;
  readonly kind?: string;
  /** Byte at which its first declaration ends. */
  readonly from: number;
  readonly declares: boolean;
}

/** By node of an identifier. */
function namesOf(program: Program): Map<number, Named> {
  const { idOf } = tree(program);
  const { variables, free } = bindings(program);
  const names = new Map<number, Named>();
  const times = new Map<string, number>();
  const order = variables.map(variable => ({
    ...variable,
    first: Math.min(...variable.declarations.map(identifier => identifier.start)),
  }));
  order.sort((a, b) => a.first - b.first);
  for (const { name, kind, declarations, references } of order) {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    const binding = time === 1 ? name : `${name}#${time}`;
    const declared = declarations.map(identifier => idOf(identifier));
    const from = Math.min(...declared.map(id => program.nodes[id].byteEnd));
    for (const id of declared) names.set(id, { binding, kind, from, declares: true });
    for (const identifier of references)
      names.set(idOf(identifier), { binding, kind, from, declares: false });
  }
  // Somewhere behind it may still be declared, for all a reader knows.
  const end = program.nodes[0].byteEnd;
  for (const identifiers of free.values())
    for (const identifier of identifiers)
      names.set(idOf(identifier), { binding: "free", from: end, declares: false });
  return names;
}

const TARGET = /^(?:AssignmentExpression|UpdateExpression|ForInStatement|ForOfStatement)$/;

/** Whether an identifier is written: a target, or inside of a pattern that is one. */
function accessOf({ nodes }: Program, id: number): "write" | "read" {
  let at = nodes[id];
  while (at.parent >= 0) {
    const parent = nodes[at.parent];
    if (TARGET.test(parent.type)) return at.field === "left" || at.field === "argument" ? "write" : "read";
    const inPattern =
      /^(?:ArrayPattern|ObjectPattern|RestElement)$/.test(parent.type) ||
      (parent.type === "Property" &&
        at.field === "value" &&
        nodes[parent.parent]?.type === "ObjectPattern") ||
      (parent.type === "AssignmentPattern" && at.field === "left");
    if (!inPattern) return "read";
    at = parent;
  }
  return "read";
}
