import type { Node } from "../../program/Node.js";
import type { LogitsModel } from "./LogitsModel.js";

const STRINGS: ReadonlySet<string> = new Set(
  (
    "TemplateElement string string_start string_content string_end string_fragment template_string escape_sequence " +
    "format_specifier regex regex_pattern"
  ).split(" "),
);

/** Tone of a leaf: `t0` keyword, `t1` string, `t2` comment, as in the trace viewer. */
function toneOf(node: Node, source: string): string | undefined {
  const { type } = node;
  if (type === "Keyword" || type === "true" || type === "false" || type === "none" || type === "null")
    return "t0";
  if (STRINGS.has(type)) return "t1";
  if (type === "Literal") return /["'`/]/.test(source[node.start]) ? "t1" : undefined;
  return type === "Comment" || type === "comment" ? "t2" : undefined;
}

/**
 * Classes of every cell: `w` white space around the code (that between leaves is an element of its own), `n` that ends a line, `k` a token goes on here from another leaf, `u` unscored, `z` a character of
 * several tokens, `e` inside of what could not be parsed, `o` outside of the source, `p` given to the model, `g` first
 * token of the model's own, `t0`…`t2` tones.
 */
export function cellLooks(model: LogitsModel): string[] {
  const { source, scored } = model.sides[0].aligned;
  const { generatedFrom } = scored;
  const tones = source.nodes.map(node => (node.last === node.id ? toneOf(node, source.source) : undefined));
  const failed = new Uint8Array(model.units.length);
  for (const unit of model.units)
    failed[unit.index] = unit.error || (unit.parent > 0 && failed[unit.parent] === 1) ? 1 : 0;
  let begun = false;
  /** Whether a cell before has text of the same token: white space in front of a word is no border of leaves. */
  const goesOn = (c: number): boolean => {
    const { tokens } = model.cells[c];
    const before = model.cells[c - 1];
    if (before === undefined || !before.tokens.some(([, last], s) => last === tokens[s][0])) return false;
    return !before.trivia || goesOn(c - 1);
  };
  return model.cells.map((cell, c) => {
    const names: string[] = [];
    if (cell.trivia || (cell.unit < 0 && /^\s+$/.test(model.text.slice(cell.start, cell.end))))
      names.push(cell.newline ? "n" : cell.trivia ? "" : "w");
    if (cell.continues && !cell.trivia && goesOn(c)) names.push("k");
    const split = cell.tokens.some(([first, last]) => first !== last);
    if (split) names.push("z");
    const unscored = model.sides.some((side, s) => Number.isNaN(side.bits[cell.tokens[s][0]]));
    if (unscored && cell.unit >= 0 && !cell.newline) names.push("u");
    if (cell.unit < 0) names.push("o");
    else if (failed[cell.unit] === 1 && !cell.trivia) names.push("e");
    if (generatedFrom !== undefined) {
      if (cell.tokens[0][0] < generatedFrom) names.push("p");
      else if (!begun) {
        begun = true;
        names.push("g");
      }
    }
    const tone = cell.node < 0 ? undefined : tones[cell.node];
    if (tone !== undefined && !cell.trivia) names.push(tone);
    return names.filter(name => name !== "").join(" ");
  });
}
