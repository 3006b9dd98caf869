import type { AddedToken } from "../TokenizerJson.js";

/** A part of a text: an added token, or text between them. Offsets are UTF-16. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
  readonly token?: AddedToken;
}

interface TrieNode {
  readonly next: Map<number, TrieNode>;
  token?: AddedToken;
}

const WORD_END = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d]$/u;
const WORD_START = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d]/u;
const BLANKS_END = /\p{White_Space}*$/u;
const BLANKS_START = /^\p{White_Space}*/u;

/**
 * Finds added tokens in a text, as Rust's `tokenizers` does: of those that begin first, the longest. With `marks` false special
 * tokens are passed over as text (`encode_special_tokens`), also where another token stands inside of one.
 *
 * @param contents what to look for, with the token it stands for.
 */
export function splitAdded(
  contents: readonly (readonly [content: string, token: AddedToken])[],
): (text: string, marks: boolean) => TextPart[] {
  const root: TrieNode = { next: new Map() };
  for (const [content, token] of contents) insert(root, content, token);
  return (text, marks) => {
    const parts: TextPart[] = [];
    let done = 0;
    for (let at = 0; at < text.length; ) {
      const found = longest(root, text, at);
      if (found === undefined) {
        at++;
        continue;
      }
      const { token, length } = found;
      let [start, end] = [at, at + length];
      at = end;
      if ((token.special && !marks) || (token.singleWord && inWord(text, start, end))) continue;
      if (token.lstrip)
        start = Math.max(done, start - (BLANKS_END.exec(text.slice(done, start))?.[0].length ?? 0));
      if (token.rstrip) end += BLANKS_START.exec(text.slice(end))?.[0].length ?? 0;
      if (done < start) parts.push({ start: done, end: start });
      // The search goes on behind the content, not behind the white space taken: so it does there.
      parts.push({ start: Math.min(Math.max(done, start), end), end, token });
      done = Math.max(done, end);
    }
    if (done < text.length) parts.push({ start: done, end: text.length });
    return parts;
  };
}

function insert(root: TrieNode, content: string, token: AddedToken): void {
  if (content === "") return;
  let node = root;
  for (let i = 0; i < content.length; i++) {
    const unit = content.charCodeAt(i);
    let next = node.next.get(unit);
    if (next === undefined) {
      next = { next: new Map() };
      node.next.set(unit, next);
    }
    node = next;
  }
  node.token = token;
}

function longest(
  root: TrieNode,
  text: string,
  start: number,
): { readonly token: AddedToken; readonly length: number } | undefined {
  let found: { token: AddedToken; length: number } | undefined;
  let node = root.next.get(text.charCodeAt(start));
  for (let at = start + 1; node !== undefined; at++) {
    if (node.token !== undefined) found = { token: node.token, length: at - start };
    if (at >= text.length) break;
    node = node.next.get(text.charCodeAt(at));
  }
  return found;
}

function inWord(text: string, start: number, end: number): boolean {
  // Two UTF-16 units hold the character next to it.
  return (
    WORD_END.test(text.slice(Math.max(0, start - 2), start)) || WORD_START.test(text.slice(end, end + 2))
  );
}
