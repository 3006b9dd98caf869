import { type LoopEntry, loopEntries } from "../../trace/derive/loopEntries.js";
import type { OccurrenceRef } from "../Question.js";
import type { Random } from "../random.js";
import { add, functionNode, type Posing } from "./Posing.js";
import { limitOf } from "./pose.js";

/** Numbers of rounds that are asked for alike: none, one, a few, many. */
const BUCKETS: readonly (readonly [from: number, to: number])[] = [
  [0, 0],
  [1, 1],
  [2, 3],
  [4, Number.POSITIVE_INFINITY],
];

/** Most rounds asked for: more are not counted by hand. */
const MOST = 40;

/**
 * How many rounds loops make, each time they are entered: none, one, a few and many alike as far as a trace has them,
 * different loops first.
 */
export function poseIterations(posing: Posing): undefined {
  const { trace, options, skipped, calls } = posing;
  const { sites, functions } = trace.tables;
  const random = posing.random("iterations");
  const own = loopEntries(trace).filter(
    ({ site }) => sites[site].program === 0 && functions[sites[site].function].kind !== "init",
  );
  const near = own.filter(
    ({ k, frame }) => k <= options.maxOccurrence && calls[frame] <= options.maxOccurrence,
  );
  skipped.add("iterations", "occurrence too far", own.length - near.length);
  const left = near.filter(entry => entry.left);
  skipped.add("iterations", "never left", near.length - left.length);
  const short = left.filter(({ rounds }) => rounds <= MOST);
  skipped.add("iterations", "too many rounds", left.length - short.length);
  const chosen = choose(random, short, limitOf(options, "iterations"));
  for (const entry of chosen) {
    const occurrence = refOf(posing, entry);
    const { node, line } = occurrence;
    add(posing, {
      task: "iterations",
      node,
      line,
      occurrence,
      truth: { task: "iterations", rounds: entry.rounds },
    });
  }
  skipped.add("iterations", "not sampled", short.length - chosen.length);
}

/** Takes from the buckets in turn, in random order of buckets; within one, loops not asked about yet first. */
function choose(random: Random, entries: readonly LoopEntry[], want: number): LoopEntry[] {
  const buckets = random
    .shuffle(BUCKETS)
    .map(([from, to]) => random.shuffle(entries.filter(({ rounds }) => rounds >= from && rounds <= to)));
  const taken: LoopEntry[] = [];
  const asked = new Set<number>();
  while (taken.length < want && buckets.some(bucket => bucket.length > 0)) {
    for (const bucket of buckets) {
      if (bucket.length === 0 || taken.length === want) continue;
      const fresh = bucket.findIndex(({ site }) => !asked.has(site));
      const [entry] = bucket.splice(Math.max(0, fresh), 1);
      asked.add(entry.site);
      taken.push(entry);
    }
  }
  return taken;
}

function refOf(posing: Posing, { site, frame, k, kRun }: LoopEntry): OccurrenceRef {
  const { node, function: fn } = posing.trace.tables.sites[site];
  // The line of the loop's first word: that of a `do` head is its test's.
  const { line } = posing.program.nodes[node];
  return { node, line, frame, function: functionNode(posing, fn), call: posing.calls[frame], k, kRun };
}
