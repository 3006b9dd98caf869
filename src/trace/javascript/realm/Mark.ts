import { isExtensible, SafeWeakMap } from "./primordials.js";

/** A constructor that gives back its argument: fields of a derived class then land on that object. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the point of this class
    return object;
  }
}

/**
 * Heap ids and private fields of the program's objects are kept on the objects themselves, in private fields that
 * nothing in the language can see. A WeakMap costs ten times as much for every object, in the garbage collector.
 */
class IdMark extends Given {
  #id: number;

  constructor(object: object, id: number) {
    super(object);
    this.#id = id;
  }

  static get(object: object): number | undefined {
    return #id in object ? object.#id : undefined;
  }
}

class FieldsMark extends Given {
  #fields: Record<string, unknown>;

  constructor(object: object, fields: Record<string, unknown>) {
    super(object);
    this.#fields = fields;
  }

  static get(object: object): Record<string, unknown> | undefined {
    return #fields in object ? object.#fields : undefined;
  }
}

/** For objects that take no field: engines may come to refuse it to those that are not extensible. */
const idsBeside = new SafeWeakMap<object, number>();
const fieldsBeside = new SafeWeakMap<object, Record<string, unknown>>();
let beside = false;

/** Heap id of an object, if it has one. */
export function idOf(object: object): number | undefined {
  const id = IdMark.get(object);
  return id === undefined && beside ? idsBeside.get(object) : id;
}

/** Gives an object its heap id, once. */
export function giveId(object: object, id: number): void {
  try {
    new IdMark(object, id);
  } catch (error) {
    if (isExtensible(object)) throw error;
    beside = true;
    idsBeside.set(object, id);
  }
}

/** Values of an object's private fields that are known, by name with `#`. */
export function fieldsOf(object: object): Record<string, unknown> | undefined {
  const fields = FieldsMark.get(object);
  return fields === undefined && beside ? fieldsBeside.get(object) : fields;
}

/** Gives an object the record of its private fields, once. */
export function giveFields(object: object, fields: Record<string, unknown>): void {
  try {
    new FieldsMark(object, fields);
  } catch (error) {
    if (isExtensible(object)) throw error;
    beside = true;
    fieldsBeside.set(object, fields);
  }
}
