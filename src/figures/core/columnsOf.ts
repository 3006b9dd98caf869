import { columns } from "./textWidth.js";

/** Width of a text in fixed-width columns. */
export function columnsOf(text: string): number {
  let sum = 0;
  for (const character of text) sum += columns(character);
  return sum;
}
