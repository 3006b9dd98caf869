/**
 * Messages between host and Python's processes; the first six as in the JavaScript sandbox:
 *
 * - LOAD (host): `a` a number for the driver; body `{driver, modules}`. The process keeps the last {@link DRIVERS}.
 * - JOB (host): `a` the driver's number, `b` memory in MiB, `c` wall time in ms; body the payload.
 * - SEAL (host), right behind JOB: body 16 bytes nobody can guess. The process looks at it when the program is over
 *   and gone, and sends END with the same bytes: no program can say that it has ended while it has not.
 * - END: `a` how (see {@link End}), `b` whether the process must not be used again.
 * - TABLES, ROWS, STRINGS, DONE, FAILED: what the driver sends.
 */
export const Message = {
  READY: 1,
  JOB: 2,
  ROWS: 3,
  STRINGS: 4,
  DONE: 5,
  FAILED: 6,
  TABLES: 7,
  LOAD: 8,
  SEAL: 9,
  END: 10,
} as const;

/** How a job ended, as END says it. */
export const End = { OK: 0, DEAD: 1, WALL: 2 } as const;

/** Drivers a process keeps loaded; the one loaded first makes way. */
export const DRIVERS: number = 4;

/** Longest body, bytes: what says it is longer is no message of ours. */
export const LONGEST: number = 2 ** 28;

/** Most bytes of one job: who sends more is no driver of ours, and would fill the memory of the host. */
export const MOST: number = 2 ** 31;
