import { Console } from "node:console";
import { formatWithOptions } from "node:util";

type Printer = (...args: unknown[]) => void;

/**
 * Node's own console, printing into a text. Inspection runs no `util.inspect.custom` of the program: that would be
 * handed functions of this realm.
 */
export class HostConsole {
  private text = "";
  private readonly console: Console;

  constructor() {
    const stream = {
      write: (text: string): boolean => {
        this.text += text;
        return true;
      },
      on() {},
      once() {},
      removeListener() {},
      listenerCount: () => 0,
    } as never;
    this.console = new Console({
      stdout: stream,
      stderr: stream,
      ignoreErrors: false,
      colorMode: false,
      inspectOptions: { customInspect: false },
    });
  }

  /** What `console[method](...args)` prints; `format` gives the formatted text alone. */
  print(method: string, args: ArrayLike<unknown>): string {
    // Copied by index: spreading would run the iterator of the program's arrays.
    const list: unknown[] = [];
    for (let i = 0; i < args.length; i++) list[i] = args[i];
    if (method === "format") return formatWithOptions({ customInspect: false }, ...list);
    if (method === "dir") list[1] = inspectOptions(list[1]);
    if (method === "dir") list.length = 2;
    this.text = "";
    (this.console as unknown as Record<string, Printer>)[method](...list);
    const { text } = this;
    this.text = "";
    return text;
  }
}

/** The harmless ones of `console.dir`'s options. */
function inspectOptions(given: unknown): object {
  const options: Record<string, unknown> = { customInspect: false };
  if (typeof given !== "object" || given === null) return options;
  for (const name of [
    "depth",
    "showHidden",
    "compact",
    "breakLength",
    "maxArrayLength",
    "maxStringLength",
    "sorted",
    "numericSeparator",
  ]) {
    const value = (given as Record<string, unknown>)[name];
    if (value === null || typeof value === "number" || typeof value === "boolean") options[name] = value;
  }
  return options;
}
