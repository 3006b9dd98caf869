import { Worker } from "node:worker_threads";

/** How often the parent is looked for, ms. */
const EVERY_MS = 1000;

/** Runs beside the cells, in a thread of its own: a loop that never ends keeps the main one from looking. */
const WATCH = `
const { parent, everyMs } = require("node:worker_threads").workerData;
setInterval(() => {
  // An orphan is given to another parent.
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, everyMs);
`;

/**
 * Ends this process when the one that started it is gone: a front end that was killed cannot ask for a shutdown.
 * Jupyter says by `JPY_PARENT_PID` that it wants that.
 */
export function endWithParent(): void {
  const { JPY_PARENT_PID } = process.env;
  if (!JPY_PARENT_PID) return;
  // Killed before it could be looked for: the first process has adopted us.
  if (process.ppid === 1 && JPY_PARENT_PID !== "1") process.exit(1);
  const workerData = { parent: process.ppid, everyMs: EVERY_MS };
  new Worker(WATCH, { eval: true, workerData, execArgv: [] }).unref();
}
