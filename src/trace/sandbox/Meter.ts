import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Tick } from "../javascript/realm/Tick.js";

/** Longest time recorded rows wait in the child, ms: what a killed child can lose. */
const HOLD_MS = 20;
/** Shortest time between two looks at the memory, ms. */
const LOOK_MS = 5;
/** Time between two ticks that counts as long, ms. */
const SLOW_MS = 1;
const MIB = 2 ** 20;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
setFlagsFromString("--no-expose-gc");

/** Watches time and memory of one program. */
export class Meter {
  private deadline = Number.POSITIVE_INFINITY;
  private lastTick = 0;
  private lastFlush = 0;
  private lastLook = 0;
  private heapBytes = Number.POSITIVE_INFINITY;
  private bufferBytes = Number.POSITIVE_INFINITY;
  private baseline = 0;

  /** Starts the watch. Limits in ms and MiB. */
  start(wallMs: number, heapMiB: number, bufferMiB: number): void {
    const now = performance.now();
    this.deadline = now + wallMs;
    this.lastTick = now;
    this.lastFlush = now;
    this.lastLook = now;
    this.heapBytes = heapMiB * MIB;
    this.bufferBytes = bufferMiB * MIB;
    this.baseline = getHeapStatistics().external_memory;
  }

  /** Rows have just been sent. */
  flushed(): void {
    this.lastFlush = performance.now();
  }

  /** Whether something is due, one of {@link Tick}. */
  tick(): number {
    const now = performance.now();
    const slow = now - this.lastTick > SLOW_MS ? Tick.SLOW : 0;
    this.lastTick = now;
    if (now > this.deadline) return Tick.WALL;
    if (now - this.lastLook > LOOK_MS) {
      this.lastLook = now;
      const memory = this.look();
      if (memory !== Tick.GO) return memory;
    }
    return slow + (now - this.lastFlush > HOLD_MS ? Tick.FLUSH : Tick.GO);
  }

  private look(): number {
    let { used_heap_size: heap, external_memory: external } = getHeapStatistics();
    if (heap <= this.heapBytes && external - this.baseline <= this.bufferBytes) return Tick.GO;
    // Much of it may be garbage.
    collect();
    ({ used_heap_size: heap, external_memory: external } = getHeapStatistics());
    if (heap > this.heapBytes) return Tick.HEAP;
    return external - this.baseline > this.bufferBytes ? Tick.BUFFER : Tick.GO;
  }
}

/** Collects garbage now. */
export function collectGarbage(): void {
  collect();
}
