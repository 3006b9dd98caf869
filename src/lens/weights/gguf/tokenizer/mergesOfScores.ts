import { type GgufVocabulary, KIND } from "./ggufVocabulary.js";

/**
 * Merges for byte-pair encoding that do what SentencePiece does with scores: of all neighbours that make a token together, the
 * token with the largest score is made first. Every way to cut a token in two tokens is a merge; those of the token with the
 * larger score come first (as in transformers' conversion of SentencePiece models).
 */
export function mergesOfScores(
  { tokens, kinds }: GgufVocabulary,
  scores: readonly number[],
): (string | [string, string])[] {
  const known = new Set<string>();
  const ids: number[] = [];
  for (const [id, token] of tokens.entries()) {
    if (kinds[id] !== KIND.normal) continue;
    known.add(token);
    ids.push(id);
  }
  ids.sort((a, b) => scores[b]! - scores[a]! || a - b);
  const merges: (string | [string, string])[] = [];
  for (const id of ids) {
    const token = tokens[id]!;
    for (let cut = token.length - 1; cut > 0; cut--) {
      // Not between the halves of a character.
      const unit = token.charCodeAt(cut);
      if (unit >= 0xdc00 && unit <= 0xdfff) continue;
      const left = token.slice(0, cut);
      if (!known.has(left)) continue;
      const right = token.slice(cut);
      if (!known.has(right)) continue;
      merges.push(token.includes(" ") ? [left, right] : `${left} ${right}`);
    }
  }
  return merges;
}
