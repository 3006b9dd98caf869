import type { Trace } from "../format/Trace.js";
import type { Value } from "../format/Value.js";

/**
 * Value of an expression at an occurrence (index of `occurrences`): `before` = when it begins, `after` = when it
 * ended in the same activation. The expression is a path: names as visible there (outer activations included),
 * `this`, member access, computed access by a literal or a name, `.length` / `.size`, private fields, tuples `(a, b)`
 * (given as an array with id -1). It is parsed, never run. `undefined` where it has no value: not yet
 * initialised, no such property, a getter, or no after-state because the statement threw.
 */
export function valueAt(
  _trace: Trace,
  _occurrence: number,
  _when: "before" | "after",
  _expression: string,
): Value | undefined {
  throw new Error("being built");
}
