const FATAL = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const endings = new Set<() => void>();

/**
 * Sees to it that a kernel does not outlive this process: `end` is called when the process exits, or a signal is
 * about to end it that nobody else listens to.
 *
 * @param end kills the kernel and removes its files, without waiting.
 * @returns call it when the kernel has ended by itself.
 */
export function outlivedByNone(end: () => void): () => void {
  if (endings.size === 0) {
    process.on("exit", endAll);
    for (const signal of FATAL) process.on(signal, onSignal);
  }
  endings.add(end);
  return () => {
    if (!endings.delete(end) || endings.size > 0) return;
    process.off("exit", endAll);
    for (const signal of FATAL) process.off(signal, onSignal);
  };
}

function endAll(): void {
  for (const end of endings) end();
  endings.clear();
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens decides what the signal means; the exit will be seen.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
