import type { Limits, RecordOptions } from "../../format/TraceHeader.js";
import type { FunctionText, JobModule } from "../../sandbox/Job.js";
import { parseJSON } from "./primordials.js";

/** A module as the realm knows it: its code is compiled by the child. */
export type ModuleInfo = Omit<JobModule, "code">;

/** The job, parsed inside the realm. */
export interface Settings {
  readonly modules: readonly ModuleInfo[];
  readonly sources: readonly string[];
  readonly texts: readonly FunctionText[];
  readonly main: number;
  /** Function id of the call, -1 when there is none. */
  readonly callFunction: number;
  readonly seed: number;
  readonly epoch: number;
  readonly limits: Limits;
  readonly record: RecordOptions;
}

/** Settings of the program being run; set once, before any of its code. */
export let settings: Settings;

/** Takes the job. */
export function begin(json: string): void {
  settings = parseJSON(json);
}
