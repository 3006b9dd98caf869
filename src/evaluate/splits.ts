import { constructs } from "../datasets/constructs.js";
import { lineStarts } from "../program/lines.js";
import type { Program } from "../program/Program.js";
import type { Question, Task } from "../questions/Question.js";
import { collapse } from "../questions/score/scoreLines.js";
import { nesting } from "./nesting.js";
import type { SplitBy } from "./reportSplits.js";

/** What a split goes by, in words, and the groups a question belongs to; none where the split does not apply. */
interface SplitRule {
  readonly about: string;
  /** In the order in which reports show them; sorted by name where there is none. */
  readonly groups?: readonly string[];
  of(question: Question, program: Program): readonly string[];
}

/** Groups of numbers from one bound to the next, `[from, to)`: a number equal to a bound belongs to the group above. */
function ranges(bounds: readonly number[]): { readonly groups: string[]; of(value: number): string } {
  const groups = bounds.map((from, i) =>
    i + 1 < bounds.length ? `[${from}, ${bounds[i + 1]})` : `${from}+`,
  );
  return { groups, of: value => groups[bounds.filter(from => value >= from).length - 1] };
}

const LENGTH = ranges([0, 20, 30, 40]);
const STEPS = ranges([0, 10, 25, 60]);
/** Bounds of CoCoNUT. */
const LIST = ranges([1, 3, 5, 10, 25, 40]);

/** Every split, with its rule; computed from question and program alone. */
export const SPLIT_RULES: Readonly<Record<SplitBy, SplitRule>> = {
  family: { about: "family of the program", of: ({ family }) => [family] },
  length: {
    about: "lines of the program",
    groups: LENGTH.groups,
    of: (_, { source, language }) => [LENGTH.of(lineStarts(source.replace(/\r?\n$/, ""), language).length)],
  },
  steps: {
    about: "statements and heads that begin during the call",
    groups: [...STEPS.groups, "not recorded"],
    of: ({ provenance: { steps } }) => [steps === undefined ? "not recorded" : STEPS.of(steps)],
  },
  nesting: {
    about: "branches, loops, try statements and functions around the node asked about",
    groups: ["0", "1", "2", "3", "4+"],
    of: ({ node }, program) => {
      if (node === undefined) return [];
      const depth = nesting(program, node);
      return [depth < 4 ? String(depth) : "4+"];
    },
  },
  occurrence: {
    about: "which time in its call the moment asked about is",
    groups: ["1", "2–3", "4+"],
    of: ({ occurrence }) =>
      occurrence === undefined ? [] : [occurrence.k === 1 ? "1" : occurrence.k < 4 ? "2–3" : "4+"],
  },
  construct: {
    about: "language constructs of the program; a program is in the group of each it uses, so groups overlap",
    of: (_, program) => constructsOf(program),
  },
  covered: {
    about: "whether the statement a coverage question asks about is executed",
    groups: ["executed", "not executed"],
    of: ({ truth }) => (truth.task === "coverage" ? [truth.executed ? "executed" : "not executed"] : []),
  },
  list: {
    about: "length of the true list of lines",
    groups: LIST.groups,
    of: ({ truth }) => (truth.task === "lines" ? [LIST.of(Math.max(1, collapse(truth.lines).length))] : []),
  },
};

const known = new WeakMap<Program, readonly string[]>();

function constructsOf(program: Program): readonly string[] {
  const found = known.get(program) ?? constructs(program);
  known.set(program, found);
  return found;
}

/** Puts the names of groups in the order of their split. */
export function sortGroups(split: SplitBy, groups: Iterable<string>): string[] {
  const { groups: order } = SPLIT_RULES[split];
  if (order === undefined) return [...groups].sort();
  return [...groups].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** Key of the cell of a task and group. */
export function cellKey(task: Task, group: string): string {
  return `${task}\0${group}`;
}
