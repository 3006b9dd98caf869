import { Kind } from "../../format/Kind.js";
import { defineGlobal } from "./define.js";
import { patch, patchAccessor, wear } from "./patch.js";
import {
  apply,
  construct,
  defineProperty,
  floor,
  imul,
  NativeDate,
  NativeString,
  SafeWeakMap,
} from "./primordials.js";
import { row } from "./rows.js";
import { settings } from "./settings.js";

/** Virtual milliseconds since the program began: time stands still while code runs and moves from timer to timer. */
export let now = 0;

/** Moves the clock forward; row CLOCK. */
export function advanceTo(time: number): void {
  if (time <= now) return;
  now = time;
  row(Kind.CLOCK, -1, time);
}

const wallTime = (): number => settings.epoch + floor(now);

/** Chance from the job's seed (sfc32), time from the virtual clock. */
export function patchChanceAndTime(): void {
  let state: [number, number, number, number] | undefined;
  const random = (): number => {
    if (state === undefined) {
      const { seed } = settings;
      state = [seed | 0, floor(seed / 2 ** 32) | 0, imul(seed | 0, 0x9e3779b1) | 0, 1];
      for (let i = 0; i < 15; i++) sfc32(state);
    }
    // 53 bits, as Math.random gives.
    const high = sfc32(state) >>> 5;
    const low = sfc32(state) >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
  patch(Math, "random", () => ({ random }));

  function VirtualDate(this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return NativeString(new NativeDate(wallTime()));
    const target = new.target === VirtualDate ? NativeDate : new.target;
    return construct(NativeDate, args.length === 0 ? [wallTime()] : args, target as never);
  }
  for (const key of ["prototype", "now", "parse", "UTC"] as const) {
    defineProperty(VirtualDate, key, Object.getOwnPropertyDescriptor(NativeDate, key)!);
  }
  wear(VirtualDate, NativeDate);
  patch(VirtualDate, "now", () => ({ now: wallTime }));
  defineProperty(NativeDate.prototype, "constructor", {
    value: VirtualDate,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  defineGlobal("Date", VirtualDate);

  const { prototype } = Intl.DateTimeFormat;
  patch(prototype, "formatToParts", native => ({
    formatToParts(this: unknown, date: unknown): unknown {
      return apply(native, this, [date === undefined ? wallTime() : date] as never);
    },
  }));
  const formats = new SafeWeakMap<object, object>();
  patchAccessor(prototype, "format", "get", native => ({
    format(this: object): unknown {
      const format = apply(native, this, []) as (date: unknown) => string;
      const known = formats.get(format);
      if (known !== undefined) return known;
      const ours = (date: unknown): string => format(date === undefined ? wallTime() : date);
      wear(ours, format);
      formats.set(format, ours);
      return ours;
    },
  }));
}

function sfc32(state: [number, number, number, number]): number {
  const a = state[0];
  const b = state[1];
  const c = state[2];
  const d = state[3];
  const t = (a + b + d) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + t) | 0;
  state[3] = (d + 1) | 0;
  return t >>> 0;
}
