import { execFileSync } from "node:child_process";
import { expect } from "vitest";
import { ENVIRONMENT_MODULES } from "../../src/trace/python/environment.js";
import type { PythonModule, PythonOutcome } from "../../src/trace/python/PythonJob.js";
import { runPython } from "../../src/trace/python/runPython.js";

/** Runs a program as an unsuspecting driver would, and tells what it printed and what ended it. */
const driver: PythonModule = {
  name: "driver",
  source: `
from tracebook_environment import Environment

def main(payload, host):
    printed = []
    world = Environment(1, 1700000000000, lambda stream, text: printed.append(text))
    world.enter()
    end = None
    try:
        exec(compile(payload, "program.py", "exec"), {"__name__": "__main__"})
    except MemoryError:
        raise
    except BaseException as error:
        end = f"{type(error).__name__}: {error}"
    finally:
        world.leave()
    return {"out": "".join(printed), "end": end}
`,
};

/** The same without the guard: what is left then are the layers of the system. Drivers are trusted, so they can. */
const unguarded: PythonModule = {
  name: "driver",
  source: `
import sys
frame = sys._getframe()
while "guard" not in frame.f_globals:
    frame = frame.f_back
frame.f_globals["guard"].arm = lambda readable: None
del frame
${driver.source}`,
};

/** Touches most of what an attack could have changed; what it prints must never move. */
const CANARY = `
import asyncio, builtins, collections, copy, datetime, decimal, json, math, random, re, signal, sys, threading, time
class Point:
    def __init__(self, x): self.x = x
    def __repr__(self): return f"Point({self.x})"
async def later(): await asyncio.sleep(1); return time.time()
print(json.dumps({"a": [1, 2.5, None]}), json.loads("[1]"), copy.deepcopy([Point(1)]), sorted({"b", "a"}))
print(re.sub("b+", "x", "abbc"), math.sqrt(2), random.random(), datetime.datetime.now(), asyncio.run(later()))
print(collections.Counter("hello").most_common(1), decimal.Decimal(1) / 3, sys.getrecursionlimit(), len(dir(builtins)))
print(isinstance(1, int), len("abc"), threading.active_count(), signal.getsignal(signal.SIGTERM), hash("a"), id(object()) > 0)
`;

/** What is left of a program. */
export interface Left {
  readonly out: string;
  /** Class and message of the exception that ended it. */
  readonly end: string | null;
  /** The bound that ended it. */
  readonly limit: string | undefined;
}

/** The engines of this machine; TRACEBOOK_ENGINES names others, such as `cpython:/opt/python3.13/bin/python3`. */
export const ENGINES: readonly string[] = process.env.TRACEBOOK_ENGINES?.split(",") ?? [
  "pyodide",
  ...cpython(),
];

function cpython(): readonly string[] {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return ["cpython"];
  } catch {
    console.log("skipped: attacks on CPython, there is no python3 on this machine");
    return [];
  }
}

/** How a program is run. */
export interface Attack {
  /** Whether Python refuses what it can; without that, the layers behind are seen. Default true. */
  readonly guarded?: boolean;
  /** Time it has, ms; short for those that are known to take all of it. */
  readonly wallMs?: number;
}

/** Runs a program on an engine. */
export async function runProgram(
  engine: string,
  source: string,
  { guarded = true, wallMs = 20_000 }: Attack = {},
): Promise<Left> {
  const outcome: PythonOutcome = await runPython(
    {
      driver: guarded ? driver : unguarded,
      modules: ENVIRONMENT_MODULES,
      payload: source,
      limits: { wallMs, memoryMiB: 192 },
    },
    { engine },
  );
  if (outcome.kind === "limit") return { out: "", end: null, limit: outcome.limit };
  const { out, end } = outcome.value as { readonly out: string; readonly end: string | null };
  return { out, end, limit: undefined };
}

const calm = new Map<string, string>();

/** Runs an attack; afterwards an innocent program of the same pool finds everything as it was. */
export async function attack(engine: string, source: string, settings: Attack = {}): Promise<Left> {
  if (!calm.has(engine)) calm.set(engine, (await runProgram(engine, CANARY)).out);
  expect(calm.get(engine)).toContain("Point(1)");
  const left = await runProgram(engine, source, settings);
  expect(await runProgram(engine, CANARY)).toEqual({ out: calm.get(engine), end: null, limit: undefined });
  return left;
}
