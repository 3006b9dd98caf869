import { patch } from "./patch.js";
import {
  apply,
  bareList,
  charCode,
  functionPrototype,
  functionText,
  hasOwn,
  indexOf,
  SafeWeakMap,
  slice,
} from "./primordials.js";
import type { Settings } from "./settings.js";

/** Native texts of functions of ours that stand in for built-ins. */
const disguised = new SafeWeakMap<object, string>();
const markers = bareList<string>();
let settings: Settings;

/** Makes `Function.prototype.toString` of `standIn` give what it gives for `native`. */
export function disguise(standIn: object, native: object): void {
  disguised.set(standIn, functionText(native));
}

/** Makes a function of ours look like a built-in called `name`. */
export function disguiseAs(standIn: object, name: string): void {
  disguised.set(standIn, `function ${name}() { [native code] }`);
}

/** Takes the texts of the job. */
export function setUpTexts(job: Settings): void {
  settings = job;
  for (let i = 0; i < job.modules.length; i++) {
    const marker = `/*${job.modules[i].prefix}`;
    let known = false;
    for (let k = 0; k < markers.length; k++) known ||= markers[k] === marker;
    if (!known) markers[markers.length] = marker;
  }
}

/** Id in the marker comment of an instrumented function or class; -1 for any other function. */
function markerOf(text: string): number {
  let best = -1;
  let digits = 0;
  for (let i = 0; i < markers.length; i++) {
    const at = indexOf(text, markers[i]);
    if (at >= 0 && (best < 0 || at < best)) {
      best = at;
      digits = at + markers[i].length;
    }
  }
  if (best < 0) return -1;
  let id = 0;
  for (let i = digits; ; i++) {
    const c = charCode(text, i);
    if (c < 48 || c > 57) return i === digits ? -1 : id;
    id = id * 10 + c - 48;
  }
}

/** Function id of the tables; -1 for built-ins. A class gives the id of its text, which is beyond the functions. */
export function functionId(fn: object): number {
  if (disguised.get(fn) !== undefined) return -1;
  return markerOf(functionText(fn));
}

/** Text of a function as the program sees it. */
export function originalText(fn: object): string {
  const standIn = disguised.get(fn);
  if (standIn !== undefined) return standIn;
  const text = functionText(fn);
  const id = settings === undefined ? -1 : markerOf(text);
  if (id < 0 || !hasOwn(settings.texts, id)) return text;
  const { module, start, end } = settings.texts[id];
  return slice(settings.sources[module], start, end);
}

/** `Function.prototype.toString` as it would be without instrumentation. */
export function patchFunctionText(): void {
  patch(functionPrototype, "toString", native => ({
    toString(this: unknown): string {
      return typeof this === "function" ? originalText(this) : (apply(native, this, []) as string);
    },
  }));
}
