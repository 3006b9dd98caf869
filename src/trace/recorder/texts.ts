import type { Settings } from "./Host.js";
import {
  apply,
  defineProperty,
  functionText,
  getOwnPropertyDescriptor,
  indexOf,
  NativeWeakMap,
  slice,
  weakGet,
  weakSet,
} from "./primordials.js";

/**
 * What functions look like to the program: `Function.prototype.toString` gives the original source of an
 * instrumented function or class, and the native text of a built-in that was replaced.
 */
export function makeTexts({ texts, sources, prefixes }: Settings) {
  const natives = new NativeWeakMap<object, string>();

  /** Id behind the first marker comment of a function's text; -1 for functions that are not the program's. */
  function functionId(fn: unknown): number {
    let text: string;
    try {
      text = functionText(fn);
    } catch {
      return -1;
    }
    let best = -1;
    let id = -1;
    for (let i = 0; i < prefixes.length; i++) {
      const open = `/*${prefixes[i]}`;
      const at = indexOf(text, open);
      if (at < 0 || (best >= 0 && at > best)) continue;
      const from = at + open.length;
      const number = +slice(text, from, indexOf(text, "*/", from));
      if (number === number) {
        best = at;
        id = number;
      }
    }
    return id;
  }

  function toString(this: unknown): string {
    const native = typeof this === "function" ? weakGet(natives, this) : undefined;
    if (native !== undefined) return native;
    const text = functionText(this);
    const id = functionId(this);
    if (id < 0) return text;
    const { module, start, end } = texts[id];
    return slice(sources[module], start, end);
  }

  /** Puts `replacement` in the place of a built-in function; name, length, attributes and text stay. */
  function replace(owner: object, key: PropertyKey, make: (native: Function) => Function): void {
    const d = getOwnPropertyDescriptor(owner, key);
    if (d === undefined || typeof d.value !== "function") return;
    const native: Function = d.value;
    const replacement = make(native);
    disguise(replacement, native);
    defineProperty(owner, key, { ...d, value: replacement });
  }

  /** Gives a function the name, length and text of a built-in. */
  function disguise(fn: Function, native: Function): void {
    defineProperty(fn, "length", { value: native.length, configurable: true });
    defineProperty(fn, "name", { value: native.name, configurable: true });
    weakSet(natives, fn, functionText(native));
  }

  replace(Function.prototype, "toString", native => {
    const { toString: replaced } = {
      toString() {
        return apply(toString, this, []);
      },
    };
    void native;
    return replaced;
  });

  return { functionId, replace, disguise };
}

/** Function texts of one program. */
export type Texts = ReturnType<typeof makeTexts>;
