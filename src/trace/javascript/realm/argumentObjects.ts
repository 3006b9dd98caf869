import { describeAgain } from "./heap.js";
import { bareList, hasOwn, is } from "./primordials.js";

/** How many arguments objects are watched: the last ones recorded. */
const WATCHED = 8;

interface Watched {
  readonly object: Record<number, unknown>;
  readonly id: number;
  /** Elements as recorded last. */
  readonly seen: unknown[];
}

const watched = bareList<Watched>();
let next = 0;

/** Whether there is anything to look at: kept apart because every statement asks. */
export let watching = false;

/** In sloppy code the elements of `arguments` change with the parameters: what is recorded of it is watched. */
export function watchArguments(object: object, id: number): void {
  for (let i = 0; i < watched.length; i++) {
    if (watched[i].object !== object) continue;
    look(watched[i]);
    return;
  }
  const entry: Watched = { object: object as Record<number, unknown>, id, seen: bareList() };
  look(entry);
  watched[next] = entry;
  next = (next + 1) % WATCHED;
  watching = true;
}

/** Takes the elements as they are; whether one has changed. Nothing of the program runs: they are data properties. */
function look({ object, seen }: Watched): boolean {
  let changed = false;
  for (let i = 0; i < seen.length || hasOwn(object, i); i++) {
    const value = hasOwn(object, i) ? object[i] : undefined;
    if (i < seen.length && is(seen[i], value)) continue;
    seen[i] = value;
    changed = true;
  }
  return changed;
}

/** Records watched arguments objects again that have changed since. */
export function followArguments(): void {
  for (let i = 0; i < watched.length; i++) {
    const entry = watched[i];
    if (look(entry)) describeAgain(entry.object, entry.id);
  }
}
