import { type Decisions, decisions } from "../../trace/derive/decisions.js";
import type { Site } from "../../trace/format/tables.js";
import { conditionNode, conditionText } from "../condition.js";
import type { OccurrenceRef } from "../Question.js";
import type { Random } from "../random.js";
import { add, functionNode, type Posing } from "./Posing.js";
import { limitOf } from "./pose.js";

const KINDS: ReadonlySet<string> = new Set(["if", "while", "do", "for", "conditional", "logical"]);

/** Decisions of one site, near enough to be asked about. */
interface Decided {
  readonly site: Site;
  /** Indexes of {@link Decisions}, in random order. */
  readonly yes: readonly number[];
  readonly no: readonly number[];
}

/**
 * Whether conditions hold at stated occurrences: as many that do as do not. Where it can be, the two of a pair are about
 * the same condition, else about two of the same kind, so that neither tells the answer.
 */
export function poseBranch(posing: Posing): undefined {
  const { options, skipped, trace } = posing;
  const random = posing.random("branch");
  const all = decisions(trace);
  const sites = decided(posing, random, all);
  const pairs: (readonly [yes: number, no: number])[] = [];
  const left = { yes: new Map<string, number[]>(), no: new Map<string, number[]>() };
  for (const { site, yes, no } of sites) {
    const paired = yes.length > 0 && no.length > 0;
    if (paired) pairs.push([yes[0], no[0]]);
    for (const [side, list] of [
      [left.yes, yes],
      [left.no, no],
    ] as const)
      side.set(site.kind, [...(side.get(site.kind) ?? []), ...list.slice(paired ? 1 : 0)]);
  }
  const loose = { yes: [] as number[], no: [] as number[] };
  for (const kind of KINDS) {
    const [yes, no] = [left.yes.get(kind) ?? [], left.no.get(kind) ?? []];
    const both = Math.min(yes.length, no.length);
    for (let i = 0; i < both; i++) pairs.push([yes[i], no[i]]);
    loose.yes.push(...yes.slice(both));
    loose.no.push(...no.slice(both));
  }
  const both = Math.min(loose.yes.length, loose.no.length);
  for (let i = 0; i < both; i++) pairs.push([loose.yes[i], loose.no[i]]);
  const taken = pairs.slice(0, Math.floor(limitOf(options, "branch") / 2));
  for (const index of random.shuffle(taken.flat())) {
    const occurrence = refOf(posing, all, index);
    const { node, line } = occurrence;
    add(posing, {
      task: "branch",
      node,
      line,
      occurrence,
      truth: { task: "branch", holds: all.arm[index] === 1 },
    });
  }
  skipped.add("branch", "not sampled", 2 * (pairs.length - taken.length));
  skipped.add("branch", "nothing to balance with", loose.yes.length + loose.no.length - 2 * both);
}

/** Sites with their decisions in random order, function bodies before the top level. */
function decided(posing: Posing, random: Random, all: Decisions): Decided[] {
  const { trace, program, options, skipped, calls } = posing;
  const { sites, functions } = trace.tables;
  const bySite = new Map<number, { yes: number[]; no: number[] }>();
  const far = new Set<number>();
  for (let i = 0; i < all.row.length; i++) {
    const site = sites[all.site[i]];
    if (site.program !== 0 || !KINDS.has(site.kind) || functions[site.function].kind === "init") continue;
    if (all.k[i] > options.maxOccurrence || calls[all.frame[i]] > options.maxOccurrence) {
      far.add(site.id);
      continue;
    }
    let lists = bySite.get(site.id);
    if (lists === undefined) {
      lists = { yes: [], no: [] };
      bySite.set(site.id, lists);
    }
    (all.arm[i] === 1 ? lists.yes : lists.no).push(i);
  }
  skipped.add("branch", "occurrence too far", [...far].filter(site => !bySite.has(site)).length);
  const texts = new Map<string, number>();
  const key = (site: Site): string =>
    `${program.nodes[conditionNode(program, site.node)].line} ${conditionText(program, site.node)}`;
  const asked = [...bySite.keys()]
    .map(id => sites[id])
    .filter(site => conditionNode(program, site.node) >= 0);
  for (const site of asked) texts.set(key(site), (texts.get(key(site)) ?? 0) + 1);
  const clear = asked.filter(site => texts.get(key(site)) === 1);
  skipped.add("branch", "stands twice on its line", asked.length - clear.length);
  const mixed = random.shuffle(clear);
  return [...mixed.filter(site => site.function !== 0), ...mixed.filter(site => site.function === 0)].map(
    site => {
      const { yes, no } = bySite.get(site.id) as { yes: number[]; no: number[] };
      return { site, yes: random.shuffle(yes), no: random.shuffle(no) };
    },
  );
}

function refOf(posing: Posing, all: Decisions, index: number): OccurrenceRef {
  const { node, function: fn } = posing.trace.tables.sites[all.site[index]];
  const frame = all.frame[index];
  return {
    node,
    line: posing.program.nodes[conditionNode(posing.program, node)].line,
    frame,
    function: functionNode(posing, fn),
    call: posing.calls[frame],
    k: all.k[index],
    kRun: all.kRun[index],
  };
}
