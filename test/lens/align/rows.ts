import type { Aligned } from "../../../src/lens/align/Aligned.js";

/** Every token with where its bytes lie, as `"text" -> leaf or gap(node type) share + …`; bytes that are no character as `\xNN`. */
export function rows(aligned: Aligned): string[] {
  const { source, scored, pieceStart, pieceNode, pieceByte, pieceBytes, pieceShare } = aligned;
  const bytes = Buffer.from(scored.text);
  const shown = Buffer.from(source.source);
  const { start, end, special } = scored.spans;
  return Array.from(special, (_, token) => {
    const parts: string[] = [];
    for (let piece = pieceStart[token]; piece < pieceStart[token + 1]; piece++) {
      const node = source.nodes[pieceNode[piece]];
      const leaf = node.last === node.id && node.id > 0;
      const text = source.source.slice(node.start, node.end);
      const plain = node.type === "Punctuator" || node.type === "Keyword";
      const name = leaf ? (plain ? text : node.type) : `gap(${node.type})`;
      const share = pieceShare[piece] === 1 ? "" : ` ${pieceShare[piece].toFixed(2).replace(/^0/, "")}`;
      parts.push(name + share);
      if (pieceByte[piece] + pieceBytes[piece] > shown.length) throw new Error("piece outside of the source");
    }
    return `${show(bytes.subarray(start[token], end[token]))} -> ${parts.join(" + ") || "nothing"}`;
  });
}

function show(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\uFFFD")) return JSON.stringify(text).replaceAll("\uFEFF", "\\ufeff");
  return `"${Array.from(bytes, byte => `\\x${byte.toString(16)}`).join("")}"`;
}
