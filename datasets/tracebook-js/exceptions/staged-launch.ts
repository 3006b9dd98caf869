type Undo = () => void;

function stage(name: string, log: string[]): Undo {
  if (name === "storm") throw new Error("weather hold");
  log.push("+" + name);
  return () => {
    log.push("-" + name);
    if (name === "crew") throw new RangeError("crew stuck");
  };
}

function unwind(undos: Undo[], log: string[]): void {
  while (undos.length > 0) {
    try {
      undos.pop()!();
    } catch (error) {
      log.push((error as Error).message);
    }
  }
}

function launch(names: string[]): { ok: boolean; log: string[] } {
  const log: string[] = [];
  const undos: Undo[] = [];
  let ok = false;
  try {
    for (const name of names) undos.push(stage(name, log));
    ok = names.length > 0;
  } catch (error: unknown) {
    log.push(error instanceof Error ? error.message : String(error));
  } finally {
    unwind(undos, log);
  }
  return { ok, log };
}
