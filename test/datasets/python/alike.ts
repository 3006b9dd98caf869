import type { DatasetProgram } from "../../../src/datasets/Dataset.js";
import type { Program } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";

/**
 * Pairs of programs of one language that share at least half of the structure of the smaller: of its runs of 12
 * nodes of the node table. A program is not compared with itself.
 */
export function alike(some: readonly DatasetProgram[], others: readonly DatasetProgram[]): readonly string[] {
  const shapes = others.map(shapeOf);
  const found = new Set<string>();
  for (const one of some.map(shapeOf)) {
    for (const other of shapes) {
      if (one.id === other.id || one.language !== other.language) continue;
      const shared = [...one.runs].filter(run => other.runs.has(run)).length;
      if (shared >= Math.min(one.runs.size, other.runs.size) / 2)
        found.add([one.id, other.id].sort().join(" "));
    }
  }
  return [...found];
}

interface Shape {
  readonly id: string;
  readonly language: string;
  readonly runs: ReadonlySet<string>;
}

function shapeOf({ id, source, file, language }: DatasetProgram): Shape {
  return { id, language, runs: runsOf(parse(source, { file, language })) };
}

/** Types of 12 nodes at a time, in the order of the text; `)` closes a node. Names and literals do not count. */
function runsOf({ nodes, source }: Program): ReadonlySet<string> {
  const types: string[] = [];
  const open: number[] = [];
  for (const { id, type, last, start, end } of nodes) {
    while (open.length > 0 && id > open[open.length - 1]) {
      types.push(")");
      open.pop();
    }
    if (type === "Punctuator" || type === "Type") continue;
    types.push(type === "Keyword" ? source.slice(start, end) : type);
    open.push(last);
  }
  return new Set(types.slice(11).map((_, i) => types.slice(i, i + 12).join(" ")));
}
