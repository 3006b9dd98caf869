import type { Program } from "../../program/Program.js";
import { OCCURRING } from "../../trace/derive/coverage.js";
import type { Trace } from "../../trace/format/Trace.js";
import { type Account, account, coreOf } from "./Account.js";
import type { MutantMapping, MutantRefusal } from "./Mutant.js";

/** Whether two traces agree; if not, where they first differ. */
export type TraceAgreement =
  | { readonly agree: true }
  | { readonly agree: false; readonly reason: MutantRefusal; readonly detail: string };

/**
 * Whether a mutant did what its original did, on one call:
 *
 * - the same outcome and the same output, names of classes and private fields through the renaming;
 * - to each variable of the original the same values in the same order (one the mutant has lost is no agreement);
 * - the same property writes, deletions and changes by built-ins in the same order;
 * - the same statements and loop heads in the same order, those the mutant added left out, swapped pairs swapped back;
 *   a statement of the original that the mutant has not is no agreement;
 * - where the mapping is exact, no other statements, and the same lines through the map of lines.
 *
 * A run that reached a limit agrees with nothing.
 */
export function agreeing(original: Trace, mutant: Trace, mapping: MutantMapping): TraceAgreement {
  for (const trace of [original, mutant]) {
    const { kind } = trace.footer.outcome;
    if (kind === "limit" || kind === "interrupted") {
      return { agree: false, reason: "no comparable trace", detail: kind };
    }
  }
  const { nodes, names } = mapping;
  const images = new Set(nodes);
  // Class names pass through the renaming on both sides: a built-in may be called as a class of the program was.
  const naming = { name: (word: string): string => (Object.hasOwn(names, word) ? names[word] : word) };
  const before = account(original, naming, node => nodes[node] ?? -1, false);
  const after = account(mutant, naming, node => (images.has(node) ? node : -1), true);
  return (
    compare(before, after, original.programs[0], mutant.programs[0], mapping, original) ?? { agree: true }
  );
}

function compare(
  before: Account,
  after: Account,
  program: Program,
  mutated: Program,
  mapping: MutantMapping,
  original: Trace,
): TraceAgreement | undefined {
  const differ = (reason: MutantRefusal, a: string, b: string): TraceAgreement => ({
    agree: false,
    reason,
    detail: `${shown(a)} became ${shown(b)}`,
  });
  if (before.outcome !== after.outcome) return differ("other outcome", before.outcome, after.outcome);
  if (before.output !== after.output) return differ("other output", before.output, after.output);
  for (const variable of new Set([...before.writes.keys(), ...after.writes.keys()])) {
    const a = before.writes.get(variable) ?? [];
    const b = after.writes.get(variable) ?? [];
    const at = firstDifference(a, b);
    if (at >= 0) return differ("other writes", `${variable} ${a[at]}`, b[at]);
  }
  const change = firstDifference(before.heap, after.heap);
  if (change >= 0) return differ("other heap changes", before.heap[change], after.heap[change]);
  const path = statementPaths(before, after, program, mapping, original);
  const step = firstDifference(path.before, path.after);
  const where = (node: number | undefined): string =>
    node === undefined ? "nothing" : `line ${mutated.nodes[node]?.line ?? "?"}`;
  if (step >= 0) return differ("other statements", where(path.before[step]), where(path.after[step]));
  if (!mapping.exact) return undefined;
  const lines = lineMap(program, mutated, mapping.nodes);
  const a = before.lines.map(line => lines.get(line) ?? -1);
  const line = firstDifference(a, after.lines);
  return line < 0 ? undefined : differ("other lines", `${a[line]}`, `${after.lines[line]}`);
}

/** Both sequences of statements in nodes of the mutant. */
function statementPaths(
  before: Account,
  after: Account,
  program: Program,
  { nodes, exact, swapped }: MutantMapping,
  original: Trace,
): { readonly before: readonly number[]; readonly after: readonly number[] } {
  const known = new Set<number>();
  for (const { program: of, kind, node } of original.tables.sites) {
    if (of === 0 && OCCURRING.has(kind)) known.add(nodes[coreOf(program, node)]);
  }
  const path = exact ? [...after.statements] : after.statements.filter(node => known.has(node));
  const first = new Map(
    swapped.map(([a, b]) => [nodes[coreOf(program, b)], nodes[coreOf(program, a)]] as const),
  );
  for (let i = 0; i + 1 < path.length; i++) {
    if (first.get(path[i]) !== path[i + 1]) continue;
    [path[i], path[i + 1]] = [path[i + 1], path[i]];
    i++;
  }
  return { before: before.statements.map(node => nodes[node]), after: path };
}

/**
 * The line of the mutant for each line of the original, by where its nodes went; a line whose nodes went to several
 * has none.
 */
export function lineMap(
  original: Program,
  mutant: Program,
  nodes: readonly number[],
): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const { id, line } of original.nodes) {
    const to = nodes[id] < 0 ? undefined : mutant.nodes[nodes[id]].line;
    // What has no text of its own kind, such as the program, may begin elsewhere.
    if (to === undefined || original.nodes[id].last !== id) continue;
    lines.set(line, lines.has(line) && lines.get(line) !== to ? -1 : to);
  }
  return lines;
}

function firstDifference<Item>(a: readonly Item[], b: readonly Item[]): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return i;
  return -1;
}

function shown(text: string | undefined): string {
  if (text === undefined) return "nothing";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
