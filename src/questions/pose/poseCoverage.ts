import type { Site } from "../../trace/format/tables.js";
import type { Random } from "../random.js";
import { add, askable, HEADS, type Posing, shuffleSites } from "./Posing.js";
import { limitOf } from "./pose.js";
import type { SkipReason } from "./SkipReason.js";

/**
 * As many executed as unexecuted statements and heads, so that neither constant answer wins; of each, heads of branches
 * and loops, statements that stand in a branch, a loop or a `catch`, and others in turn. Nodes with several sites count
 * once.
 */
export function poseCoverage(posing: Posing): SkipReason | undefined {
  const { occurrences, options, skipped } = posing;
  const random = posing.random("coverage");
  const sites = askable(posing);
  const executedNodes = new Set(
    sites.filter(site => occurrences.of(site.id).length > 0).map(site => site.node),
  );
  const once = new Map(sites.map(site => [site.node, site]));
  const mixed = shuffleSites(random, [...once.values()]);
  const executed = mixed.filter(site => executedNodes.has(site.node));
  const not = mixed.filter(site => !executedNodes.has(site.node));
  if (not.length === 0) return "every statement executed";
  const half = Math.floor(limitOf(options, "coverage") / 2);
  const balanced = Math.min(executed.length, not.length);
  const taken = Math.min(half, balanced);
  const chosen = [executed, not].flatMap(sort => inTurn(posing, random, sort).slice(0, taken));
  // Either sort first would be a hint.
  for (const site of random.shuffle(chosen)) {
    const truth = { task: "coverage", executed: executedNodes.has(site.node) } as const;
    add(posing, { task: "coverage", node: site.node, line: site.line, truth });
  }
  skipped.add("coverage", "not sampled", 2 * (balanced - taken));
  skipped.add("coverage", "nothing to balance with", executed.length + not.length - 2 * balanced);
  return undefined;
}

/** Heads, what a head or `catch` decides about, and the rest, one of each in turn from a random start. */
function inTurn({ trace }: Posing, random: Random, sites: readonly Site[]): Site[] {
  const parts: Site[][] = [[], [], []];
  for (const site of sites) {
    const around = site.parent < 0 ? "" : trace.tables.sites[site.parent].kind;
    const arm = HEADS.has(around) || around === "case" || around === "catch";
    parts[HEADS.has(site.kind) ? 0 : arm ? 1 : 2].push(site);
  }
  const found: Site[] = [];
  for (let turn = random.below(parts.length); found.length < sites.length; turn++) {
    const site = parts[turn % parts.length].shift();
    if (site !== undefined) found.push(site);
  }
  return found;
}
