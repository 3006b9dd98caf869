import { ID_SHIFT, Kind, TAG_SHIFT, Tag } from "../../format/Kind.js";
import type { Hooks } from "../Hooks.js";
import { followArguments, watching } from "./argumentObjects.js";
import { begin, check, comeBack, delegate, enter, halt, leave, resume, suspend, waits } from "./flow.js";
import { put, putKey, touch, tracked, withFreshIds } from "./heap.js";
import { iterate, iterateAsync, iterateKeys } from "./loops.js";
import { defineProperty, getOwnPropertyDescriptor, NativeRangeError } from "./primordials.js";
import { propertyHooks } from "./propertyHooks.js";
import { nextRow, row } from "./rows.js";
import { signal, stopped } from "./Stop.js";
import { settings } from "./settings.js";
import { propertyKey, shownKey, wroteField } from "./writes.js";

/** What the run wants to know beyond the rows. */
export const watch: {
  /** Frame whose RETURN is the outcome, -1 before it began. */
  frame: number;
  returnRow: number;
  returnSite: number;
  throwRow: number;
  thrown: unknown;
} = { frame: -1, returnRow: -1, returnSite: 0, throwRow: -1, thrown: undefined };

const SET = Kind.SET;
const SET_NUMBER = Kind.SET | (Tag.NUMBER << TAG_SHIFT);

/** A RangeError of the engine about memory it cannot have becomes the end of the run. */
function checkMemory(error: unknown): void {
  if (typeof error !== "object" || error === null || !(error instanceof NativeRangeError)) return;
  const message = getOwnPropertyDescriptor(error, "message")?.value;
  if (message === "Array buffer allocation failed") halt("buffer", settings.limits.bufferMiB);
}

function thrown(F: number, fn: number, error: unknown): unknown {
  if (error === signal || stopped !== undefined) return signal;
  try {
    checkMemory(error);
  } catch (stop) {
    return stop;
  }
  touch(error);
  watch.throwRow = nextRow();
  watch.thrown = error;
  put(Kind.THROW | (fn << ID_SHIFT), F, error);
  return error;
}

function caught(F: number, s: number, error: unknown): void {
  checkMemory(error);
  put(Kind.CATCH | (s << ID_SHIFT), F, error);
}

function returned(F: number, s: number, v: unknown): void {
  if (F === watch.frame) {
    touch(v);
    watch.returnRow = nextRow();
    watch.returnSite = s;
  }
  put(Kind.RETURN | (s << ID_SHIFT), F, v);
}

/** The hooks that are the same for all modules of a program. */
export const hooks: Omit<Hooks, "c" | "im" | "ex" | "ea"> = {
  e: enter,
  eg: enter,
  t: thrown,
  tg(F, fn, error) {
    if (error !== signal && stopped === undefined) comeBack(F, false);
    return thrown(F, fn, error);
  },
  q: leave,
  qg(F) {
    if (stopped === undefined) comeBack(F, true);
    leave(F);
  },
  r(F, s, v) {
    returned(F, s, v);
    return v;
  },
  rn(F, s) {
    returned(F, s, undefined);
  },

  b: begin,
  n(F, s) {
    if (watching) followArguments();
    row(Kind.END | (s << ID_SHIFT), F, 0);
  },
  nv(F, s, v) {
    if (watching) followArguments();
    row(Kind.END | (s << ID_SHIFT), F, 0);
    return v;
  },
  i(F, s, v) {
    row(Kind.BRANCH | (s << ID_SHIFT), F, v ? 1 : 0);
    return v;
  },
  h(F, s, v) {
    if (watching) followArguments();
    row(Kind.BRANCH | (s << ID_SHIFT), F, v ? 1 : 0);
    row(Kind.END | (s << ID_SHIFT), F, 0);
    return v;
  },
  la(F, s, v) {
    row(Kind.BRANCH | (s << ID_SHIFT), F, v ? 1 : 0);
    return v;
  },
  lo(F, s, v) {
    row(Kind.BRANCH | (s << ID_SHIFT), F, v ? 0 : 1);
    return v;
  },
  ln(F, s, v) {
    row(Kind.BRANCH | (s << ID_SHIFT), F, v === undefined || v === null ? 1 : 0);
    return v;
  },
  o(F, s, v) {
    row(Kind.BRANCH | (s << ID_SHIFT), F, v === undefined || v === null ? 0 : 1);
    return v;
  },
  sc(F, s, index) {
    row(Kind.BRANCH | (s << ID_SHIFT), F, index);
  },
  k(F, s, error) {
    check();
    caught(F, s, error);
  },
  kg(F, s, error) {
    check();
    comeBack(F, false);
    caught(F, s, error);
  },
  y(F, s) {
    check();
    begin(F, s);
    row(Kind.END | (s << ID_SHIFT), F, 0);
  },
  yg(F, s) {
    check();
    comeBack(F, true);
    begin(F, s);
    row(Kind.END | (s << ID_SHIFT), F, 0);
  },

  s(F, w, v) {
    if (typeof v === "number") row(SET_NUMBER | (w << ID_SHIFT), F, v);
    else put(SET | (w << ID_SHIFT), F, v);
    return v;
  },
  p(F, w, old, now) {
    if (typeof now === "number") row(SET_NUMBER | (w << ID_SHIFT), F, now);
    else put(SET | (w << ID_SHIFT), F, now);
    return old;
  },
  z: v => v,

  ...propertyHooks,

  fd(F, w, self, k, v, name) {
    if (name !== undefined && typeof v === "function") {
      const own = getOwnPropertyDescriptor(v, "name");
      if (own === undefined || own.value === "") {
        defineProperty(v, "name", {
          __proto__: null,
          value: name,
          writable: false,
          enumerable: false,
          configurable: true,
        } as PropertyDescriptor);
      }
    }
    wroteField(F, w, self, k, v);
    return v;
  },

  it: iterate,
  fi: iterateKeys,
  ia: iterateAsync,
  ar(F, s) {
    resume(F);
    row(Kind.RESUME | (s << ID_SHIFT), F, 0);
    row(Kind.BRANCH | (s << ID_SHIFT), F, 1);
  },
  ae(F, s) {
    // The loop was left by `break`: nothing was advanced.
    const exhausted = waits(F);
    resume(F);
    if (!exhausted) return;
    row(Kind.RESUME | (s << ID_SHIFT), F, 0);
    row(Kind.BRANCH | (s << ID_SHIFT), F, 0);
    row(Kind.END | (s << ID_SHIFT), F, 0);
  },

  a(F, s, v) {
    check();
    put(Kind.AWAIT | (s << ID_SHIFT), F, v);
    suspend(F, s, false);
    return v;
  },
  yl(F, s, v) {
    check();
    put(Kind.YIELD | (s << ID_SHIFT), F, v);
    suspend(F, s, true);
    return v;
  },
  yd(F, s, v) {
    check();
    put(Kind.YIELD | (s << ID_SHIFT), F, v);
    delegate(F, s);
    return v;
  },
  u(F, s, v) {
    check();
    resume(F);
    put(Kind.RESUME | (s << ID_SHIFT), F, v);
    return v;
  },

  g(F, d, v) {
    put(Kind.READ | (d << ID_SHIFT), F, v);
    return v;
  },
  gm(F, d, o, k) {
    const key = o === undefined || o === null ? (k as PropertyKey) : propertyKey(k);
    const v = (o as Record<PropertyKey, unknown>)[key];
    if ((typeof o !== "object" || o === null) && typeof o !== "function") return v;
    touch(o);
    touch(v);
    if (typeof key === "symbol") touch(key);
    putKey(tracked(o)!, shownKey(key));
    put(Kind.GET | (d << ID_SHIFT), F, v);
    return v;
  },

  au(F, x, get) {
    withFreshIds(() => {
      let v: unknown;
      try {
        v = get();
      } catch {
        row(Kind.CHECK | (Tag.UNINITIALIZED << TAG_SHIFT) | (x << ID_SHIFT), F, 0);
        return;
      }
      put(Kind.CHECK | (x << ID_SHIFT), F, v);
    });
  },
};
