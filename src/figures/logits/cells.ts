import type { Aligned } from "../../lens/align/Aligned.js";
import { lineEnds } from "../viewer/sourceLines.js";
import { textOffsets } from "./textOffsets.js";

/** The smallest part of a text that has one look: a piece of a token inside a leaf or gap, or a character several tokens share. */
export interface Cell {
  /** UTF-16 offsets into the scored text; end exclusive. */
  readonly start: number;
  readonly end: number;
  /** First and last token with a byte of it; different only for a character cut by tokens. */
  readonly token: number;
  readonly lastToken: number;
  /** Node it belongs to; -1 outside of the source. */
  readonly node: number;
  /** White space between leaves. */
  readonly trivia: boolean;
  /** Its token began in a cell before. */
  readonly continues: boolean;
  /** Byte of the source it begins at; -1 outside. */
  readonly byte: number;
  /** It is the end of a line. */
  readonly newline: boolean;
}

/** A stretch of a token in bytes of the text, with its node. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly token: number;
  readonly node: number;
  readonly trivia: boolean;
  readonly byte: number;
}

/** Tokens cut at the borders of leaves and of the source, in bytes of the scored text. */
function partsOf(aligned: Aligned): Part[] {
  const { pieceByte, pieceBytes, pieceNode, pieceTrivia, pieceStart, scored, source } = aligned;
  const { start, end } = scored.spans;
  const regions = source.pieces ?? [[0, 0, Number.POSITIVE_INFINITY] as const];
  const parts: Part[] = [];
  let region = 0;
  for (let token = 0; token < start.length; token++) {
    let at = start[token];
    const outside = (to: number): void => {
      if (to > at) parts.push({ start: at, end: to, token, node: -1, trivia: false, byte: -1 });
      at = Math.max(at, to);
    };
    for (let piece = pieceStart[token]; piece < pieceStart[token + 1]; piece++) {
      while (pieceByte[piece] >= regions[region][1] + regions[region][2]) region++;
      const [inText, inSource] = regions[region];
      const from = pieceByte[piece] - inSource + inText;
      outside(from);
      at = from + pieceBytes[piece];
      parts.push({
        start: from,
        end: at,
        token,
        node: pieceNode[piece],
        trivia: pieceTrivia[piece] === 1,
        byte: pieceByte[piece],
      });
    }
    outside(end[token]);
  }
  return parts;
}

/**
 * The text as cells, in order and without a gap. A token that ends inside a character does not cut it: the character is
 * one cell of all the tokens that have a byte of it. Ends of lines are cells of their own.
 */
export function cellsOf(aligned: Aligned): Cell[] {
  const { text } = aligned.scored;
  const { floor, ceil, byte: byteOf } = textOffsets(text);
  const breaks = lineBreaks(text, aligned.source.nodes[0]?.type === "module");
  const cells: Cell[] = [];
  let last = -1;
  type Open = { start: number; end: number; token: number; lastToken: number; node: number; byte: number };
  let shared: Open | undefined;
  const put = (cell: Open, trivia: boolean): void => {
    let at = cell.start;
    const add = (end: number, newline: boolean): void => {
      if (end <= at) return;
      const { token, lastToken, node } = cell;
      const byte = cell.byte < 0 ? -1 : cell.byte + byteOf(at) - byteOf(cell.start);
      cells.push({
        start: at,
        end,
        token,
        lastToken,
        node,
        trivia,
        continues: token === last,
        byte,
        newline,
      });
      last = cell.lastToken;
      at = end;
    };
    for (let i = cell.start; i < cell.end; i++) {
      if (breaks[i] === 0) continue;
      add(i, false);
      // `\r` of `\r\n` in a token of its own ends no line.
      let end = i + 1;
      while (end < cell.end && breaks[end - 1] === 1) end++;
      add(end, breaks[end - 1] === 2);
      i = end - 1;
    }
    add(cell.end, false);
  };
  const close = (): void => {
    if (shared !== undefined) put(shared, false);
    shared = undefined;
  };
  for (const { start, end, token, node, trivia, byte } of partsOf(aligned)) {
    const from = ceil(start);
    const to = floor(end);
    if (shared !== undefined) shared.lastToken = token;
    if (ceil(end) <= (shared?.end ?? -1)) {
      // Wholly inside the character that is open.
      if (ceil(end) === to) close();
      continue;
    }
    close();
    if (from < to) put({ start: from, end: to, token, lastToken: token, node, byte }, trivia);
    if (ceil(end) > to)
      shared = {
        start: to,
        end: ceil(end),
        token,
        lastToken: token,
        node,
        byte: byte < 0 ? -1 : byte + byteOf(to) - byteOf(from),
      };
  }
  close();
  return cells;
}

/** By UTF-16 offset: 2 on the last character of a line end, 1 on one before it (`\r` of `\r\n`), else 0. */
function lineBreaks(text: string, python: boolean): Uint8Array {
  const breaks = new Uint8Array(text.length);
  for (const match of text.matchAll(new RegExp(lineEnds(python ? "python" : "javascript"), "g"))) {
    breaks[match.index] = 1;
    breaks[match.index + match[0].length - 1] = 2;
  }
  return breaks;
}
