/** Why this process must run nothing more; `undefined` while it may. */
export let fatal: string | undefined;

/** Ends what Python is doing by an exception that it cannot catch. */
export function noteFatal(reason: string): never {
  fatal ??= reason;
  throw new Error(reason);
}
