import { narrow, type Region } from "./Region.js";
import type { ReadWord } from "./readWord.js";

const NEVER =
  /^([`*_\s]*(?:(?:it|that moment|the (?:line|statement|moment))\s+)?(?:(?:is|was)\s+)?)((?:not|never) (?:executed|reached))\b(.*)$/is;
const BEHIND = /^\s*(?:$|[.,;:!(\n`*_—–-]|because\b|since\b|as\b)/i;

/** Reads a region that says that the moment asked about never comes; in quotes those words are a text. */
export function readNever(text: string, region: Region): ReadWord<"not executed"> {
  const { start, end } = narrow(text, region);
  const match = NEVER.exec(text.slice(start, end));
  if (match === null || !BEHIND.test(match[3])) return { failure: "unknown word" };
  const from = start + match[1].length;
  return { word: "not executed", start: from, end: from + match[2].length };
}
