import { programInPrompt } from "../../lens/scored/programInPrompt.js";
import type { Tokenizer } from "../../lens/tokens/Tokenizer.js";
import { byteOffsets } from "../../program/bytes.js";
import type { Node } from "../../program/Node.js";
import type { Program } from "../../program/Program.js";
import type { PlacedPrompt } from "../../providers/local/InterventionPlan.js";
import type { Prompt } from "../../questions/Question.js";
import type { InterventionPlace } from "./InterventionFile.js";

const SPACES: ReadonlySet<number> = new Set([0x20, 0x0a, 0x0d, 0x09]);

/**
 * Positions of the tokens of nodes in a prompt: each token counts for the node that holds its first byte that is no space.
 * Empty where the program has no such node.
 */
export function placePositions(
  tokenizer: Tokenizer,
  { text, ids, place }: PlacedPrompt,
  prompt: Prompt,
  program: Program,
  at: Exclude<InterventionPlace, "everywhere" | { readonly occurrence: unknown }>,
): number[] {
  const nodes = nodesAt(program, at);
  if (nodes.length === 0) return [];
  const offsets = byteOffsets(program.source);
  const byte = (offset: number): number => (offsets === undefined ? offset : offsets[offset]);
  const { pieces } = programInPrompt(prompt, program, place);
  const bytes = Buffer.from(text, "utf8");
  const { start, end, special } = tokenizer.spans(text, ids);
  const positions: number[] = [];
  for (let i = 0; i < ids.length; i++) {
    if (special[i] === 1) continue;
    let first = start[i];
    while (first < end[i] && SPACES.has(bytes[first])) first++;
    if (first === end[i]) continue;
    const piece = pieces?.find(([from, , length]) => first >= from && first < from + length);
    if (piece === undefined) continue;
    const where = piece[1] + first - piece[0];
    if (nodes.some(node => where >= byte(node.start) && where < byte(node.end))) positions.push(i);
  }
  return positions;
}

/** The nodes a place names. */
function nodesAt(
  program: Program,
  at: Exclude<InterventionPlace, "everywhere" | { readonly occurrence: unknown }>,
): Node[] {
  const { nodes } = program;
  if ("node" in at) {
    if (at.program !== undefined && at.program !== program.id) return [];
    return at.node < nodes.length ? [nodes[at.node]] : [];
  }
  const { line, type } = at;
  const found: Node[] = [];
  for (let id = 1; id < nodes.length; id++) {
    const node = nodes[id];
    if (node.line !== line || (type !== undefined && node.type !== type)) continue;
    found.push(node);
    // Outermost ones only; without a type the first, which is the statement.
    if (type === undefined) break;
    id = node.last;
  }
  return found;
}
