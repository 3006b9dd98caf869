import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { poseDataset } from "../../../src/datasets/poseDataset.js";
import { readPythonLiteral } from "../../../src/questions/answer/python/readPythonLiteral.js";
import type { Question } from "../../../src/questions/Question.js";
import { programsOf } from "../../../src/questions/QuestionSet.js";
import { pythonEqual } from "../../../src/trace/derive/pythonEqual.js";
import { closePool } from "../../../src/trace/trace.js";
import { editPython } from "./editPython.js";

afterAll(closePool);

const OBSERVE = readFileSync(join(__dirname, "observe.py"), "utf8");

type Event = readonly [
  kind: "begin" | "after" | "cond" | "enter",
  line: number,
  node: number,
  frame: number,
  seen: Readonly<Record<string, string | null>>,
  extra: boolean | null,
];

interface Observed {
  readonly events: readonly Event[];
  readonly started: number;
  readonly outcome: { readonly value?: string; readonly error?: string };
  readonly printed: string;
}

/** Why a question is not checked: the closed list. */
const UNCHECKED = [
  "no place for a note in the program",
  "edited program fails where the program does not",
  "definition needs a note of every write",
  "condition within a statement",
  "asynchronous or generator order of activations",
  "value whose repr is no literal",
  "no place for a note behind a head",
  "name that the function does not capture",
] as const;

function observe(
  source: string,
  call: string,
  wanted: Readonly<Record<string, readonly string[]>>,
): Observed | undefined {
  const ran = spawnSync("python3", ["-I", "-c", OBSERVE], {
    input: JSON.stringify({ source, call, wanted }),
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
    env: { PATH: process.env.PATH, PYTHONHASHSEED: "0" },
  });
  return ran.status === 0 ? (JSON.parse(ran.stdout) as Observed) : undefined;
}

/** What plain Python says to a question, in the words of its truth; or why it cannot say it. */
function recomputed(question: Question, { events, started, outcome, printed }: Observed): unknown {
  const { truth, occurrence, node = -1 } = question;
  const begins = events.filter(([kind]) => kind === "begin");
  if (truth.task === "output")
    return question.of === "printed" ? printed.replace(/\n$/, "") : (outcome.value ?? outcome.error);
  if (truth.task === "coverage") return begins.some(event => event[2] === node);
  if (truth.task === "lines")
    return events
      .slice(started)
      .filter(([kind]) => kind === "begin")
      .map(event => event[1])
      .filter((line, i, all) => i === 0 || line !== all[i - 1]);
  if (occurrence === undefined) return undefined;
  const own = events.map((event, i) => ({ event, i })).filter(({ event }) => event[2] === node);
  // Activations of the function asked about, in the order they begin: those in which the node is, where it is reached.
  const frame = frameOf(question, events);
  if (frame === undefined) return "not executed";
  const mine = own.filter(({ event }) => event[3] === frame);
  const times = mine.filter(({ event }) => event[0] === "begin");
  const moment = times[occurrence.k - 1];
  if (truth.task === "branch")
    return mine.filter(({ event }) => event[0] === "cond")[occurrence.k - 1]?.event[5];
  if (truth.task === "iterations") {
    const entries = mine.filter(({ event }) => event[0] === "enter").map(({ i }) => i);
    const [from, to] = [entries[occurrence.k - 1], entries[occurrence.k] ?? events.length];
    return mine.filter(({ event, i }) => event[0] === "cond" && event[5] && i > from && i < to).length;
  }
  if (moment === undefined) return "not executed";
  if (truth.task === "alias") {
    const name = `${question.variable} is ${question.other}`;
    const at =
      question.when === "before" ? moment : mine.find(({ event, i }) => event[0] === "after" && i > moment.i);
    return at?.event[4][name] ?? undefined;
  }
  if (truth.task === "state") {
    if (question.when === "before") return moment.event[4][question.variable ?? ""] ?? undefined;
    const done = mine.find(({ event, i }) => /^(?:after|cond)$/.test(event[0]) && i > moment.i);
    return done?.event[4][question.variable ?? ""] ?? undefined;
  }
  if (truth.task !== "path") return undefined;
  const next = events.slice(moment.i + 1).find(event => event[0] === "begin" && event[3] === frame);
  return next?.[1] ?? "leaves";
}

let bodies: ReadonlyMap<number, number> = new Map();

/** Frame of the call-th activation of the function; by the function whose text holds the first statement it begins. */
function frameOf({ occurrence }: Question, events: readonly Event[]): number | undefined {
  const seen = new Set<number>();
  const frames: number[] = [];
  for (const [, , node, frame] of events) {
    if (seen.has(frame)) continue;
    seen.add(frame);
    if (bodies.get(node) === occurrence?.function) frames.push(frame);
  }
  return frames[(occurrence?.call ?? 1) - 1];
}

it("truth recomputed in plain Python, by running edited programs: more than 200 questions", async () => {
  const whole = loadDataset("tracebook-py");
  const programs = whole.programs
    .filter((_, i) => i % 5 === 0)
    .map(one => ({ ...one, calls: one.calls.slice(0, 1) }));
  const set = await poseDataset({ ...whole, programs }, { python: "cpython" });
  const checked: Record<string, number> = {};
  const unchecked: Record<string, number> = {};
  const wrong: unknown[] = [];
  const parsed = programsOf(set);
  const skip = (why: (typeof UNCHECKED)[number]): void => {
    unchecked[why] = (unchecked[why] ?? 0) + 1;
  };
  for (const [id, program] of parsed) {
    const questions = set.questions.filter(question => question.program === id);
    const source = editPython(program);
    const { nodes } = program;
    const functionOf = (node: number): number => {
      let at = nodes[node].parent;
      while (at > 0 && !/^(?:function_definition|lambda|class_definition)$/.test(nodes[at].type))
        at = nodes[at].parent;
      return Math.max(0, at);
    };
    bodies = new Map(nodes.map(({ id: node }) => [node, functionOf(node)]));
    const suspends = /\b(?:async|yield)\b/.test(program.source);
    const wanted: Record<string, string[]> = {};
    for (const { node, variable, other } of questions)
      if (node !== undefined && variable !== undefined)
        wanted[node] = [...(wanted[node] ?? []), other === undefined ? variable : `${variable} is ${other}`];
    const plain = observe(program.source, questions[0].call, {});
    const edited = source === undefined ? undefined : observe(source, questions[0].call, wanted);
    for (const question of questions) {
      const { truth } = question;
      if (truth.task === "input") {
        const again = observe(program.source, truth.call, {});
        check(question, again?.outcome.value, truth.literal);
      } else if (truth.task === "output")
        check(question, plain && recomputed(question, plain), expected(question));
      else if (source === undefined) skip("no place for a note in the program");
      else if (edited === undefined) skip("edited program fails where the program does not");
      else if (truth.task === "definition") skip("definition needs a note of every write");
      else if (
        truth.task === "branch" &&
        !/^(?:if_statement|elif_clause|while_statement)$/.test(nodes[question.node ?? 0].type)
      )
        skip("condition within a statement");
      else if (suspends && truth.task !== "coverage") skip("asynchronous or generator order of activations");
      else if (question.when === "after" && isHead(nodes[question.node ?? 0].type, truth.task))
        skip("no place for a note behind a head");
      else if (truth.task === "alias" && recomputed(question, edited) === undefined)
        skip("name that the function does not capture");
      else check(question, recomputed(question, edited), expected(question));
    }
  }
  function check(question: Question, found: unknown, right: unknown): void {
    const [one, two] = [found, right].map(text =>
      typeof text === "string" ? readPythonLiteral(text, { reprs: true }) : undefined,
    );
    const equal =
      one !== undefined && two !== undefined && "value" in one && "value" in two
        ? pythonEqual(one.value, two.value)
        : JSON.stringify(found) === JSON.stringify(right);
    if (!equal && question.task === "state" && one !== undefined && "failure" in one) {
      skip("value whose repr is no literal");
      return;
    }
    checked[question.task] = (checked[question.task] ?? 0) + 1;
    const { file, task, line, variable, when, occurrence } = question;
    if (!equal) wrong.push([file, task, line, variable, when, occurrence, found, right]);
  }
  console.log(JSON.stringify({ checked, unchecked }));
  expect(wrong.slice(0, 8), `${wrong.length} differ`).toEqual([]);
  const total = Object.values(checked).reduce((sum, one) => sum + one, 0);
  expect(total).toBeGreaterThan(200);
  for (const task of ["output", "input", "coverage", "path", "state", "lines", "branch", "iterations"])
    expect(checked[task], task).toBeGreaterThan(5);
}, 240_000);

/** Whether no note can be put behind a statement; behind an `if` or `while` there is that of its condition. */
function isHead(type: string, task: string): boolean {
  const condition = /^(?:if_statement|while_statement|elif_clause)$/.test(type);
  return condition ? task === "alias" : /^(?:for|with|match|try)_statement$|_clause$|definition$/.test(type);
}

/** The truth in the words of {@link recomputed}. */
function expected({ truth, of }: Question): unknown {
  switch (truth.task) {
    case "output":
      if (truth.value.type === "error") return truth.value.class;
      return of === "printed" && truth.value.type === "string" ? truth.value.value : truth.literal;
    case "coverage":
      return truth.executed;
    case "lines":
      return truth.lines;
    case "branch":
      return truth.holds;
    case "iterations":
      return truth.rounds;
    case "alias":
      return truth.same ? "True" : "False";
    case "state":
      return truth.end ?? truth.literal;
    case "path":
      if (truth.line !== undefined) return truth.line;
      return truth.end === "not executed" ? truth.end : "leaves";
    default:
      return undefined;
  }
}
