import { describe, expect, test } from "vitest";
import { readCoconut } from "../../../../src/questions/coconut/data/readCoconut.js";
import { acceptOrder } from "../../../../src/questions/coconut/threads/acceptOrder.js";
import { coconutThreads } from "../../../../src/questions/coconut/threads/coconutThreads.js";
import { publishedFile } from "../published.js";

const MAIN = 'if __name__ == "__main__":\n';

async function recorded(source: string) {
  const [record] = await coconutThreads([{ id: "t", source, runnable: true }], {
    python: "cpython",
    pace: 0.1,
  });
  expect(record).toMatchObject({ outcome: "returns" });
  return record.run!;
}

describe("coconutThreads", () => {
  test("start and join order what is before, in and behind a thread", async () => {
    const source = `def f():\n    x = 1\n${MAIN}    t = threading.Thread(target=f)\n    t.start()\n    t.join()\n    y = 1`;
    const run = await recorded(source);
    expect(new Set(run.edges.map(({ kind }) => kind))).toContain("start");
    expect(new Set(run.edges.map(({ kind }) => kind))).toContain("join");
    expect(acceptOrder(run, [4, 5, 2, 6, 7]).verdict).toBe("accepted");
    expect(acceptOrder(run, [4, 5, 6, 2, 7]).verdict).toBe("accepted");
    expect(acceptOrder(run, [4, 2, 5, 6, 7]).verdict).toBe("rejected");
    expect(acceptOrder(run, [4, 5, 6, 7, 2]).verdict).toBe("rejected");
  });

  test("what is got from a queue was put there before", async () => {
    const source = `import queue\nq = queue.Queue()\ndef f():\n    q.get()\n    x = 1\n${MAIN}    t = threading.Thread(target=f)\n    t.start()\n    sleep(0.2)\n    q.put(1)\n    t.join()`;
    const run = await recorded(source);
    expect(acceptOrder(run, [7, 8, 9, 4, 10, 5, 11]).verdict).toBe("accepted");
    expect(acceptOrder(run, [7, 8, 4, 9, 10, 11, 5]).verdict).toBe("accepted");
    expect(acceptOrder(run, [7, 8, 4, 9, 5, 10, 11]).verdict).toBe("rejected");
  });

  test("a lock keeps its sections apart, in the order of the run or in any", async () => {
    const source = `from threading import Lock\nlock = Lock()\ndef f(x):\n    with lock:\n        x += 1\n        x += 2\n${MAIN}    a = threading.Thread(target=f, args=(1,))\n    a.start()\n    sleep(0.3)\n    f(2)\n    a.join()`;
    const run = await recorded(source);
    expect(run.sections).toHaveLength(2);
    const [start, one, rest] = [[8, 9], [4, 5, 6, 4], [12]];
    expect(acceptOrder(run, [...start, ...one, 10, 11, ...one, ...rest]).verdict).toBe("accepted");
    // Both are inside.
    const mixed = [...start, 10, 11, 4, 4, 5, 5, 6, 6, 4, 4, ...rest];
    expect(acceptOrder(run, mixed).verdict).toBe("rejected");
    expect(acceptOrder(run, mixed, { locks: "exclusion" }).verdict).toBe("rejected");
    // The other one waits on the line that asks for the lock.
    expect(acceptOrder(run, [...start, 10, 11, 4, 5, 4, 6, 4, 5, 6, 4, ...rest]).verdict).toBe("accepted");
    // The main thread is first, and joins before the other has the lock.
    const swapped = [...start, 10, 11, 4, 4, 5, 6, 4, ...rest, 5, 6, 4];
    expect(acceptOrder(run, swapped).verdict).toBe("rejected");
    expect(acceptOrder(run, swapped, { locks: "exclusion" }).verdict).toBe("accepted");
  });

  test("condition, event, semaphore, barrier, timer and pool: a run admits its own order", async () => {
    const source = `from threading import Condition, Event, Semaphore, Barrier, RLock
import concurrent.futures
c, e, s, b, r, done = Condition(), Event(), Semaphore(1), Barrier(2), RLock(), []
def waits():
    with c:
        while not done:
            c.wait()
    e.wait()
    with s, r, r:
        pass
    b.wait()
def tells():
    with c:
        done.append(1)
        c.notify_all()
    with s:
        e.set()
    b.wait()
${MAIN}    ts = [threading.Thread(target=waits), threading.Thread(target=tells)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(list(pool.map(lambda x: x, range(3))))`;
    const run = await recorded(source);
    expect(new Set(run.threads).size).toBeGreaterThanOrEqual(4);
    expect(acceptOrder(run, run.lines).verdict).toBe("accepted");
    expect(acceptOrder(run, run.lines, { locks: "exclusion" }).verdict).toBe("accepted");
    // What is told cannot come behind what waited for it.
    const [told, heard] = [run.lines.indexOf(16), run.lines.lastIndexOf(10)];
    expect(told).toBeLessThan(heard);
    const late = [...run.lines];
    late.splice(heard, 0, ...late.splice(told, 1));
    expect(acceptOrder(run, late).verdict).toBe("rejected");
  });

  test("an endless program and one that would end its interpreter are outcomes", async () => {
    const records = await coconutThreads(
      [
        { id: "a", source: "while True:\n    pass", runnable: true },
        { id: "b", source: "import os\nos._exit(1)", runnable: true },
        { id: "c", source: "1 +", runnable: true },
        { id: "d", source: "", runnable: false },
      ],
      { python: "cpython", maxLines: 2000 },
    );
    expect(records.map(({ outcome }) => outcome)).toEqual(["too long", "throws", "throws", "no source"]);
  });

  test("published traces of locks and pools are orders that our own runs admit", async context => {
    const data = readCoconut(publishedFile("program_traces_Python_Concurrency_Lines.csv", context));
    const items = data.items.filter(
      ({ task, trace }) => ["1114", "1116", "1279"].includes(task) && trace < 3,
    );
    const records = await coconutThreads(items, { python: "cpython", pace: 0.05 });
    const verdicts = records.map(
      ({ run }, i) =>
        acceptOrder(
          run!,
          items[i].steps.filter(step => typeof step === "number"),
        ).verdict,
    );
    expect(verdicts).toEqual(items.map(() => "accepted"));
  });
});
