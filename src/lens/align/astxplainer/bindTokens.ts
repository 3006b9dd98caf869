import type { Aligned } from "../Aligned.js";

/** By node: the tokens ASTxplainer's code binds to it that have a probability. */
export type Bindings = readonly (readonly number[])[];

/** Spans as its code has them: in characters (code points), of nodes from lines and columns. */
interface Spans {
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/**
 * Binds tokens as `bind_bpe_tokens` of ASTxplainer's code does, mistakes included:
 *
 * - a token [s, e) is bound to a node [a, b) where a ≤ s < b, a < e ≤ b, or s ≤ a and b ≤ e: it counts whole in every node it
 *   touches, and a node without text gets the tokens on both sides of it;
 * - columns of nodes are bytes, but are taken for characters: behind a letter that is not ASCII, all nodes of the line
 *   stand too far right (cut off at the end of the line);
 * - a token that is a part of a character has the span of the whole character.
 *
 * Nodes are ours: normalised, where its own are those of tree-sitter-python 0.20. The source must be the whole scored text.
 */
export function bindTokens(aligned: Aligned): Bindings {
  const { source, scored } = aligned;
  const nodes = nodeSpans(aligned);
  const tokens = tokenSpansOf(aligned);
  const special: number[] = [];
  const plain: number[] = [];
  for (let token = 0; token < tokens.start.length; token++) {
    if (Number.isNaN(scored.logprobs[token])) continue;
    (scored.spans.special[token] === 1 ? special : plain).push(token);
  }
  return source.nodes.map(({ id }) => {
    const a = nodes.start[id];
    const b = nodes.end[id];
    // A special token has the span [0, 0).
    const bound = special.filter(() => a === 0 && b > 0);
    for (let i = firstEndingAt(plain, tokens.end, a); i < plain.length; i++) {
      const s = tokens.start[plain[i]];
      const e = tokens.end[plain[i]];
      if (s > b) break;
      if ((a <= s && s < b) || (a < e && e <= b) || (a >= s && e >= b)) bound.push(plain[i]);
    }
    return bound;
  });
}

/** First of the tokens that ends at a character or behind it. */
function firstEndingAt(list: readonly number[], end: Int32Array, at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end[list[middle]] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `convert_to_offset`: characters of the lines before (one more each), and as many of this line as the column has bytes. */
function nodeSpans({ source: { nodes, source } }: Aligned): Spans {
  const lines = source.split("\n");
  const bytes = lines.map(line => Buffer.byteLength(line));
  const characters = lines.map(line => [...line].length);
  const byteAt = [0];
  const characterAt = [0];
  for (let i = 0; i < lines.length; i++) {
    byteAt.push(byteAt[i] + bytes[i] + 1);
    characterAt.push(characterAt[i] + characters[i] + 1);
  }
  const offset = (byte: number): number => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (byteAt[middle] <= byte) low = middle;
      else high = middle - 1;
    }
    return characterAt[low] + Math.min(byte - byteAt[low], characters[low]);
  };
  return {
    start: Int32Array.from(nodes, node => offset(node.byteStart)),
    end: Int32Array.from(nodes, node => offset(node.byteEnd)),
  };
}

/** Offsets as Hugging Face's tokenizers give them: in characters, a part of a character as the whole of it. */
function tokenSpansOf({ scored: { text, spans } }: Aligned): Spans {
  const bytes = Buffer.from(text, "utf8");
  const character = new Int32Array(bytes.length + 1);
  let count = -1;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] & 0xc0) !== 0x80) count++;
    character[i] = count;
  }
  character[bytes.length] = count + 1;
  const start = Int32Array.from(spans.start, (byte, i) => (spans.special[i] === 1 ? 0 : character[byte]));
  const end = Int32Array.from(spans.end, (byte, i) => {
    if (spans.special[i] === 1) return 0;
    return byte > spans.start[i] ? character[byte - 1] + 1 : character[byte];
  });
  return { start, end };
}
