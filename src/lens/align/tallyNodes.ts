import { SourceError } from "../../program/SourceError.js";
import type { Aligned } from "./Aligned.js";
import { ERROR_KEY, type KeyBy, nodeKey } from "./nodeKey.js";
import { type NodeScoreOptions, scoreNodes } from "./scoreNodes.js";

/** Sums over the nodes of one group in one program. */
export interface NodeTally {
  /** Nodes of the group, and those with a scored token. */
  nodes: number;
  scored: number;
  /** Of tokens with a probability; of a node inside of another of its group they count once. */
  tokens: number;
  bytes: number;
  bits: number;
  /** Sum of probabilities. */
  p: number;
}

/** How {@link tallyNodes} counts. */
export interface TallyOptions extends NodeScoreOptions {
  /** Default `type`. */
  readonly by?: KeyBy;
}

/**
 * Sums of whole nodes by group, for statistics over many programs. Groups overlap (an `identifier` is inside of its `call`): for
 * parts that add up see {@link decomposeLoss}. ERROR nodes are a group of their own.
 *
 * @throws SourceError for the policy `split`: pieces of tokens have no probability of their own.
 */
export function tallyNodes(aligned: Aligned, options: TallyOptions = {}): Map<string, NodeTally> {
  const { by = "type", policy = "primary", trivia = "apart" } = options;
  if (policy === "split") {
    throw new SourceError("statistics of nodes take whole tokens: primary, within or any", "policy");
  }
  const { source } = aligned;
  const scores = scoreNodes(aligned, { policy, trivia });
  const tallies = new Map<string, NodeTally>();
  /** By group: last node below the outermost one that is open. */
  const open = new Map<string, number>();
  for (const node of source.nodes) {
    const key = source.errors?.has(node.id) === true ? ERROR_KEY : nodeKey(node, source, by);
    if (key === undefined) continue;
    const tally = tallies.get(key) ?? { nodes: 0, scored: 0, tokens: 0, bytes: 0, bits: 0, p: 0 };
    tallies.set(key, tally);
    const { tokens, unscored, bytes, bits, meanP } = scores[node.id];
    tally.nodes++;
    if (bits === undefined || meanP === undefined) continue;
    tally.scored++;
    if ((open.get(key) ?? -1) >= node.id) continue;
    open.set(key, node.last);
    tally.tokens += tokens - unscored;
    tally.bytes += bytes;
    tally.bits += bits;
    tally.p += meanP * (tokens - unscored);
  }
  return tallies;
}
