import type { LimitName } from "../../format/TraceHeader.js";
import { freeze } from "./primordials.js";

/** What is thrown through the program once a limit is reached. It has no properties and no prototype. */
export const signal: object = freeze({ __proto__: null });

/** The limit that ended the run, and its value. */
export let stopped: { readonly limit: LimitName; readonly value: number } | undefined;

/** Ends the run: from now on every hook throws {@link signal}, so that no `catch` or `finally` can go on. */
export function stop(limit: LimitName, value: number): never {
  stopped ??= { limit, value };
  throw signal;
}
