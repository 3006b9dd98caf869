import type { Trace } from "../format/Trace.js";
import type { Value } from "../format/Value.js";
import { cursor } from "./valueAt.js";

/**
 * What the run came to: the value the call (or the module) returned, or the exception that left it, as they were
 * at that moment. `undefined` when it did neither (pending, limit, interrupted).
 */
export function outcomeValue(trace: Trace): Value | undefined {
  const { outcome } = trace.footer;
  return outcome.kind === "return" || outcome.kind === "throw"
    ? cursor(trace).seek(outcome.row).rowValue()
    : undefined;
}
