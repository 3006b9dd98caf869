import { ID_SHIFT, Kind, Mutator, TAG_SHIFT, Tag } from "../../format/Kind.js";
import { describeAgain, Follow, following, put, putKey, touch, tracked } from "./heap.js";
import { fieldsOf, giveFields } from "./Mark.js";
import {
  getOwnPropertyDescriptor,
  hasOwn,
  is,
  isArray,
  isEnumerable,
  isView,
  ownKeys,
  typedBuffer,
  typedLength,
  typedTag,
} from "./primordials.js";
import { row } from "./rows.js";
import { settings } from "./settings.js";
import { buffersRecorded } from "./snapshot.js";

const SET_LENGTH = Kind.MUTATE | (Mutator.SET_LENGTH << ID_SHIFT);
const ARG_NUMBER = Kind.ARG | (Tag.NUMBER << TAG_SHIFT);

/** The key a property access uses for `k`; runs `toString` of an object key, as the access would. */
export function propertyKey(k: unknown): PropertyKey {
  if ((typeof k === "object" && k !== null) || typeof k === "function") {
    return ownKeys({ __proto__: null, [k as unknown as string]: 0 })[0];
  }
  return k as PropertyKey;
}

/** Key as it is recorded: number, string or symbol. */
export function shownKey(k: PropertyKey): PropertyKey {
  return typeof k === "number" || typeof k === "string" || typeof k === "symbol" ? k : `${k as string}`;
}

/** After `o[k] = v`: rows KEY and PUT (or MUTATE SET_LENGTH) if `o` is recorded and really holds the value now. */
export function wrote(F: number, w: number, o: unknown, k: PropertyKey, v: unknown): void {
  const id = tracked(o);
  if (id === undefined) {
    if (buffersRecorded() && isView(o)) wroteThroughView(o, k);
    return;
  }
  const object = o as Record<PropertyKey, unknown>;
  switch (following(id)) {
    case Follow.PLAIN:
      if (isArray(o) && k === "length") {
        row(SET_LENGTH, id, 1);
        row(ARG_NUMBER, id, (o as unknown[]).length);
        return;
      }
      if (!isEnumerable(object, k)) return;
      // A setter may have stored something else, and a frozen object in sloppy code nothing.
      if (!is(object[k], v)) return;
      break;
    case Follow.CAREFUL: {
      if (isArray(o) && k === "length") {
        row(SET_LENGTH, id, 1);
        row(ARG_NUMBER, id, (o as unknown[]).length);
        return;
      }
      const found = getOwnPropertyDescriptor(object, k);
      if (!found?.enumerable || !hasOwn(found, "value") || !is(found.value, v)) return;
      break;
    }
    case Follow.VIEW: {
      const index = elementOf(object, k);
      if (index < 0) return;
      v = object[index];
      k = index;
      break;
    }
    default:
      return;
  }
  touch(v);
  if (typeof k === "symbol") touch(k);
  putKey(id, shownKey(k));
  put(Kind.PUT | (w << ID_SHIFT), F, v);
}

/** Index of a typed array's element that `k` names, -1 if it names none. */
function elementOf(view: object, k: PropertyKey): number {
  const index = typeof k === "number" ? k : typeof k === "string" ? +k : -1;
  return index >= 0 && index < typedLength(view) && `${index}` === `${k as string}` ? index : -1;
}

/** A view that is not recorded was written while buffers are: a recorded buffer below it is recorded again. */
function wroteThroughView(view: unknown, k: PropertyKey): void {
  if (typedTag(view) === undefined || elementOf(view as object, k) < 0) return;
  const buffer = typedBuffer(view);
  const id = tracked(buffer);
  if (id !== undefined) describeAgain(buffer, id);
}

/** After `delete o[k]`: rows KEY and DELETE if `o` is recorded and no longer has the property. */
export function deleted(F: number, w: number, o: unknown, k: PropertyKey, had: boolean): void {
  if (!had) return;
  const id = tracked(o);
  if (id === undefined || following(id) > Follow.CAREFUL || hasOwn(o as object, k)) return;
  if (typeof k === "symbol") touch(k);
  putKey(id, shownKey(k));
  row(Kind.DELETE | (w << ID_SHIFT), F, 0);
  // The name of a function is recorded as part of it.
  if (typeof o === "function" && k === "name") describeAgain(o, id);
}

/** Whether deleting `o[k]` will be recorded: `o` is recorded and has an own property `k` that snapshots show. */
export function canLose(o: unknown, k: PropertyKey): boolean {
  const id = tracked(o);
  if (id === undefined || following(id) > Follow.CAREFUL) return false;
  return isEnumerable(o as object, k) || (k === "name" && typeof o === "function" && hasOwn(o, k));
}

/** A write made elsewhere (`super.x = v`): PUT of the own data property as it is now, nothing where a setter took it. */
export function readBack(F: number, w: number, o: unknown, k: PropertyKey): void {
  const id = tracked(o);
  if (id === undefined || following(id) === Follow.NEVER) return;
  const found = getOwnPropertyDescriptor(o as object, k);
  if (found !== undefined && hasOwn(found, "value")) wrote(F, w, o, k, found.value);
}

/** A field is about to be defined on `self`, or a private field was written. */
export function wroteField(F: number, w: number, self: unknown, k: unknown, v: unknown): void {
  if (typeof k === "string" && k[0] === "#") {
    rememberPrivate(self as object, k, v);
  }
  if (!settings.record.heap) return;
  const id = tracked(self);
  if (id === undefined || following(id) === Follow.NEVER) return;
  touch(v);
  if (typeof k === "symbol") touch(k);
  putKey(id, shownKey(k as PropertyKey));
  put(Kind.PUT | (w << ID_SHIFT), F, v);
}

/** Keeps a private field where snapshots find it. */
export function rememberPrivate(self: object, name: string, v: unknown): void {
  const known = fieldsOf(self);
  if (known !== undefined) known[name] = v;
  else giveFields(self, { __proto__: null, [name]: v } as Record<string, unknown>);
}
