import type { Program } from "../program/Program.js";
import { askText, DIALECT_TASKS } from "../questions/dialect/dialectText.js";
import { DIALECT_VALUES, SLOTS } from "../questions/dialect/TraceRow.js";
import { isFunction } from "../questions/nodeTypes.js";
import type { Question } from "../questions/Question.js";
import { TASKS } from "../questions/Task.js";

/** Why a question is none a model of the dialect was trained on. Nothing else is. */
export const OUT_OF_FAMILY = [
  "task",
  "language",
  "no call",
  "more than one function",
  "too many names",
  "value out of range",
  "place outside of the function",
] as const;
/** One of {@link OUT_OF_FAMILY}. */
export type OutOfFamily = (typeof OUT_OF_FAMILY)[number];

/** Why a question is out of the family, by what stands in the text; undefined where nothing does. */
export function outOfFamily(question: Question, program: Program): OutOfFamily | undefined {
  if (question.call === "") return "no call";
  if (program.language !== "javascript") return "language";
  const { task, of, truth } = question;
  if (!DIALECT_TASKS.includes(task) || of === "printed") return "task";
  if ("literal" in truth && !DIALECT_VALUES.has(truth.literal ?? "")) return "value out of range";
  if (askText(question) === undefined) return "place outside of the function";
  return foreign(program);
}

const known: WeakMap<Program, { readonly why: OutOfFamily | undefined }> = new WeakMap();

function foreign(program: Program): OutOfFamily | undefined {
  const there = known.get(program);
  if (there !== undefined) return there.why;
  const { nodes, source } = program;
  const names = new Set<string>();
  let functions = 0;
  let why: OutOfFamily | undefined;
  for (const node of nodes) {
    if (isFunction(node.type)) functions++;
    const text = source.slice(node.start, node.end);
    const declares =
      node.type === "Identifier" &&
      (node.field === "params" || (node.field === "id" && nodes[node.parent].type === "VariableDeclarator"));
    // A map before the function is no slot.
    if (declares && functions > 0) names.add(text);
    if (node.type === "Literal" && node.field !== "key" && !DIALECT_VALUES.has(text))
      why ??= "value out of range";
  }
  if (functions !== 1) why = "more than one function";
  else if (names.size > SLOTS) why = "too many names";
  known.set(program, { why });
  return why;
}

/**
 * What a reader should know about a run in a dialect: how many of its questions are out of the family the model was
 * trained on, by task or reason. Empty where all are of the family.
 *
 * @param asked in the order of the set, so that programs are parsed once.
 */
export function dialectNotes(
  name: string,
  asked: Iterable<{ readonly question: Question; readonly program: Program }>,
): string[] {
  const counts = new Map<string, number>();
  let out = 0;
  let total = 0;
  for (const { question, program } of asked) {
    total++;
    const why = outOfFamily(question, program);
    if (why === undefined) continue;
    out++;
    const label = why === "task" ? `task ${question.task}` : why;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  if (out === 0) return [];
  const order = [...TASKS.map(task => `task ${task}`), ...OUT_OF_FAMILY];
  const listed = [...counts]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([label, count]) => `${label}: ${count.toLocaleString("en")}`);
  return [
    `${out.toLocaleString("en")} of ${total.toLocaleString("en")} questions are out of the family ${name} was trained on ` +
      `(${listed.join(", ")}): it was asked them all the same, and its answers to them say nothing about it`,
  ];
}
