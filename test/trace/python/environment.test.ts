import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { ENVIRONMENT_MODULES } from "../../../src/trace/python/environment.js";
import type { PythonModule } from "../../../src/trace/python/PythonJob.js";
import { runPython } from "../../../src/trace/python/runPython.js";

/** Runs a program in the environment and tells what it printed, how the clock moved and how it ended. */
const driver: PythonModule = {
  name: "driver",
  source: `
from tracebook_environment import Deadlock, Environment

def main(payload, host):
    printed, moves, end = [], [], None
    world = Environment(payload["seed"], 1700000000000, lambda stream, text: printed.append((stream, text)))
    world.on_clock = moves.append
    world.enter()
    try:
        space = {"__name__": "__main__"}
        exec(compile(payload["source"], "program.py", "exec"), space)
        if "main" in space:
            world.run_async(space["main"]())
    except BaseException as error:
        end = [type(error).__name__, str(error)]
    finally:
        world.leave()
    import datetime, time
    return {
        "out": "".join(text for stream, text in printed if stream == "stdout"),
        "err": "".join(text for stream, text in printed if stream == "stderr"),
        "moves": moves,
        "end": end,
        "left": [time.time() > 1.75e9, datetime.datetime.now().timestamp() > 1.75e9],
    }
`,
};

interface Found {
  readonly out: string;
  readonly err: string;
  readonly moves: readonly number[];
  readonly end: readonly [string, string] | null;
  readonly left: readonly boolean[];
}

async function world(engine: string, source: string, seed = 1): Promise<Found> {
  const outcome = await runPython(
    {
      driver,
      modules: ENVIRONMENT_MODULES,
      payload: { source, seed },
      limits: { wallMs: 10_000, memoryMiB: 256 },
    },
    { engine },
  );
  if (outcome.kind !== "done") throw new Error(`limit: ${outcome.limit}`);
  const found = outcome.value as Found;
  expect(found.left).toEqual([true, true]);
  return found;
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    console.log("skipped: no python3 on this machine");
    return false;
  }
}

const engines = ["pyodide", ...(hasPython() ? ["cpython"] : [])];

describe.each(engines)("the world of a program on %s", engine => {
  const run = (source: string, seed?: number): Promise<Found> => world(engine, source, seed);

  test("time stands still but for sleeping", async () => {
    const { out, moves } = await run(`
import datetime, time
from datetime import date, datetime as moment, timezone
print(time.time(), time.monotonic(), time.perf_counter_ns(), time.strftime("%H:%M:%S"), time.ctime())
time.sleep(0.1); time.sleep(0.2); time.sleep(0)
print(time.time(), time.monotonic(), time.gmtime().tm_sec, time.localtime().tm_hour)
print(repr(moment.now()), moment.utcnow(), moment.today(), date.today(), moment.now(timezone.utc), type(moment.now()))
for bad in (-1, float("nan"), "1"):
    try: time.sleep(bad)
    except Exception as error: print(type(error).__name__)
`);
    expect(out).toBe(
      "1700000000.0 0.0 0 22:13:20 Tue Nov 14 22:13:20 2023\n" +
        "1700000000.3 0.3 20 22\n" +
        "datetime.datetime(2023, 11, 14, 22, 13, 20, 300000) 2023-11-14 22:13:20.300000 2023-11-14 22:13:20.300000 " +
        "2023-11-14 2023-11-14 22:13:20.300000+00:00 <class 'datetime.datetime'>\n" +
        "ValueError\nValueError\nTypeError\n",
    );
    expect(moves).toEqual([100, 300]);
  });

  test("chance comes from the seed, with or without one of the program's own", async () => {
    const source = `
import os, random, secrets, uuid
print(random.random(), random.Random().random(), random.SystemRandom().random(), os.urandom(3), secrets.token_hex(2), uuid.uuid4())
random.seed(); print(random.random()); random.seed(5); print(random.random(), random.Random(5).random())
`;
    const { out } = await run(source);
    expect((await run(source)).out).toBe(out);
    expect((await run(source, 2)).out).not.toBe(out);
    expect(out).toMatch(/0\.6229016948897019 0\.6229016948897019\n$/);
    expect(new Set(out.match(/0\.\d+/g)).size).toBe(5);
  });

  test("asyncio runs in virtual time, in the order of the timers", async () => {
    const { out, moves } = await run(`
import asyncio
async def work(name, delay):
    await asyncio.sleep(delay)
    print(name, asyncio.get_running_loop().time())
    return name
async def whole():
    print(await asyncio.gather(work("a", 0.5), work("b", 0.3), work("c", 0.4)))
    try: await asyncio.wait_for(work("slow", 100), 2)
    except asyncio.TimeoutError: print("late")
    queue = asyncio.Queue(1)
    async def produce():
        for i in range(3): await queue.put(i)
    task = asyncio.create_task(produce())
    lock = asyncio.Lock()
    async with lock: print([await queue.get() for _ in range(3)], task.done())
    print(await asyncio.to_thread(sum, [1, 2]))
asyncio.run(whole())
print(asyncio.new_event_loop().run_until_complete(work("own loop", 1)))
async def main(): print(await work("last", 1))
`);
    expect(out).toBe(
      "b 0.3\nc 0.4\na 0.5\n['a', 'b', 'c']\nlate\n[0, 1, 2] True\n3\nown loop 3.5\nown loop\nlast 4.5\nlast\n",
    );
    expect(moves).toEqual([300, 400, 500, 2500, 3500, 4500]);
  });

  test("a wait without end is a deadlock, and nothing of the program runs after it", async () => {
    const { out, err, end } = await run(`
import asyncio
async def main():
    try: await asyncio.gather(asyncio.Event().wait(), asyncio.sleep(1))
    except Exception: print("caught")
    finally: print("finally")
`);
    expect([out, err]).toEqual(["", ""]);
    expect(end?.[0]).toBe("Deadlock");
  });

  test("nothing comes in, and what is printed goes to the function", async () => {
    const { out, err, end } = await run(`
import os, sys
try: input("? ")
except EOFError as error: print("EOF", error)
print(repr(sys.stdin.read()), sys.argv, dict(os.environ), os.getenv("PATH"), os.environ.get("HOME"))
sys.stdout.buffer.write("é".encode()); sys.stdout.write("|"); print("e", file=sys.stderr)
try: print("\\ud800")
except UnicodeEncodeError: print("not utf-8")
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.name)
exit(3)
`);
    expect(out).toBe(
      "? EOF EOF when reading a line\n'' ['program.py'] {} None None\né|not utf-8\nutf-8 False <stdout>\n",
    );
    expect(err).toBe("e\n");
    expect(end).toEqual(["SystemExit", "3"]);
  });
});

describe("threads", () => {
  test.skipIf(!engines.includes("cpython"))(
    "sleep in virtual time, in the order of their waking",
    async () => {
      const { out } = await world(
        "cpython",
        `
import threading, time
order = []
def work(name, delay):
    time.sleep(delay); order.append(name); time.sleep(1); order.append(name)
threads = [threading.Thread(target=work, args=(i, delay)) for i, delay in enumerate([0.5, 0.3, 0.4, 0.3])]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(order, time.monotonic())
`,
      );
      expect(out).toBe("[1, 3, 2, 0, 1, 3, 2, 0] 1.5\n");
    },
  );
});
