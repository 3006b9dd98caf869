import { ID_SHIFT, Kind, Mutator, Shape, TAG_SHIFT, Tag } from "../format/Kind.js";
import type { Hooks } from "../javascript/Hooks.js";
import { makeLoops } from "./loops.js";
import {
  apply,
  create,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isArray,
  mapClear,
  mapSet,
  mapSize,
  NativeMap,
  NativeRangeError,
  weakGet,
  weakSet,
} from "./primordials.js";
import type { Recorder } from "./Recorder.js";
import { sloppyDelete, sloppyPut } from "./sloppy.js";
import type { Snapshots } from "./snapshot.js";
import { Stop } from "./stop.js";

/** What happened to a frame that may be suspended. */
interface Suspension {
  site: number;
  delegating: boolean;
}

/** What the run needs to know beyond the rows. */
export interface Watch {
  /** Frame of the call, -1 before it began. */
  callFrame: number;
  /** Row of the last RETURN of the call's (or else the module's) frame. */
  returnRow: number;
  /** Site of that RETURN. */
  returnSite: number;
  /** Row of the last THROW of a value. */
  readonly throwRows: Map<unknown, number>;
  /** The call thunk of the main module. */
  call: (() => unknown) | undefined;
}

/** The hooks of instrumented code (see {@link Hooks}), except those of modules. */
export function makeHooks(recorder: Recorder, snapshots: Snapshots) {
  const {
    row,
    put,
    touch,
    tracked,
    signal,
    begin,
    end,
    endValue,
    branch,
    head,
    set,
    postfix,
    enter,
    leave,
    push,
  } = recorder;
  const { callFunction } = recorder.settings;
  const { heap } = recorder.settings.record;
  const suspended = new NativeMap<number, Suspension>();
  const watch: Watch = {
    callFrame: -1,
    returnRow: -1,
    returnSite: 0,
    throwRows: new NativeMap(),
    call: undefined,
  };
  const { get: suspendedAt, forget, remember } = suspensions(suspended);

  /** After a stop only the signal may travel. */
  function checkStopped(): void {
    if (recorder.stopped !== 0) throw signal;
  }

  function suspend(F: number, site: number, delegating = false): void {
    remember(F, { site, delegating });
    leave(F);
    // A frame that delegates to the one suspended is suspended with it.
    for (let top = recorder.top(); top >= 0 && suspendedAt(top)?.delegating; top = recorder.top()) leave(top);
  }

  /** A suspended frame goes on in another way than its `u`: writes how. */
  function wake(F: number, kind: number): void {
    const at = suspendedAt(F);
    if (at === undefined) return;
    forget(F);
    push(F);
    row(kind | (at.site << ID_SHIFT), F, 0);
  }

  function putProperty(F: number, w: number, id: number, k: unknown, v: unknown): void {
    touch(k);
    touch(v);
    put(Kind.KEY, id, k);
    put(Kind.PUT | (w << ID_SHIFT), F, v);
  }

  /** Logs a property write that was done. */
  function logPut(F: number, w: number, o: unknown, k: unknown, v: unknown): void {
    if (!heap) return;
    const id = tracked(o);
    if (id === undefined) return;
    if (k === "length" && isArray(o)) {
      row(Kind.MUTATE | (Mutator.SET_LENGTH << ID_SHIFT), id, 1);
      put(Kind.ARG, id, o.length);
      return;
    }
    if (typeof k === "number" && isArray(o)) {
      putProperty(F, w, id, k, v);
      return;
    }
    const shape = recorder.host.classify(o as object);
    if (shape === Shape.PROXY) return;
    if (shape === Shape.TYPED_ARRAY && typeof k === "number") {
      // The element took the value as its type can hold it.
      putProperty(F, w, id, k, (o as any)[k]);
      return;
    }
    if (isObject(k)) {
      // Naming the key again would run its toString a second time.
      snapshots.again(o as object, id);
      return;
    }
    const d = getOwnPropertyDescriptor(o as object, k as PropertyKey);
    // A setter ran, or the write failed silently: nothing of the object itself changed here.
    if (d === undefined || !hasOwn(d, "value")) return;
    putProperty(F, w, id, k, d.value);
  }

  function logDelete(F: number, w: number, o: unknown, k: unknown): void {
    const id = heap ? tracked(o) : undefined;
    if (id === undefined) return;
    if (isObject(k)) {
      snapshots.again(o as object, id);
      return;
    }
    touch(k);
    put(Kind.KEY, id, k);
    row(Kind.DELETE | (w << ID_SHIFT), F, 0);
  }

  function rememberPrivate(o: unknown, name: string, v: unknown): void {
    let fields = weakGet(snapshots.privates, o);
    if (fields === undefined) {
      fields = create(null);
      weakSet(snapshots.privates, o, fields);
    }
    fields[name] = v;
  }

  /** `o[k]` as something that can be read and written once each, with the strictness of the code it stands in. */
  class Reference {
    declare readonly F: number;
    declare readonly w: number;
    declare readonly o: any;
    declare readonly k: any;
    constructor(F: number, w: number, o: unknown, k: unknown) {
      this.F = F;
      this.w = w;
      this.o = o;
      this.k = k;
    }
    get v(): unknown {
      return this.o[this.k];
    }
    set v(value: unknown) {
      this.o[this.k] = value;
      logPut(this.F, this.w, this.o, this.k, value);
    }
  }
  class SloppyReference extends Reference {
    override get v(): unknown {
      return this.o[this.k];
    }
    override set v(value: unknown) {
      sloppyPut(this.o, this.k, value);
      logPut(this.F, this.w, this.o, this.k, value);
    }
  }

  function returned(F: number, s: number): void {
    if (F === watch.callFrame || (watch.callFrame < 0 && F === 0)) {
      watch.returnRow = recorder.row_;
      watch.returnSite = s;
    }
  }

  function thrown(F: number, fn: number, error: unknown): void {
    touch(error);
    if (mapSize(watch.throwRows) > 1_000) mapClear(watch.throwRows);
    mapSet(watch.throwRows, error, recorder.row_);
    if (isAllocationFailure(error)) recorder.stop(Stop.BUFFER);
    put(Kind.THROW | (fn << ID_SHIFT), F, error);
  }

  const loops = makeLoops(recorder, suspend, wake, suspendedAt, forget);

  const hooks: Omit<Hooks, "c" | "im" | "ex" | "ea"> = {
    e(fn, parent) {
      const F = enter(fn, parent);
      if (fn === callFunction) watch.callFrame = F;
      return F;
    },
    eg(fn, parent) {
      const F = enter(fn, parent);
      if (fn === callFunction) watch.callFrame = F;
      return F;
    },
    t(F, fn, error) {
      if (recorder.stopped !== 0) return signal;
      thrown(F, fn, error);
      return error;
    },
    tg(F, fn, error) {
      if (recorder.stopped !== 0) return signal;
      wake(F, Kind.RESUME_THROW);
      thrown(F, fn, error);
      return error;
    },
    q: leave,
    qg(F) {
      if (recorder.stopped === 0) wake(F, Kind.RESUME_RETURN);
      leave(F);
    },
    r(F, s, v) {
      touch(v);
      returned(F, s);
      put(Kind.RETURN | (s << ID_SHIFT), F, v);
      return v;
    },
    rn(F, s) {
      returned(F, s);
      row(Kind.RETURN | (s << ID_SHIFT), F, 0);
    },
    b: begin,
    n: end,
    nv: endValue,
    i: branch,
    h: head,
    la: branch,
    lo(F, s, v) {
      row(Kind.BRANCH | (s << ID_SHIFT), F, v ? 0 : 1);
      return v;
    },
    ln(F, s, v) {
      row(Kind.BRANCH | (s << ID_SHIFT), F, v === null || v === undefined ? 1 : 0);
      return v;
    },
    o(F, s, v) {
      row(Kind.BRANCH | (s << ID_SHIFT), F, v === null || v === undefined ? 0 : 1);
      return v;
    },
    sc(F, s, index) {
      row(Kind.BRANCH | (s << ID_SHIFT), F, index);
    },
    k(F, s, error) {
      checkStopped();
      if (isAllocationFailure(error)) recorder.stop(Stop.BUFFER);
      recorder.push(F);
      put(Kind.CATCH | (s << ID_SHIFT), F, error);
    },
    kg(F, s, error) {
      checkStopped();
      if (isAllocationFailure(error)) recorder.stop(Stop.BUFFER);
      wake(F, Kind.RESUME_THROW);
      put(Kind.CATCH | (s << ID_SHIFT), F, error);
    },
    y(F, s) {
      begin(F, s);
      end(F, s);
    },
    yg(F, s) {
      checkStopped();
      wake(F, Kind.RESUME_RETURN);
      begin(F, s);
      end(F, s);
    },
    s: set,
    p: postfix,
    z: v => v,
    ps(F, w, o, k, v) {
      (o as any)[k as any] = v;
      logPut(F, w, o, k, v);
      return v;
    },
    pl(F, w, o, k, v) {
      sloppyPut(o, k, v);
      logPut(F, w, o, k, v);
      return v;
    },
    rs: (F, w, o, k) => new Reference(F, w, o, k),
    rl: (F, w, o, k) => new SloppyReference(F, w, o, k),
    ds(F, w, o, k) {
      const done = delete (o as any)[k as any];
      logDelete(F, w, o, k);
      return done;
    },
    dl(F, w, o, k) {
      const done = sloppyDelete(o, k);
      if (done) logDelete(F, w, o, k);
      return done;
    },
    pv(F, w, name, o, v, write) {
      write(o, v);
      rememberPrivate(o, name, v);
      const id = tracked(o);
      if (id !== undefined) putProperty(F, w, id, name, v);
      return v;
    },
    rp(F, w, name, o, get, write) {
      return {
        get v() {
          return get(o);
        },
        set v(value) {
          write(o, value);
          rememberPrivate(o, name, value);
          const id = tracked(o);
          if (id !== undefined) putProperty(F, w, id, name, value);
        },
      };
    },
    py(F, w, o, k, result) {
      if (tracked(o) === undefined || recorder.host.classify(o as object) === Shape.PROXY) return result;
      const d = getOwnPropertyDescriptor(o as object, k as PropertyKey);
      if (d === undefined) logDelete(F, w, o, k);
      else logPut(F, w, o, k, d.value);
      return result;
    },
    fd(F, w, self, k, v, name) {
      if (name !== undefined && typeof v === "function") {
        const d = getOwnPropertyDescriptor(v, "name");
        if (d === undefined || d.value === "") defineProperty(v, "name", { value: name, configurable: true });
      }
      if (typeof k === "string" && k[0] === "#") rememberPrivate(self, k, v);
      const id = heap ? tracked(self) : undefined;
      if (id !== undefined) putProperty(F, w, id, k, v);
      return v;
    },
    ...loops,
    a(F, s, v) {
      touch(v);
      put(Kind.AWAIT | (s << ID_SHIFT), F, v);
      suspend(F, s);
      return v;
    },
    yl(F, s, v) {
      touch(v);
      put(Kind.YIELD | (s << ID_SHIFT), F, v);
      suspend(F, s);
      return v;
    },
    yd(F, s, v) {
      touch(v);
      put(Kind.YIELD | (s << ID_SHIFT), F, v);
      remember(F, { site: s, delegating: true });
      return v;
    },
    u(F, s, v) {
      checkStopped();
      forget(F);
      push(F);
      put(Kind.RESUME | (s << ID_SHIFT), F, v);
      return v;
    },
    g(F, d, v) {
      put(Kind.READ | (d << ID_SHIFT), F, v);
      return v;
    },
    gm(F, d, o, k) {
      const v = (o as any)[k as any];
      const id = tracked(o);
      if (id !== undefined && !isObject(k)) {
        touch(k);
        touch(v);
        put(Kind.KEY, id, k);
        put(Kind.GET | (d << ID_SHIFT), F, v);
      }
      return v;
    },
    au(F, x, read) {
      let v: unknown;
      try {
        v = read();
      } catch {
        row(Kind.CHECK | (Tag.UNINITIALIZED << TAG_SHIFT) | (x << ID_SHIFT), F, 0);
        return;
      }
      recorder.afresh(() => put(Kind.CHECK | (x << ID_SHIFT), F, v));
    },
  };
  return { hooks, watch };
}

function isObject(k: unknown): boolean {
  return (typeof k === "object" && k !== null) || typeof k === "function";
}

/** The engine's word for memory outside the heap having run out. */
function isAllocationFailure(error: unknown): boolean {
  if (typeof error !== "object" || error === null || getPrototypeOf(error) !== rangeErrorPrototype)
    return false;
  return getOwnPropertyDescriptor(error, "message")?.value === "Array buffer allocation failed";
}

const rangeErrorPrototype: object = NativeRangeError.prototype;

function suspensions(map: Map<number, Suspension>) {
  const { get, delete: remove, set } = NativeMap.prototype;
  return {
    get: (F: number): Suspension | undefined => apply(get, map, [F]),
    forget: (F: number): void => {
      apply(remove, map, [F]);
    },
    remember: (F: number, at: Suspension): void => {
      apply(set, map, [F, at]);
    },
  };
}
