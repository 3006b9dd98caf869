import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import type { Colour } from "../core/paint.js";
import { LINE_CHARS, lineEnds } from "./sourceLines.js";

/** Colours of code: keywords, strings (and patterns), comments. */
export const TONES: readonly Colour[] = ["keyword", "string", "comment"];

function toneOf(program: Program, node: Node): number {
  switch (node.type) {
    case "Keyword":
      return 0;
    case "TemplateElement":
    case "string":
    case "string_start":
    case "string_content":
    case "string_end":
    case "format_specifier":
      return 1;
    case "true":
    case "false":
    case "none":
      return 0;
    case "Literal":
      return /["'`/]/.test(program.source[node.start]) ? 1 : -1;
    case "Comment":
      return 2;
    default:
      return -1;
  }
}

/**
 * Parts of the lines of a program that have a colour of their own: 1-based line → flat triples of first column,
 * column past the last, and index into {@link TONES}; in order, not overlapping.
 */
export function codeTones(program: Program): Record<number, number[]> {
  const tones: Record<number, number[]> = {};
  const add = (line: number, from: number, to: number, tone: number): void => {
    if (to <= from || from >= LINE_CHARS) return;
    tones[line] ??= [];
    tones[line].push(from, Math.min(to, LINE_CHARS), tone);
  };
  const breaks = lineEnds(program.language);
  const leaves = program.nodes.filter(node => node.last === node.id).sort((a, b) => a.start - b.start);
  for (const node of leaves) {
    const tone = toneOf(program, node);
    if (tone < 0) continue;
    const lines = program.source.slice(node.start, node.end).split(breaks);
    lines.forEach((text, i) => {
      const from = i === 0 ? node.column : 0;
      add(node.line + i, from, from + text.length, tone);
    });
  }
  return tones;
}
