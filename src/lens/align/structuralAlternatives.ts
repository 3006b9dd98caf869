import type { LooseProgram } from "../../program/loose/LooseProgram.js";
import { parseLoose } from "../../program/loose/parseLoose.js";
import type { Category, Node } from "../../program/Node.js";
import type { Language } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import type { Aligned } from "./Aligned.js";
import { nodeKey } from "./nodeKey.js";

/** What would stand in a place, and how likely. */
export interface StructuralAlternative {
  /**
   * Type of the largest node that would begin there (keywords and punctuation by their text between quotes); `… type` where the
   * alternative goes on with the leaf before it; `white space`; `part of a character`.
   */
  readonly key: string;
  readonly category?: Category;
  /** Sum over its alternatives, 0..1. */
  readonly probability: number;
  /** Texts of its alternatives, likeliest first. */
  readonly texts: readonly string[];
  /** The text as it is, is of this kind. */
  readonly actual: boolean;
}

/** The kinds of code a model considered in one place. */
export interface StructuralAlternatives {
  readonly token: number;
  /** Likeliest first. */
  readonly alternatives: readonly StructuralAlternative[];
  /** Probability of all tokens that are not among the token's alternatives, 0..1. */
  readonly rest: number;
}

/**
 * Sorts the alternatives of a token by what they would be in the syntax tree: the program up to the token, with each
 * alternative behind it, is parsed loosely, and probabilities are added up by the node that begins there ("call 62 %,
 * for 21 %"). One parse of the prefix for each alternative.
 *
 * @throws SourceError for a token without alternatives, or one that does not begin inside of the program.
 */
export function structuralAlternatives(
  aligned: Aligned,
  token: number,
  { language }: { readonly language: Language },
): StructuralAlternatives {
  const { scored, source, pieceStart, pieceByte } = aligned;
  const listed = scored.alternatives?.[token] ?? [];
  if (listed.length === 0) throw new SourceError(`token ${token} has no alternatives`, "token");
  let inside = 0;
  for (let piece = pieceStart[token]; piece < pieceStart[token + 1]; piece++)
    inside += aligned.pieceBytes[piece];
  if (inside === 0 || inside < scored.spans.end[token] - scored.spans.start[token]) {
    throw new SourceError(`token ${token} is not wholly inside of the program`, "token");
  }
  const bytes = Buffer.from(source.source, "utf8");
  const prefix = bytes.subarray(0, pieceByte[pieceStart[token]]);
  const { start, end, special } = scored.spans;
  const own = Buffer.from(scored.text, "utf8").subarray(start[token], end[token]);
  const at = (tail: Uint8Array): Kind => kindOf(prefix, tail, language);
  const actual = special[token] === 1 ? undefined : at(own).key;
  const sums = new Map<string, { kind: Kind; probability: number; texts: string[] }>();
  let rest = 1;
  for (const { bytes: tail, logprob } of [...listed].sort((a, b) => b.logprob - a.logprob)) {
    const p = Math.min(1, Math.exp(logprob));
    rest -= p;
    const kind = at(tail);
    const sum = sums.get(kind.key) ?? { kind, probability: 0, texts: [] };
    sum.probability += p;
    sum.texts.push(Buffer.from(tail).toString("utf8"));
    sums.set(kind.key, sum);
  }
  const alternatives = [...sums.values()]
    .map(({ kind, probability, texts }) => ({ ...kind, probability, texts, actual: kind.key === actual }))
    .sort((a, b) => b.probability - a.probability || (a.key < b.key ? -1 : 1));
  return { token, alternatives, rest: Math.max(0, rest) };
}

interface Kind {
  readonly key: string;
  readonly category?: Category;
}

function kindOf(prefix: Uint8Array, tail: Uint8Array, language: Language): Kind {
  const added = Buffer.from(tail).toString("utf8");
  const before = Buffer.from(prefix).toString("utf8");
  if (added.includes("\uFFFD") || before.endsWith("\uFFFD")) return { key: "part of a character" };
  const white = added.length - added.trimStart().length;
  if (white === added.length) return { key: added === "" ? "end of text" : "white space" };
  const program = parseLoose(before + added, { language });
  const offset = before.length + white;
  const leaf = leafAt(program, offset);
  if (leaf === undefined) return { key: "white space" };
  if (leaf.start < offset)
    return { key: `… ${nodeKey(leaf, { ...program, errors: undefined }, "type")}`, category: leaf.category };
  // The largest node that begins here; an ERROR says nothing of what it holds.
  let node = leaf;
  for (let up = program.nodes[leaf.parent]; up !== undefined && up.id > 0; up = program.nodes[up.parent]) {
    if (up.start !== offset) break;
    if (!program.errors.has(up.id)) node = up;
  }
  return {
    key: nodeKey(node, { ...program, errors: undefined }, "type") ?? node.type,
    category: node.category,
  };
}

/** The leaf that holds a character. */
function leafAt({ nodes }: LooseProgram, offset: number): Node | undefined {
  let low = 0;
  while (nodes[low].last > low) {
    let child = low + 1;
    while (child <= nodes[low].last && nodes[child].end <= offset) child = nodes[child].last + 1;
    if (child > nodes[low].last || nodes[child].start > offset) return undefined;
    low = child;
  }
  return low > 0 ? nodes[low] : undefined;
}
