import { fileURLToPath } from "node:url";
import { plainNode } from "./plainNode.js";

/** One run of a program, as plain JavaScript (types blanked out). */
export interface V8Job {
  readonly file: string;
  readonly text: string;
  readonly sourceType: string;
  /** Call to make, `""` for none. */
  readonly call: string;
  /** Other files of the program: path → text. */
  readonly files: Readonly<Record<string, string>>;
}

/** A function as block coverage reports it; offsets are UTF-16 units of the file, the first range is the function. */
export interface V8Function {
  readonly name: string;
  /** False when only calls were counted: V8 never compiled the body. */
  readonly block: boolean;
  readonly ranges: readonly (readonly [start: number, end: number, count: number])[];
}

/** What V8 counted in one file. */
export interface V8Script {
  readonly file: string;
  readonly functions: readonly V8Function[];
}

/** A place where the stepping inspector stopped. */
export type V8Stop = readonly [file: string, offset: number, depth: number, functionName: string];

const child: string = fileURLToPath(new URL("v8Child.cjs", import.meta.url));

/** What V8's precise coverage saw of a run. */
export interface V8Counted {
  /** The exception that left the program, as text. */
  readonly error?: string;
  readonly scripts: readonly V8Script[];
}

/** What the stepping inspector saw of a run. */
export interface V8Stepped {
  readonly error?: string;
  readonly stops: readonly V8Stop[];
}

/** Block counts of each job, from V8's precise coverage. */
export function v8Coverage(jobs: readonly V8Job[]): Promise<V8Counted[]> {
  return plainNode(child, { mode: "coverage", jobs });
}

/**
 * Where the inspector stops when it steps through each job.
 *
 * @param everywhere also stop by breakpoints at every statement: needed where functions suspend, because a step over
 * an `await` or `yield` leaves out what runs meanwhile.
 */
export function v8Stops(
  jobs: readonly V8Job[],
  everywhere: boolean,
  flags: readonly string[] = [],
): Promise<V8Stepped[]> {
  return plainNode(child, { mode: "steps", stepping: everywhere ? "everywhere" : "into", jobs }, flags);
}
