import type { Limits, RecordOptions } from "../format/TraceHeader.js";
import type { FunctionText } from "../sandbox/Job.js";

/**
 * What the child gives the recorder: functions of the outer realm. They are held in closures only; no value of
 * the program may ever see one, and what they throw is replaced by an error of the realm ({@link guard}).
 */
export interface Host {
  /** Sends rows `0 .. count-1` of the current buffers. */
  flush(count: number): void;
  /** Sends new strings. */
  strings(text: string): void;
  /** Looks at clock and memory: bit 1 flush now, bit 2 heap limit near, bit 4 buffer limit near. */
  tick(): number;
  /** Shape code of an object, see {@link Shape}; never runs code of the object. */
  classify(object: object): number;
  /** Node's `util.format` of console arguments. */
  format(args: readonly unknown[]): string;
  /** UTF-8 on strings and bytes. `written` is what the last `encodeInto` wrote. */
  utf8Length(text: string): number;
  encodeInto(text: string, bytes: Uint8Array): number;
  written(): number;
  /** Handle of a decoder; throws for an unknown label. */
  decoder(label: string, fatal: boolean, ignoreBOM: boolean): number;
  decoderEncoding(handle: number): string;
  decode(handle: number, bytes: unknown, stream: boolean): string;
  atob(text: string): string;
  btoa(text: string): string;
  /** Node's `util.inspect` for `console.dir` and `console.table`. */
  table(data: unknown, columns: unknown): string;
}

/** Plain settings of a job, parsed inside the realm. */
export interface Settings {
  readonly seed: number;
  readonly epoch: number;
  readonly limits: Limits;
  readonly record: RecordOptions;
  readonly sources: readonly string[];
  readonly texts: readonly FunctionText[];
  readonly prefixes: readonly string[];
  /** Function id of the call, -1 when there is none. */
  readonly callFunction: number;
}
