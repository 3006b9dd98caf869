import { ID_SHIFT, Kind, TAG_SHIFT, Tag } from "../../format/Kind.js";
import { host } from "./Host.js";
import { min, NativeRangeError, SafeMap } from "./primordials.js";
import { counters, flush, row } from "./rows.js";
import { signal, stop, stopped } from "./Stop.js";
import { settings } from "./settings.js";
import { Tick } from "./Tick.js";

/** Running activations, innermost last. Suspended ones are not on it. */
let stack = new Int32Array(1024);
let depth = 0;
let maxDepth = 1000;
let maxWork = 0;

/** Statements begun, plus what else counts against the step budget (timers and reactions that run). */
let work = 0;
let extra = 0;
let nextLook = 0;
/** Steps from one look to the next: few while steps are slow, so that little is lost when a built-in call kills us. */
let interval = 1;
const MOST = 256;

/** Activations that wait at an await (0) or yield (1): site << 1 | which. */
const suspended = new SafeMap<number, number>();
/** Activations in a `yield*`: their site. They leave the stack when an inner one suspends. */
const delegating = new SafeMap<number, number>();

/** Takes the limits of the job. */
export function limitFlow(): void {
  const { limits } = settings;
  maxDepth = limits.depth;
  maxWork = limits.steps;
  nextLook = 1;
  stack = new Int32Array(maxDepth + 16);
}

/** Every so many steps: budget, clock, memory. */
function look(): void {
  if (stopped !== undefined) throw signal;
  const { limits } = settings;
  if (work > maxWork) {
    work--;
    halt("steps", limits.steps);
  }
  counters.steps = work - extra;
  const tick = host.tick();
  interval = tick >= Tick.SLOW ? 1 : min(2 * interval, MOST);
  nextLook = min(work + interval, maxWork + 1);
  switch (tick % Tick.SLOW) {
    case Tick.FLUSH:
      flush();
      break;
    case Tick.WALL:
      halt("wall", limits.wallMs);
      break;
    case Tick.HEAP:
      halt("heap", limits.heapMiB);
      break;
    case Tick.BUFFER:
      halt("buffer", limits.bufferMiB);
      break;
    default:
      break;
  }
}

/** Ends the run; the hooks of hot loops notice by `nextLook`. */
export function halt(limit: Parameters<typeof stop>[0], value: number): never {
  nextLook = 0;
  counters.steps = stepsSoFar();
  return stop(limit, value);
}

/** Throws the stop signal if the run is over. */
export function check(): void {
  if (stopped !== undefined) throw signal;
}

/** Counts a timer or reaction against the step budget. */
export function countTask(): void {
  extra++;
  if (++work >= nextLook) look();
}

/** BEGIN rows so far. */
export function stepsSoFar(): number {
  return stopped === undefined || nextLook !== 0 ? work - extra : counters.steps;
}

/** Row BEGIN, one step. */
export function begin(F: number, s: number): void {
  if (++work >= nextLook) look();
  if (depth === 0 || stack[depth - 1] !== F) realign(F);
  row(Kind.BEGIN | (s << ID_SHIFT), F, 0);
}

/**
 * `F` runs but is not on top: activations above it went away without a hook (a `yield*` over a built-in iterator, an
 * abandoned generator), or it came back without one (after the close of a `for await`).
 */
function realign(F: number): void {
  if (stopped !== undefined) throw signal;
  for (let i = depth - 1; i >= 0; i--) {
    if (stack[i] === F) {
      depth = i + 1;
      return;
    }
  }
  push(F);
}

function push(F: number): void {
  if (depth > 0 && stack[depth - 1] === F) return;
  if (depth >= maxDepth) throw new NativeRangeError("Maximum call stack size exceeded");
  stack[depth++] = F;
}

/** Takes `F` off the stack, and what is left above it. */
function pop(F: number): void {
  if (depth > 0 && stack[depth - 1] === F) {
    depth--;
    return;
  }
  for (let i = depth - 1; i >= 0; i--) {
    if (stack[i] === F) {
      depth = i;
      return;
    }
  }
}

/** The event loop starts something: nothing is on the stack. */
export function clearStack(): void {
  depth = 0;
}

/** The running activation, -1 when the event loop or engine runs. */
export function top(): number {
  return depth === 0 ? -1 : stack[depth - 1];
}

/** Rows CALL and SCOPE of a new activation. */
export function enter(fn: number, parent: number): number {
  if (stopped !== undefined) throw signal;
  if (depth >= maxDepth) throw new NativeRangeError("Maximum call stack size exceeded");
  const F = counters.frames++;
  row(Kind.CALL | (fn << ID_SHIFT), F, depth === 0 ? -1 : stack[depth - 1]);
  row(Kind.SCOPE, F, parent);
  stack[depth++] = F;
  return F;
}

/** Leaves an activation. */
export function leave(F: number): void {
  if (depth > 0 && stack[depth - 1] === F) depth--;
  else pop(F);
}

/** Takes a suspending activation off the stack, and those that delegate to it. */
export function suspend(F: number, s: number, isYield: boolean): void {
  pop(F);
  suspended.set(F, (s << 1) | (isYield ? 1 : 0));
  while (depth > 0 && delegating.size > 0 && delegating.has(stack[depth - 1])) depth--;
}

/**
 * Takes an activation off the stack while the engine waits for the close of a `for await`'s iterator: no hook stands at
 * that wait, so it has no rows.
 */
export function suspendClosing(F: number): void {
  suspend(F, 0, false);
  suspended.set(F, CLOSING);
}
const CLOSING = -1;

/** Does the activation wait at an await or yield of its own? */
export function waits(F: number): boolean {
  const site = suspended.get(F);
  return site !== undefined && site !== CLOSING;
}

/** `yield*`: the activation stays on the stack until something inside suspends. */
export function delegate(F: number, s: number): void {
  delegating.set(F, s);
}

/** The activation goes on normally. */
export function resume(F: number): void {
  if (!suspended.delete(F) && delegating.size > 0) delegating.delete(F);
  push(F);
}

/** Set while the built-in `return` of a generator runs, until the generator it ends has noticed. */
let returning = false;
/** Whether the last `return` or `throw` of an async generator was `return`. */
let asyncReturning = false;

/** Wraps the built-in `return` of generators. */
export function whileReturning<T>(run: () => T): T {
  const before = returning;
  returning = true;
  try {
    return run();
  } finally {
    returning = before;
  }
}

/** Notes which way an async generator was last told to end. */
export function noteAsyncEnd(isReturn: boolean): void {
  asyncReturning = isReturn;
}

/** First hook of an activation that may have been suspended: RESUME_THROW or RESUME_RETURN if it was. */
export function comeBack(F: number, closing: boolean): void {
  let site = suspended.get(F);
  let atYield = false;
  if (site !== undefined) {
    suspended.delete(F);
    if (site === CLOSING) {
      push(F);
      return;
    }
    atYield = (site & 1) === 1;
    site >>= 1;
  } else {
    site = delegating.size > 0 ? delegating.get(F) : undefined;
    if (site === undefined) return;
    delegating.delete(F);
    atYield = true;
  }
  push(F);
  const isReturn = closing && atYield && (returning || asyncReturning);
  if (returning) returning = !isReturn;
  else if (isReturn) asyncReturning = false;
  row((isReturn ? Kind.RESUME_RETURN : Kind.RESUME_THROW) | (site << ID_SHIFT), F, 0);
}

/** Tag bits of a number. */
export const NUMBER: number = Tag.NUMBER << TAG_SHIFT;
