import { describeAgain, Follow, following, tracked } from "../heap.js";
import { patch, patchAccessor } from "../patch.js";
import { apply, isArray, NativeObject, objectPrototype } from "../primordials.js";
import { noteArrayDefinition } from "../snapshot.js";

type Native = (...args: never[]) => unknown;

function changed(object: unknown): void {
  const id = tracked(object);
  if (id !== undefined && following(id) !== Follow.NEVER) describeAgain(object as object, id);
}

/** Replaces a function that changes its first argument in ways only a new look can tell. */
function followFirst(holder: object, name: string, defines: boolean): void {
  patch(holder, name, native => ({
    [name](target: unknown): unknown {
      if (defines && isArray(target)) noteArrayDefinition();
      // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
      const result = apply(native as Native, this, arguments as never);
      changed(target);
      return result;
    },
  }));
}

/** Functions of Object and Reflect that change objects. */
export function followObjects(): void {
  followFirst(NativeObject, "assign", false);
  followFirst(NativeObject, "defineProperty", true);
  followFirst(NativeObject, "defineProperties", true);
  followFirst(NativeObject, "setPrototypeOf", false);
  followFirst(Reflect, "defineProperty", true);
  followFirst(Reflect, "deleteProperty", false);
  followFirst(Reflect, "setPrototypeOf", false);
  patch(Reflect, "set", native => ({
    set(target: unknown, _key: unknown, _value: unknown, receiver: unknown): unknown {
      // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
      const result = apply(native as Native, this, arguments as never);
      // biome-ignore lint/complexity/noArguments: whether a receiver was given
      changed(arguments.length > 3 ? receiver : target);
      return result;
    },
  }));
  patchAccessor(objectPrototype, "__proto__", "set", native => ({
    __proto__setter(this: unknown, prototype: unknown): void {
      apply(native as Native, this, [prototype] as never);
      changed(this);
    },
  }));
  for (const name of ["__defineGetter__", "__defineSetter__"]) {
    patch(objectPrototype, name, native => ({
      [name](this: unknown): unknown {
        if (isArray(this)) noteArrayDefinition();
        // biome-ignore lint/complexity/noArguments: a rest parameter costs an array on every call
        const result = apply(native as Native, this, arguments as never);
        changed(this);
        return result;
      },
    }));
  }
}
