import type { Trace } from "../format/Trace.js";
import type { Value } from "../format/Value.js";
import { occurrences } from "./occurrences.js";
import { Replay } from "./Replay.js";
import type { SnapshotOptions } from "./snapshot.js";

const cursors: WeakMap<Trace, Replay> = new WeakMap();

/** One cursor per trace, shared by the functions that look states up; hold on to it only until the next of them runs. */
export function cursor(trace: Trace): Replay {
  let replay = cursors.get(trace);
  if (replay === undefined) {
    replay = new Replay(trace);
    cursors.set(trace, replay);
  }
  return replay;
}

/**
 * Value of an expression at an occurrence (index of `occurrences`): `before` = when it begins, `after` = when it
 * ended in the same activation. The expression is a path: names as visible there (outer activations included),
 * `this`, member access, computed access by a literal or a path, `.length` / `.size`, private fields, literals,
 * tuples `(a, b)` (given as an array with id -1). It is parsed, never run. `undefined` where it has no value:
 * not yet initialised, no such property, a getter, or no after-state because the statement threw.
 *
 * @throws SourceError when the expression is not such a path.
 */
export function valueAt(
  trace: Trace,
  occurrence: number,
  when: "before" | "after",
  expression: string,
  options: SnapshotOptions = {},
): Value | undefined {
  const { site, frame, begin, end } = occurrences(trace).at(occurrence);
  const replay = cursor(trace);
  if (when === "after" && end < 0) {
    // The text is checked all the same: a wrong question must not pass for one without an answer.
    replay.valueOf(expression, frame, trace.tables.sites[site].node, options);
    return undefined;
  }
  return (
    replay
      // BEGIN changes nothing but that it puts what the statement declares back into its dead zone.
      .seek(when === "before" ? begin + 1 : end)
      .valueOf(expression, frame, trace.tables.sites[site].node, options)
  );
}
