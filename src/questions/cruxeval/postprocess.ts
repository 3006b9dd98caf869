import type { CruxevalMode } from "./CruxevalItem.js";

/**
 * Which of the two published readings of a raw completion is meant. They differ only where a completion of the
 * style `cot` has no `[ANSWER]`: `vllm` reads on in the whole text, `openai` takes its last line as it is.
 */
export type Postprocessing = "vllm" | "openai";

/** The part of a raw completion that is scored, as CRUXEval cuts it out. */
export function postprocess(
  completion: string,
  {
    mode,
    variant,
    cot,
  }: { readonly mode: CruxevalMode; readonly variant: Postprocessing; readonly cot: boolean },
): string {
  let text = completion;
  if (cot) {
    if (text.includes("[ANSWER]")) text = text.split("[ANSWER]")[1];
    else if (variant === "openai") return strip(strip(text).split("\n").at(-1) as string);
  }
  if (text.includes("==")) text = text.split("==")[mode === "output" ? 1 : 0];
  if (mode === "input" && text.includes("assert f")) text = `f${text.split("assert f")[1]}`;
  return strip(text);
}

/** Python's `str.strip`: what it takes for white space differs a little from JavaScript's. */
function strip(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Python strips these too
  const white = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
  let start = 0;
  let end = text.length;
  while (start < end && white.test(text[start])) start++;
  while (end > start && white.test(text[end - 1])) end--;
  return text.slice(start, end);
}
