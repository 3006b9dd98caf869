import { SourceError } from "../../program/SourceError.js";
import { lossNote } from "../scored/lossNote.js";
import type { ScoredText } from "../scored/ScoredText.js";
import { AlignError } from "../tokens/AlignError.js";
import type { Aligned, AlignedSource } from "./Aligned.js";
import { regionsOf } from "./regionsOf.js";
import { segmentsOf } from "./segmentsOf.js";
import { whiteSpace } from "./whiteSpace.js";

/**
 * Lays the tokens of a scored text on the nodes of a program that the text shows: all interval arithmetic is in UTF-8
 * bytes, so that a token may end inside of a character. Linear in nodes and tokens.
 *
 * A token has one owner, the leaf with its first byte that is no white space; a token of white space between leaves
 * belongs to the innermost node around. Tokens outside of the source have none, nor has one whose first byte that is
 * no white space is outside: of it the source has a share only.
 *
 * @throws AlignError where tokens, text and source are not the same; SourceError for pieces out of order or
 * probabilities above 1.
 */
export function align(source: AlignedSource, scored: ScoredText): Aligned {
  const { spans, text } = scored;
  const count = spans.start.length;
  const textBytes = Buffer.from(text, "utf8");
  const sourceBytes = source.pieces === undefined ? textBytes : Buffer.from(source.source, "utf8");
  checkScores(scored, textBytes.length);
  const regions = regionsOf(source, scored, textBytes, sourceBytes);
  const segments = segmentsOf(source.nodes, sourceBytes.length);
  const space = whiteSpace(source.source);

  const most = count + segments.count + regions.length;
  const pieceToken = new Int32Array(most);
  const pieceNode = new Int32Array(most);
  const pieceByte = new Int32Array(most);
  const pieceBytes = new Int32Array(most);
  const pieceShare = new Float64Array(most);
  const pieceTrivia = new Uint8Array(most);
  const pieceStart = new Int32Array(count + 1);
  const owner = new Int32Array(count).fill(-1);
  const trivia = new Uint8Array(count);
  const partial = new Uint8Array(count);
  const crossing = new Uint8Array(count);
  let pieces = 0;
  let region = 0;
  let segment = 0;
  for (let token = 0; token < count; token++) {
    pieceStart[token] = pieces;
    const from = spans.start[token];
    const to = spans.end[token];
    if (to === from) continue;
    if (inCharacter(textBytes, from) || inCharacter(textBytes, to)) partial[token] = 1;
    // -1 until a byte that is no white space: then the piece it is in, or -2 outside of the source.
    let content = -1;
    let at = from;
    while (region < regions.length && regions[region][0] + regions[region][2] <= from) region++;
    for (let r = region; r < regions.length && regions[r][0] < to; r++) {
      const [inText, inSource, length] = regions[r];
      const low = Math.max(from, inText);
      const shift = inSource - inText;
      const high = Math.min(to, inText + length) + shift;
      if (!isSpace(textBytes, at, low)) {
        crossing[token] = 1;
        if (content === -1) content = -2;
      }
      at = high - shift;
      let byte = low + shift;
      while (segments.start[segment + 1] <= byte) segment++;
      for (;;) {
        const end = Math.min(high, segments.start[segment + 1]);
        const white = segments.gap[segment] === 1 && all(space, byte, end) ? 1 : 0;
        if (white === 0 && content === -1) content = pieces;
        pieceToken[pieces] = token;
        pieceNode[pieces] = segments.node[segment];
        pieceByte[pieces] = byte;
        pieceBytes[pieces] = end - byte;
        pieceShare[pieces] = (end - byte) / (to - from);
        pieceTrivia[pieces++] = white;
        byte = end;
        if (byte === high) break;
        segment++;
      }
    }
    if (!isSpace(textBytes, at, to)) {
      crossing[token] = 1;
      if (content === -1) content = -2;
    }
    if (content === -1) trivia[token] = 1;
    const first = content === -1 ? pieceStart[token] : content;
    if (first >= 0 && first < pieces) owner[token] = pieceNode[first];
  }
  pieceStart[count] = pieces;
  return {
    source,
    scored,
    pieceToken: pieceToken.subarray(0, pieces),
    pieceNode: pieceNode.subarray(0, pieces),
    pieceByte: pieceByte.subarray(0, pieces),
    pieceBytes: pieceBytes.subarray(0, pieces),
    pieceShare: pieceShare.subarray(0, pieces),
    pieceTrivia: pieceTrivia.subarray(0, pieces),
    owner,
    trivia,
    pieceStart,
    partial,
    crossing,
    notes: notesOf(scored),
  };
}

/** Whether a byte offset lies inside of a character. */
function inCharacter(bytes: Uint8Array, offset: number): boolean {
  return offset < bytes.length && (bytes[offset] & 0xc0) === 0x80;
}

function all(mask: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (mask[i] === 0) return false;
  return true;
}

/** Whether the bytes are white space of ASCII: what stands around a program in a prompt. */
function isSpace(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 32 && (bytes[i] < 9 || bytes[i] > 13)) return false;
  return true;
}

function checkScores({ spans, logprobs, ids }: ScoredText, bytes: number): void {
  const count = spans.start.length;
  if (logprobs.length !== count || ids.length !== count) {
    throw new SourceError(
      `${count} tokens, but ${logprobs.length} log-probabilities and ${ids.length} ids`,
      "scored",
    );
  }
  let at = 0;
  for (let token = 0; token < count; token++) {
    if (spans.start[token] !== at || spans.end[token] < at) {
      throw new AlignError(
        `the token begins at byte ${spans.start[token]}: not where the one before ends`,
        token,
        at,
      );
    }
    at = spans.end[token];
    // Rounding of 32-bit logits may end a hair above 0.
    if (logprobs[token] > 1e-4) {
      throw new SourceError(
        `token ${token} has log-probability ${logprobs[token]}: a probability above 1; the softmax must run over the vocabulary`,
        "scored",
      );
    }
  }
  if (at !== bytes) throw new AlignError(`the tokens cover ${at} of ${bytes} bytes of the text`, count, at);
}

function notesOf({ notes = [], logprobs, vocabulary }: ScoredText): readonly string[] {
  const note = vocabulary === undefined ? undefined : lossNote(logprobs, vocabulary);
  return note === undefined || notes.includes(note) ? notes : [...notes, note];
}
