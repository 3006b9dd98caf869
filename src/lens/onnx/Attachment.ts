import type { Demand } from "./Demand.js";
import type { GraphBuilder, HookLayout } from "./GraphBuilder.js";
import type { Value } from "./Value.js";

/** What stands at hooks besides the architecture itself (dictionaries, codebooks), in one graph. */
export interface Attachment {
  /** Hooks it must be told the value of. */
  readonly reads: ReadonlySet<string>;
  /** Hooks whose value it may change. */
  readonly writes: ReadonlySet<string>;
  /** What takes the place of the value of a hook it writes, before interventions on that hook act. */
  replaced(g: GraphBuilder, name: string, value: Value, axes: readonly string[], layout: HookLayout): Value;
  /** Told the value of a hook it reads as the pass goes on with it. */
  seen(g: GraphBuilder, name: string, value: Value, axes: readonly string[], layout: HookLayout): void;
}

/**
 * Makes what is attached to one graph; undefined where the demand has no use for it.
 *
 * @param every the form with all hooks is built, to list them.
 */
export type MakeAttachment = (demand: Demand, every: boolean) => Attachment | undefined;
