/** How often the parent is looked for, ms. */
const EVERY_MS = 1000;

/**
 * Ends this process when the one that started it is gone: a front end that was killed cannot ask for a shutdown.
 * Jupyter says by `JPY_PARENT_PID` that it wants that.
 */
export function endWithParent(): void {
  if (!process.env.JPY_PARENT_PID) return;
  const parent = process.ppid;
  // An orphan is given to another parent.
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, EVERY_MS).unref();
}
