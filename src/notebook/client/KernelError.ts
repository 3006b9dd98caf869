/** How the process of a kernel ended. */
export interface KernelEnd {
  /** `null` when a signal ended it, or it never ran. */
  readonly exitCode: number | null;
  /** Such as `SIGKILL`; `null` when it exited by itself. */
  readonly signal: string | null;
  /** The last lines the process wrote on its own stderr and stdout; "" for none. */
  readonly tail: string;
}

/** A kernel that could not be started, ended while work was pending, or does not answer. */
export class KernelError extends Error {
  /** `undefined` while the process still runs. */
  readonly end: KernelEnd | undefined;

  constructor(message: string, end?: KernelEnd) {
    super(end?.tail ? `${message}\n${end.tail}` : message);
    this.name = "KernelError";
    this.end = end;
  }
}

/** `with exit code 3`, `by SIGKILL`. */
export function howEnded(end: KernelEnd): string {
  return end.signal === null ? `with exit code ${end.exitCode ?? "unknown"}` : `by ${end.signal}`;
}
