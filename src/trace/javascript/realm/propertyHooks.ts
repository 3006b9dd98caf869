import type { Hooks } from "../Hooks.js";
import { setPrototypeOf } from "./primordials.js";
import { sloppyDelete, sloppySet } from "./sloppy.js";
import { canLose, deleted, propertyKey, readBack, wrote, wroteField } from "./writes.js";

type Properties = Record<PropertyKey, unknown>;

/** Whether writes are recorded at all (`record.heap`). */
let follows = true;

/** Takes `record.heap`. */
export function followWrites(on: boolean): void {
  follows = on;
}

/** Key of an access to `o`: converted once, but not when the access will throw before it needs the key. */
function keyOf(o: unknown, k: unknown): PropertyKey {
  return o === undefined || o === null ? (k as PropertyKey) : propertyKey(k);
}

/**
 * `o[k]` as an assignment target of strict code; the program never holds one. A key that is an object is converted
 * by the read and by the write, as V8 does.
 */
class Reference {
  constructor(
    private readonly F: number,
    private readonly w: number,
    private readonly o: Properties,
    private readonly k: unknown,
  ) {}

  get v(): unknown {
    return this.o[this.k as PropertyKey];
  }

  set v(v: unknown) {
    const key = keyOf(this.o, this.k);
    this.o[key] = v;
    if (follows) wrote(this.F, this.w, this.o, key, v);
  }
}

/** The same for sloppy code. */
class SloppyReference {
  constructor(
    private readonly F: number,
    private readonly w: number,
    private readonly o: Properties,
    private readonly k: unknown,
  ) {}

  get v(): unknown {
    return this.o[this.k as PropertyKey];
  }

  set v(v: unknown) {
    const key = keyOf(this.o, this.k);
    sloppySet(this.o, key, v);
    if (follows) wrote(this.F, this.w, this.o, key, v);
  }
}

/** A private field as an assignment target. */
class PrivateReference {
  constructor(
    private readonly F: number,
    private readonly w: number,
    private readonly name: string,
    private readonly o: unknown,
    private readonly read: (o: unknown) => unknown,
    private readonly write: (o: unknown, v: unknown) => void,
  ) {}

  get v(): unknown {
    const { read } = this;
    return read(this.o);
  }

  set v(v: unknown) {
    const { write } = this;
    write(this.o, v);
    wroteField(this.F, this.w, this.o, this.name, v);
  }
}
for (const type of [Reference, SloppyReference, PrivateReference]) setPrototypeOf(type.prototype, null);

/** Hooks of property writes. */
export const propertyHooks: Pick<Hooks, "ps" | "pl" | "rs" | "rl" | "ds" | "dl" | "pv" | "rp" | "py"> = {
  ps(F, w, o, k, v) {
    const key = keyOf(o, k);
    (o as Properties)[key] = v;
    if (follows) wrote(F, w, o, key, v);
    return v;
  },
  pl(F, w, o, k, v) {
    const key = keyOf(o, k);
    sloppySet(o, key, v);
    if (follows) wrote(F, w, o, key, v);
    return v;
  },
  rs: (F, w, o, k) => new Reference(F, w, o as Properties, k),
  rl: (F, w, o, k) => new SloppyReference(F, w, o as Properties, k),
  ds(F, w, o, k) {
    const key = keyOf(o, k);
    const had = follows && canLose(o, key);
    const result = delete (o as Properties)[key];
    if (had) deleted(F, w, o, key, had);
    return result;
  },
  dl(F, w, o, k) {
    const key = keyOf(o, k);
    const had = follows && canLose(o, key);
    const result = sloppyDelete(o, key);
    if (had) deleted(F, w, o, key, had);
    return result;
  },
  pv(F, w, name, o, v, set) {
    set(o, v);
    wroteField(F, w, o, name, v);
    return v;
  },
  rp: (F, w, name, o, get, set) => new PrivateReference(F, w, name, o, get, set),
  py(F, w, o, k, result) {
    if (follows) readBack(F, w, o, propertyKey(k));
    return result;
  },
};
