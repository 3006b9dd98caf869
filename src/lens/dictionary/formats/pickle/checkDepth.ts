import { PickleRecord, type PickleValue } from "./PickleValue.js";

/** Deepest nesting: a checkpoint has about six levels. */
const DEEPEST = 32;

/** Refuses values that are nested deeper than {@link DEEPEST} or contain themselves: whoever walks them need not think of it. */
export function checkDepth(value: PickleValue, fail: (reason: string) => never): void {
  const depths = new Map<object, number>();
  const open = new Set<object>();
  const visit = (one: PickleValue, depth: number): number => {
    if (depth > DEEPEST) return fail(`values nested deeper than ${DEEPEST}, or within themselves`);
    const inner =
      one instanceof Map ? [...one].flat() : one instanceof PickleRecord ? [...one.attributes].flat() : one;
    if (!Array.isArray(inner) || typeof one !== "object" || one === null) return 0;
    // What is shared is walked once: a value of 2ⁿ paths takes n steps.
    const known = depths.get(one);
    if (known !== undefined) {
      if (depth + known > DEEPEST) fail(`values nested deeper than ${DEEPEST}`);
      return known;
    }
    if (open.has(one)) return fail("a value within itself");
    open.add(one);
    let deepest = 0;
    for (const part of inner) deepest = Math.max(deepest, 1 + visit(part, depth + 1));
    open.delete(one);
    depths.set(one, deepest);
    return deepest;
  };
  visit(value, 0);
}
