import type { PageExample } from "./PageExample.js";

/** A piece of a line that has one look. */
export interface ExamplePiece {
  /** As it stands in the source; `↵` for a line end that is a token. */
  readonly text: string;
  /** Index of its token; -1 where nothing fires. */
  readonly token: number;
  /** Inside the node of the peak. */
  readonly node: boolean;
}

/** A line of an example: its number in the program, and its pieces from left to right. */
export interface ExampleRow {
  readonly line: number;
  readonly pieces: readonly ExamplePiece[];
}

/** An example line by line, cut where tokens and the node begin and end. */
export function exampleRows({ text, firstLine, tokens, node }: PageExample): ExampleRow[] {
  // Indentation is no part of what is outlined.
  const indents = node
    ? [...text.matchAll(/(?<![^\r\n])[ \t]+/g)].map(match => match.index + match[0].length)
    : [];
  const cuts = [
    ...tokens.flatMap(({ start, end }) => [start, end]),
    ...(node ? [node.start, node.end] : []),
    ...indents,
  ]
    .sort((a, b) => a - b)
    .filter((cut, i, all) => cut !== all[i - 1]);
  const rows: ExampleRow[] = [];
  let pieces: ExamplePiece[] = [];
  let token = 0;
  let cut = 0;
  const put = (from: number, to: number): void => {
    for (let at = from; at < to; ) {
      while (cut < cuts.length && cuts[cut] <= at) cut++;
      const end = Math.min(to, cuts[cut] ?? to);
      while (token < tokens.length && tokens[token].end <= at) token++;
      const fires = token < tokens.length && tokens[token].start <= at;
      const piece = text.slice(at, end);
      const outlined = node !== undefined && node.start <= at && at < node.end;
      const blank = piece.trim() === "" && pieces.every(other => other.text.trim() === "");
      pieces.push({ text: piece, token: fires ? token : -1, node: outlined && !blank });
      at = end;
    }
  };
  const close = (): void => {
    rows.push({ line: firstLine + rows.length, pieces });
    pieces = [];
  };
  let at = 0;
  for (const match of text.matchAll(/\r\n|[\n\r]/g)) {
    put(at, match.index);
    at = match.index + match[0].length;
    // A line end in a token of more than white space is seen by the rest of it.
    const own = tokens.findIndex(({ start, end }) => start <= match.index && match.index < end);
    if (own >= 0 && text.slice(tokens[own].start, tokens[own].end).trim() === "")
      pieces.push({ text: "↵", token: own, node: false });
    close();
  }
  if (at < text.length || rows.length === 0) {
    put(at, text.length);
    close();
  }
  return rows;
}
