import { add, askable, type Posing, shuffleSites } from "./Posing.js";
import { limitOf } from "./pose.js";

/**
 * As many executed as unexecuted statements and heads, so that neither constant answer wins. Nodes with
 * several sites count once.
 */
export function poseCoverage(posing: Posing): undefined {
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
  const half = Math.floor(limitOf(options, "coverage") / 2);
  const balanced = Math.min(executed.length, not.length);
  const taken = Math.min(half, balanced);
  // Either sort first would be a hint.
  for (const site of random.shuffle([...executed.slice(0, taken), ...not.slice(0, taken)])) {
    const truth = { task: "coverage", executed: executedNodes.has(site.node) } as const;
    add(posing, { task: "coverage", node: site.node, line: site.line, truth });
  }
  skipped.add("coverage", "not sampled", 2 * (balanced - taken));
  skipped.add("coverage", "nothing to balance with", executed.length + not.length - 2 * balanced);
}
