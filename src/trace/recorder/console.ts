import { ID_SHIFT, Kind, TAG_SHIFT, Tag } from "../format/Kind.js";
import { type Clock, define } from "./environment.js";
import { guard } from "./guard.js";
import { NativeMap, NativeString } from "./primordials.js";
import type { Recorder } from "./Recorder.js";
import { Stop } from "./stop.js";

/** `console` of the realm: prints what Node prints, as OUTPUT rows. */
export function makeConsole(recorder: Recorder, clock: Clock): void {
  const { row, text, host } = recorder;
  const { outputChars } = recorder.settings.limits;
  const counts = new NativeMap<string, number>();
  const starts = new NativeMap<string, number>();
  let indent = "";
  let printed = 0;

  function print(stream: number, line: string): void {
    if (recorder.stopped !== 0) throw recorder.signal;
    const full = indent === "" ? `${line}\n` : `${indent}${split(line, indent)}\n`;
    printed += full.length;
    row(Kind.OUTPUT | (Tag.STRING << TAG_SHIFT) | (stream << ID_SHIFT), recorder.top(), text(full));
    if (printed > outputChars) recorder.stop(Stop.OUTPUT);
  }

  const format = (args: readonly unknown[]): string => {
    // Nothing to format in plain strings without directives, by far the most common.
    if (args.length === 1 && typeof args[0] === "string") return args[0];
    return guard(() => host.format(args));
  };
  const out = (...args: unknown[]): void => print(1, format(args));
  const err = (...args: unknown[]): void => print(2, format(args));

  const console = {
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    trace: (...args: unknown[]) => print(2, args.length === 0 ? "Trace" : `Trace: ${format(args)}`),
    dir: (thing: unknown) =>
      print(
        1,
        guard(() => host.format(["%O", thing])),
      ),
    dirxml: out,
    table: (data: unknown, columns?: unknown) =>
      print(
        1,
        guard(() => host.table(data, columns)),
      ),
    assert(condition?: unknown, ...args: unknown[]) {
      if (condition) return;
      if (typeof args[0] === "string") args[0] = `Assertion failed: ${args[0]}`;
      else args = ["Assertion failed", ...args];
      print(2, format(args));
    },
    group(...args: unknown[]) {
      if (args.length > 0) print(1, format(args));
      indent += "  ";
    },
    groupCollapsed(...args: unknown[]) {
      if (args.length > 0) print(1, format(args));
      indent += "  ";
    },
    groupEnd() {
      indent = indent.length > 2 ? "  ".repeat(indent.length / 2 - 1) : "";
    },
    count(label: unknown = "default") {
      const key = NativeString(label);
      const n = (counts.get(key) ?? 0) + 1;
      counts.set(key, n);
      print(1, `${key}: ${n}`);
    },
    countReset(label: unknown = "default") {
      counts.delete(NativeString(label));
    },
    time(label: unknown = "default") {
      starts.set(NativeString(label), clock.now);
    },
    timeLog(label: unknown = "default", ...args: unknown[]) {
      const key = NativeString(label);
      print(
        1,
        `${key}: ${clock.now - (starts.get(key) ?? clock.now)}ms${args.length > 0 ? ` ${format(args)}` : ""}`,
      );
    },
    timeEnd(label: unknown = "default") {
      const key = NativeString(label);
      print(1, `${key}: ${clock.now - (starts.get(key) ?? clock.now)}ms`);
      starts.delete(key);
    },
  };
  define("console", console);
}

function split(line: string, indent: string): string {
  let out = "";
  for (let i = 0; i < line.length; i++) {
    out += line[i];
    if (line[i] === "\n") out += indent;
  }
  return out;
}
