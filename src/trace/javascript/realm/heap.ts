import { ID_SHIFT, Kind, Shape, TAG_SHIFT, Tag } from "../../format/Kind.js";
import { giveId, idOf } from "./Mark.js";
import { bareList, bigintText, SafeMap, SafeWeakMap } from "./primordials.js";
import { intern, row } from "./rows.js";

const NUMBER = Tag.NUMBER << TAG_SHIFT;

/** An audit uses ids of its own, so that it reads the program's state and not what the log knows of it. */
let auditIds: SafeWeakMap<object, number> | undefined;
let symbolIds = new SafeMap<symbol, number>();
let next = 0;

/** What is known of recorded objects by heap id: how writes to them must be followed. */
export const Follow = { PLAIN: 0, CAREFUL: 1, VIEW: 2, NEVER: 3 } as const;
let follow = new Uint8Array(1024);

/** Objects that have an id but whose content is not recorded yet. */
const waiting = bareList<object | symbol>();
const waitingIds = bareList<number>();
let queued = 0;
let describing = false;
let objectLimit = 10_000;
let describe: (thing: object | symbol, id: number) => void;

/** Takes the limit of objects per value, and what writes the content rows of one object. */
export function setUpHeap(objects: number, content: (thing: object | symbol, id: number) => void): void {
  objectLimit = objects;
  describe = content;
}

/** Heap id of an object that has been recorded. */
export function tracked(object: unknown): number | undefined {
  if ((typeof object !== "object" || object === null) && typeof object !== "function") return undefined;
  return auditIds === undefined ? idOf(object) : auditIds.get(object);
}

/** How writes to the object with this id are followed, one of {@link Follow}. */
export function following(id: number): number {
  return follow[id];
}

/** Sets how writes to an object are followed. */
export function setFollowing(id: number, how: number): void {
  if (id >= follow.length) {
    const larger = new Uint8Array(id * 2);
    for (let i = 0; i < follow.length; i++) larger[i] = follow[i];
    follow = larger;
  }
  follow[id] = how;
}

/** Gives a new id; the content follows at once, or when the object being described is done. */
function add(thing: object | symbol): number {
  if (describing && queued >= objectLimit) return -1;
  const id = next++;
  if (typeof thing === "symbol") symbolIds.set(thing, id);
  else if (auditIds === undefined) giveId(thing, id);
  else auditIds.set(thing, id);
  waiting[queued] = thing;
  waitingIds[queued++] = id;
  if (!describing) describeAll();
  return id;
}

function describeAll(): void {
  describing = true;
  try {
    for (let i = 0; i < queued; i++) describe(waiting[i], waitingIds[i]);
  } finally {
    for (let i = 0; i < queued; i++) waiting[i] = signalOfNothing;
    queued = 0;
    describing = false;
  }
}
const signalOfNothing: object = {};

/** Records the whole content of a recorded object again, after a built-in changed it. */
export function describeAgain(object: object, id: number): void {
  waiting[0] = object;
  waitingIds[0] = id;
  queued = 1;
  describeAll();
}

/** Makes sure that a row with `v` will need no rows before it. */
export function touch(v: unknown): void {
  if (typeof v === "function" || (typeof v === "object" && v !== null)) {
    if (tracked(v) === undefined) add(v);
  } else if (typeof v === "symbol" && symbolIds.get(v) === undefined) add(v);
}

/** One row with a value, after the NEW rows of what it refers to. `head` is the kind with its id. */
export function put(head: number, f: number, v: unknown): void {
  switch (typeof v) {
    case "number":
      row(head | NUMBER, f, v);
      return;
    case "string":
      row(head | (Tag.STRING << TAG_SHIFT), f, intern(v));
      return;
    case "boolean":
      row(head | ((v ? Tag.TRUE : Tag.FALSE) << TAG_SHIFT), f, 0);
      return;
    case "undefined":
      row(head | (Tag.UNDEFINED << TAG_SHIFT), f, 0);
      return;
    case "bigint":
      row(head | (Tag.BIGINT << TAG_SHIFT), f, intern(bigintText(v)));
      return;
    case "symbol": {
      const id = symbolIds.get(v) ?? add(v);
      row(head | ((id < 0 ? Tag.ELIDED : Tag.SYMBOL) << TAG_SHIFT), f, id < 0 ? 0 : id);
      return;
    }
    default: {
      if (v === null) {
        row(head | (Tag.NULL << TAG_SHIFT), f, 0);
        return;
      }
      const known = auditIds === undefined ? idOf(v as object) : auditIds.get(v as object);
      const id = known === undefined ? add(v as object) : known;
      const tag = id < 0 ? Tag.ELIDED : typeof v === "function" ? Tag.FUNCTION : Tag.OBJECT;
      row(head | (tag << TAG_SHIFT), f, id < 0 ? 0 : id);
    }
  }
}

/** Row KEY of the object with heap id `id`. */
export function putKey(id: number, key: unknown): void {
  put(Kind.KEY, id, key);
}

/** Row NEW. */
export function putNew(shape: number, id: number, className: string, size: number): void {
  row(Kind.NEW | (shape << TAG_SHIFT) | (intern(className) << ID_SHIFT), id, size);
}

/** Runs `record` with ids of its own: every object it meets is recorded afresh. */
export function withFreshIds(record: () => void): void {
  const symbolsBefore = symbolIds;
  auditIds = new SafeWeakMap();
  symbolIds = new SafeMap();
  try {
    record();
  } finally {
    auditIds = undefined;
    symbolIds = symbolsBefore;
  }
}

/** Whether a shape is recorded in parts that a write must be sorted into with care. */
export function followShape(id: number, shape: number): void {
  if (shape === Shape.TYPED_ARRAY) setFollowing(id, Follow.VIEW);
  else if (shape === Shape.PROXY || shape === Shape.OPAQUE) setFollowing(id, Follow.NEVER);
  else setFollowing(id, Follow.PLAIN);
}
