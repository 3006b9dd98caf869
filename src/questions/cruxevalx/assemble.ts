import type { CruxevalMode } from "../cruxeval/CruxevalItem.js";
import { type CruxevalxItem, HOLE } from "./CruxevalxItem.js";

/**
 * The program that is run to score an answer, byte for byte as published: program and test with the answer for every
 * `????` (output), or for the whole call `candidate(????)` (input).
 */
export function assemble(item: CruxevalxItem, answer: string, mode: CruxevalMode): string {
  const template = mode === "output" ? item.outputTemplate : item.inputTemplate;
  const hole = mode === "output" ? HOLE : `candidate(${HOLE})`;
  // Not `replace`: in it `$&` and the like in an answer would mean something.
  return `\n${(item.base + template).split(hole).join(answer)}\n\n`;
}
