import type { Program } from "../../src/program/Program.js";
import { parse } from "../../src/program/parse.js";
import type { Question, Truth } from "../../src/questions/Question.js";

/** A small program with a loop, a branch, a method and an arrow function. */
export const SOURCE = `function total(list) {
  let sum = 0;
  for (const item of list) {
    if (item > 2) sum += item;
  }
  return sum;
}
class Box { add(x) { return x + 1; } }
const twice = n => n * 2;
`;

export const PROGRAM: Program = parse(SOURCE, { file: "total.js" });

/** Id of the first node of a type, on a line if given. */
export function nodeOf(type: string, line?: number, program: Program = PROGRAM): number {
  const node = program.nodes.find(n => n.type === type && (line === undefined || n.line === line));
  if (node === undefined) throw new Error(`no ${type}`);
  return node.id;
}

/** A question with the given truth; everything else as in a real one. */
export function question(truth: Truth, rest: Partial<Question> = {}): Question {
  return {
    schema: "tracebook/question@1",
    id: "0123456789abcdef",
    task: truth.task,
    dataset: "test",
    program: PROGRAM.id,
    file: PROGRAM.file,
    family: "loops",
    cluster: "total",
    call: "total([1, 3])",
    truth,
    provenance: { trace: "0", tracebook: "0", seed: 1 },
    ...rest,
  };
}

/** Numbers as values. */
export function number(value: number): { readonly type: "number"; readonly value: number } {
  return { type: "number", value };
}
