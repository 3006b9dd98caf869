import type { PythonJob, PythonModule } from "./PythonJob.js";

/** A driver with its modules, as processes are told of it. */
export interface Driver {
  /** The same for equal sources. */
  readonly id: number;
  /** Body of the LOAD message. */
  readonly body: Buffer;
}

interface Known extends Driver {
  readonly modules: readonly PythonModule[];
}

const byDriver = new WeakMap<PythonModule, Known[]>();
const byText = new Map<string, Driver>();

/** The driver of a job. Equal ones are one, so that a process has loaded it once for all its jobs. */
export function driverOf({ driver, modules = [] }: PythonJob): Driver {
  const known = byDriver.get(driver) ?? [];
  byDriver.set(driver, known);
  const found = known.find(
    one => one.modules.length === modules.length && one.modules.every((module, i) => module === modules[i]),
  );
  if (found !== undefined) return found;
  const given = JSON.stringify({ driver, modules });
  let made = byText.get(given);
  if (made === undefined) {
    made = { id: byText.size, body: Buffer.from(given) };
    byText.set(given, made);
  }
  known.push({ ...made, modules: [...modules] });
  return made;
}
