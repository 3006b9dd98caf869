import { ID_SHIFT, Kind, TAG_SHIFT, Tag } from "../../format/Kind.js";
import { now } from "./clock.js";
import { defineGlobal } from "./define.js";
import { check, halt, top } from "./flow.js";
import { disguiseAs } from "./functionText.js";
import { host } from "./Host.js";
import {
  apply,
  defineProperty,
  max,
  min,
  NativeError,
  NativeString,
  ownKeys,
  SafeMap,
  slice,
  tagSymbol,
  uncurry,
} from "./primordials.js";
import { intern, row } from "./rows.js";
import { settings } from "./settings.js";

const STDOUT = 1;
const STDERR = 2;
let printed = 0;

/** Row OUTPUT; beyond `limits.outputChars` the run ends. */
export function output(stream: number, text: string): void {
  if (text === "") return;
  const { outputChars, stringChars } = settings.limits;
  const room = outputChars - printed;
  const end = min(text.length, room);
  printed += end;
  const piece = max(stringChars, 1);
  // Output is never cut to a prefix: a long text takes several rows.
  for (let at = 0; at < end; at += piece) {
    const shown =
      at === 0 && end <= piece && end === text.length ? text : slice(text, at, min(at + piece, end));
    row(Kind.OUTPUT | (Tag.STRING << TAG_SHIFT) | (stream << ID_SHIFT), top(), intern(shown));
  }
  if (text.length > room) halt("output", outputChars);
}

/** Has Node's own console make the text. */
function print(stream: number, method: string, args: readonly unknown[]): void {
  check();
  output(stream, host.print(method, args));
}

const toFixed: (n: number, digits: number) => string = uncurry(Number.prototype.toFixed);

type Method = (...args: unknown[]) => void;

/** Methods that only print, with their stream. */
const PRINTERS: readonly (readonly [string, number])[] = [
  ["log", STDOUT],
  ["warn", STDERR],
  ["dir", STDOUT],
  ["error", STDERR],
  ["assert", STDERR],
  ["count", STDOUT],
  ["countReset", STDERR],
  ["info", STDOUT],
  ["debug", STDOUT],
  ["dirxml", STDOUT],
  ["table", STDOUT],
  ["group", STDOUT],
  ["groupCollapsed", STDOUT],
  ["groupEnd", STDOUT],
];

/** The `console` of the realm: prints exactly what Node prints, as OUTPUT rows. */
export function defineConsole(): void {
  const started = new SafeMap<string, number>();
  const methods: Record<string, Method> = {};
  for (const [name, stream] of PRINTERS) {
    const method = {
      [name](...args: unknown[]): void {
        // The plainest use needs no formatting.
        if (name === "log" && args.length === 1 && typeof args[0] === "string" && groups === 0) {
          check();
          output(STDOUT, `${args[0]}\n`);
        } else print(stream, name, args);
      },
    }[name];
    methods[name] = method;
  }
  let groups = 0;
  const { group, groupCollapsed, groupEnd } = methods;
  const elapsed = (label: string): string | undefined => {
    const since = started.get(label);
    return since === undefined ? undefined : `${label}: ${duration(now - since)}`;
  };
  const timers = {
    time(label: unknown = "default"): void {
      check();
      const name = `${label as string}`;
      if (!started.has(name)) started.set(name, now);
    },
    timeEnd(label: unknown = "default"): void {
      const name = `${label as string}`;
      const text = elapsed(name);
      if (text !== undefined) print(STDOUT, "log", ["%s", text]);
      started.delete(name);
    },
    timeLog(label: unknown = "default", ...rest: unknown[]): void {
      const text = elapsed(`${label as string}`);
      if (text === undefined) return;
      const args: unknown[] = ["%s", text];
      for (let i = 0; i < rest.length; i++) args[i + 2] = rest[i];
      print(STDOUT, "log", args);
    },
    trace(...args: unknown[]): void {
      check();
      const trace = new NativeError();
      defineProperty(trace, "name", { value: "Trace" });
      if (args.length > 0) defineProperty(trace, "message", { value: host.print("format", args) });
      print(STDERR, "error", [NativeString((trace as { stack?: unknown }).stack)]);
    },
    group(...args: unknown[]): void {
      apply(group, undefined, args);
      groups++;
    },
    groupCollapsed(...args: unknown[]): void {
      apply(groupCollapsed, undefined, args);
      groups++;
    },
    groupEnd(): void {
      groupEnd();
      if (groups > 0) groups--;
    },
  };
  const console: Record<PropertyKey, unknown> = { ...methods, ...timers };
  const names = ownKeys(console) as string[];
  for (let i = 0; i < names.length; i++) disguiseAs(console[names[i]] as object, "");
  defineProperty(console, tagSymbol, {
    value: "console",
    writable: false,
    enumerable: false,
    configurable: true,
  });
  defineGlobal("console", console);
}

/** A virtual time as `console.timeEnd` prints it. */
function duration(ms: number): string {
  return ms < 1000 ? `${ms}ms` : `${toFixed(ms / 1000, 3)}s`;
}
