import type { CoconutStep } from "../data/CoconutData.js";

/** How far two traces of one program agree: the first of these that holds. */
export const COCONUT_AGREEMENTS = [
  "identical",
  /** The same lines, each as often, in another order */
  "same lines, other order",
  /** The same but for events of line 1 that library code compiled from text gives on its first use */
  "off by first use",
  /** The same lines, not as often: loops that run by the clock or by chance */
  "same lines, other counts",
  "different",
] as const;

/** One of {@link COCONUT_AGREEMENTS}. */
export type CoconutAgreement = (typeof COCONUT_AGREEMENTS)[number];

/** Compares a trace recorded by us with the published one. */
export function coconutAgreement(
  recorded: readonly CoconutStep[],
  published: readonly CoconutStep[],
): CoconutAgreement {
  if (same(recorded, published)) return "identical";
  if (same(sorted(recorded), sorted(published))) return "same lines, other order";
  const without = (steps: readonly CoconutStep[]): CoconutStep[] => steps.filter(step => step !== 1);
  if (same(sorted(without(recorded)), sorted(without(published)))) return "off by first use";
  const [a, b] = [[...new Set(recorded)], [...new Set(published)]];
  return same(sorted(a), sorted(b)) ? "same lines, other counts" : "different";
}

function same(a: readonly CoconutStep[], b: readonly CoconutStep[]): boolean {
  return a.length === b.length && a.every((step, i) => step === b[i]);
}

function sorted(steps: readonly CoconutStep[]): CoconutStep[] {
  return [...steps].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}
