import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ENVIRONMENT_MODULES } from "../../../src/trace/python/environment.js";
import { runPython } from "../../../src/trace/python/runPython.js";
import { DEFAULT_EPOCH } from "../../../src/trace/TraceOptions.js";

const source = readFileSync(fileURLToPath(new URL("./oracle.py", import.meta.url)), "utf8");

/** What a program does when nothing is woven into it. */
export interface PlainRun {
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** Function name and line of each line event in functions and class bodies. */
  readonly lines: readonly (readonly [name: string, line: number])[];
  readonly failed: string | null;
  /** Text of the call's value, and of the module's variables, where they are plain data. */
  readonly value: string | null;
  readonly values: Readonly<Record<string, string>>;
}

/** Runs a program as it is, in the same sandbox and environment. */
export async function plainRun(program: string, call: string, engine: string): Promise<PlainRun> {
  const outcome = await runPython(
    {
      driver: { name: "plain_oracle", source },
      modules: ENVIRONMENT_MODULES,
      payload: { source: program, file: "x.py", call, seed: 0, epoch: DEFAULT_EPOCH },
      limits: { wallMs: 20_000, memoryMiB: 256 },
    },
    { engine },
  );
  if (outcome.kind !== "done") throw new Error(`the plain run ended in ${outcome.limit}`);
  return outcome.value as PlainRun;
}

const SPECIAL: Readonly<Record<string, string>> = { Infinity: "inf", "-Infinity": "-inf", NaN: "nan" };

/** Text of a recorded value as `oracle.py` writes plain data; undefined for everything else. */
export function plainText(value: import("../../../src/trace/format/Value.js").Value): string | undefined {
  switch (value.type) {
    case "null":
      return "None";
    case "boolean":
      return value.value ? "True" : "False";
    case "int":
      return value.value;
    case "array": {
      if ((value.class !== "list" && value.class !== "tuple") || value.truncated > 0) return undefined;
      const parts = value.items.map(plainText);
      return parts.includes(undefined) ? undefined : `${value.class}(${parts.join(", ")})`;
    }
    case "map": {
      if (value.class !== "dict" || value.truncated > 0) return undefined;
      const parts = value.entries.map(([k, v]) => [plainText(k), plainText(v)]);
      if (parts.flat().includes(undefined)) return undefined;
      return `{${parts.map(([k, v]) => `${k}: ${v}`).join(", ")}}`;
    }
    case "number":
      return SPECIAL[String(value.value)] ?? undefined;
    default:
      return undefined;
  }
}
