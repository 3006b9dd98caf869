import type { Program } from "../../program/Program.js";
import { SourceError } from "../../program/SourceError.js";
import type { Prompt } from "../../questions/Question.js";
import type { AlignedSource } from "../align/Aligned.js";

/** Where a prompt stands in the text that was scored. */
export interface PromptPlace {
  /** UTF-8 bytes of the scored text that show the prompt: `[byteStart, byteEnd)`. A chat template's `render` gives them. */
  readonly byteStart: number;
  readonly byteEnd: number;
  /** Byte of the prompt that stands first there; more than 0 where a template trims what stands before. Default 0. */
  readonly promptStart?: number;
}

/**
 * The program a prompt shows as a source tokens can be aligned with: pieces of the scored text, without line numbers, fences and
 * words, moved to where the prompt stands in it. Of several programs of the same id (demonstrations) it is the last, the question's own.
 *
 * @param place where the prompt stands. Default: the scored text begins with it.
 * @throws SourceError where the prompt does not show the program.
 */
export function programInPrompt(
  { programs, text, question }: Pick<Prompt, "programs" | "text" | "question">,
  program: Pick<Program, "id" | "file" | "source" | "nodes">,
  place: PromptPlace = { byteStart: 0, byteEnd: Buffer.byteLength(text, "utf8") },
): AlignedSource {
  const shown = programs.filter(({ program: id }) => id === program.id).at(-1);
  if (shown === undefined)
    throw new SourceError(
      `the prompt of question ${question} shows ${programs.map(each => each.program).join(", ") || "no program"}, not ${program.id}`,
      program.file,
    );
  const { byteStart, byteEnd, promptStart = 0 } = place;
  const shift = byteStart - promptStart;
  const pieces = shown.pieces.flatMap(([inPrompt, inProgram, length]): [number, number, number][] => {
    const from = Math.max(inPrompt + shift, byteStart);
    const to = Math.min(inPrompt + shift + length, byteEnd);
    return to > from ? [[from, inProgram + from - inPrompt - shift, to - from]] : [];
  });
  return { nodes: program.nodes, source: program.source, pieces };
}
