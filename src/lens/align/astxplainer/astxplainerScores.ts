import { SourceError } from "../../../program/SourceError.js";
import { seededRandom } from "../../../questions/random.js";
import type { Aligned } from "../Aligned.js";
import { nodeKey } from "../nodeKey.js";
import { tokenRanges } from "../tokenRanges.js";
import { type Bindings, bindTokens } from "./bindTokens.js";
import { type ResampledMeans, resampledMeans, type Theta, theta } from "./thetas.js";

/** As which ASTxplainer: the paper's text, or its code with what differs from it. */
export interface AstxplainerOptions {
  readonly compat?: "astxplainer" | "astxplainer-code";
  /** Of the paper only; default `median`, as the study says. */
  readonly theta?: Theta;
  /** Of the code only: resamples (default 100) and their seed (default 0). */
  readonly draws?: number;
  readonly seed?: number;
}

/** A node as ASTxplainer scores it (Palacio et al. 2023, arXiv 2308.03873). */
export interface AstxplainerScore {
  readonly node: number;
  /** Bound tokens that have a probability: those of white space too, and each in every node it touches. */
  readonly tokens: number;
  /** Of the paper's theta; by the code `resampled.median`. Undefined where no token is bound. */
  readonly value?: number;
  /** By the code only. */
  readonly resampled?: ResampledMeans;
}

/**
 * Scores of nodes as published, to compare with published numbers; {@link scoreNodes} is what to use else. `astxplainer`
 * follows the paper: every token that touches a node, theta of their probabilities. `astxplainer-code` follows the code:
 * see {@link bindTokens} and {@link resampledMeans}.
 *
 * @throws SourceError for a text that is more than its program: the original knows no prompts.
 */
export function astxplainerScores(aligned: Aligned, options: AstxplainerOptions = {}): AstxplainerScore[] {
  const { compat = "astxplainer", theta: kind = "median", draws = 100, seed = 0 } = options;
  if (aligned.source.pieces !== undefined) {
    throw new SourceError("ASTxplainer's scores are of a whole text: give the program by itself", "compat");
  }
  const { nodes } = aligned.source;
  const { logprobs } = aligned.scored;
  if (compat === "astxplainer-code") {
    const random = seededRandom(`${seed}:astxplainer`);
    return bindTokens(aligned).map((tokens, node) => {
      const resampled = resampledMeans(probabilities(tokens, logprobs), draws, random);
      return { node, tokens: tokens.length, value: resampled?.median, resampled };
    });
  }
  const bound = touching(aligned);
  const values = new Array<number | undefined>(nodes.length);
  /** By node: values of its children, in reverse. */
  const below: number[][] = nodes.map(() => []);
  for (let id = nodes.length - 1; id >= 0; id--) {
    const own = probabilities(bound[id], logprobs);
    values[id] = kind === "children" && below[id].length > 0 ? theta(below[id], kind) : theta(own, kind);
    const value = values[id];
    if (value !== undefined && id > 0) below[nodes[id].parent].push(value);
  }
  return nodes.map(({ id }) => ({ node: id, tokens: bound[id].length, value: values[id] }));
}

/** A node type in one program, as ASTxplainer's tables of programs have it. */
export interface Concept {
  readonly type: string;
  /** 0 where the program has no such node: that is what its code writes. */
  readonly value: number;
  /** The 0 is no measure. */
  readonly absent: boolean;
}

/**
 * Values of node types in one program by ASTxplainer's code (`get_concept_embeddings`): tokens of all nodes of a type pooled,
 * those of nested ones twice, and the median of means of resamples.
 *
 * @param types as {@link nodeKey} by type: `identifier`, keywords and punctuation between quotes.
 */
export function astxplainerConcepts(
  aligned: Aligned,
  types: readonly string[],
  { draws = 100, seed = 0 }: Pick<AstxplainerOptions, "draws" | "seed"> = {},
): Concept[] {
  const bound = bindTokens(aligned);
  const random = seededRandom(`${seed}:astxplainer`);
  const { source, scored } = aligned;
  return types.map(type => {
    const pooled = source.nodes
      .filter(node => nodeKey(node, source, "type") === type)
      .flatMap(({ id }) => probabilities(bound[id], scored.logprobs));
    const value = resampledMeans(pooled, draws, random)?.median;
    return { type, value: value ?? 0, absent: value === undefined };
  });
}

/** By node: tokens with a probability that touch it, under the policy `any`. */
function touching(aligned: Aligned): Bindings {
  const { low, high } = tokenRanges(aligned, "any");
  const { logprobs } = aligned.scored;
  const { pieceStart } = aligned;
  return aligned.source.nodes.map(({ id }) => {
    const tokens: number[] = [];
    for (let token = low[id]; token < high[id]; token++) {
      if (pieceStart[token + 1] > pieceStart[token] && !Number.isNaN(logprobs[token])) tokens.push(token);
    }
    return tokens;
  });
}

function probabilities(tokens: readonly number[], logprobs: Float64Array): number[] {
  return tokens.map(token => Math.min(1, Math.exp(logprobs[token])));
}
