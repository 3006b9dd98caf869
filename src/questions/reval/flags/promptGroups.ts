import type { RevalPair } from "../data/RevalData.js";

/** Probes, by their place in the pair, whose path prompts are the same text: more than one each. */
export type PromptGroups = readonly (readonly number[])[];

/** The original's path question names a line by its text alone, so equal lines of one pair make one prompt. */
export function promptGroups(pair: RevalPair, lines: readonly string[]): PromptGroups {
  const groups = new Map<string, number[]>();
  for (const [k, { line }] of pair.probes.entries()) {
    const text = lines[line - 1];
    const group = groups.get(text) ?? [];
    groups.set(text, group);
    group.push(k);
  }
  return [...groups.values()].filter(group => group.length > 1);
}

/** Whether no answer is right for all probes of a group. */
export function ambiguous(truths: readonly (readonly number[])[]): boolean {
  const [first, ...others] = truths;
  return !first.some(line => others.every(truth => truth.includes(line)));
}
