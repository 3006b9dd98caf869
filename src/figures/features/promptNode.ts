import { parse } from "../../program/parse.js";
import type { PageNode } from "./PageExample.js";

const LEAF = /^(?:Punctuator|Keyword|Comment|Type)$/;
/** A text's program and where its lines stand in the text; of the text last asked for, as examples of one text follow each other. */
let last: { readonly text: string; readonly shown: ShownProgram | undefined } | undefined;

interface ShownProgram {
  readonly nodes: readonly {
    readonly type: string;
    readonly field: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/**
 * The innermost named syntax node around a stretch of a text that shows a JavaScript program: all of it, or the lines behind `@n`
 * of the dialect's `#code`. Offsets are of the text, UTF-16; undefined outside of the program and where it cannot be parsed.
 */
export function promptNode(text: string, start: number, end: number): PageNode | undefined {
  if (last?.text !== text) last = { text, shown: shownProgram(text) };
  let best: ShownProgram["nodes"][number] | undefined;
  for (const node of last.shown?.nodes ?? [])
    if (
      node.start <= start &&
      end <= node.end &&
      (best === undefined || node.end - node.start <= best.end - best.start)
    )
      best = node;
  if (best === undefined) return undefined;
  return {
    type: best.type,
    ...(best.field !== "" && { field: best.field }),
    start: best.start,
    end: best.end,
  };
}

function shownProgram(text: string): ShownProgram | undefined {
  const code = /^#code\n((?:@\d+ ?.*\n?)+)/m.exec(text);
  let source = text;
  /** Offsets of the text, by offset of the source. */
  let placeOf = (offset: number): number => offset;
  if (code !== null) {
    source = "";
    const pieces: { readonly from: number; readonly to: number }[] = [];
    const begin = code.index + "#code\n".length;
    for (const match of code[1].matchAll(/^@\d+ ?(.*\n?)/gm)) {
      pieces.push({ from: source.length, to: begin + match.index + match[0].length - match[1].length });
      source += match[1];
    }
    placeOf = offset => {
      let piece = pieces[0];
      for (const one of pieces) if (one.from <= offset) piece = one;
      return piece.to + offset - piece.from;
    };
  } else if (/^#(?:call|trace|ask)\b/m.test(text)) return undefined;
  try {
    const { nodes } = parse(source, { file: "shown.js" });
    return {
      nodes: nodes
        .filter(({ type, parent }) => parent >= 0 && !LEAF.test(type))
        // The last character, not the end: behind it another line may begin.
        .map(({ type, field, start, end }) => ({
          type,
          field,
          start: placeOf(start),
          end: end > start ? placeOf(end - 1) + 1 : placeOf(start),
        })),
    };
  } catch {
    // What is shown need be no JavaScript: then nothing is outlined.
    return undefined;
  }
}
