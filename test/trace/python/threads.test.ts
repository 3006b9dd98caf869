import { afterAll, describe, expect, test } from "vitest";
import { happensBefore } from "../../../src/trace/derive/happensBefore.js";
import { occurrences } from "../../../src/trace/derive/occurrences.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import { events } from "../../../src/trace/format/events.js";
import { fromJSONL } from "../../../src/trace/format/fromJSONL.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { toJSONL } from "../../../src/trace/format/toJSONL.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { CPYTHONS } from "./engines.js";

afterAll(() => closePool());

const SOURCE = `import queue
import threading

total = 0
lock = threading.Lock()
done = queue.Queue()


def add(n):
    global total
    alone = n
    with lock:
        total += n
    after = alone
    done.put(after)


class Worker(threading.Thread):
    def run(self):
        self.out = done.get() + done.get()


threads = [threading.Thread(target=add, args=(n,)) for n in (1, 2)]
reader = Worker()
reader.start()
for t in threads:
    t.start()
for t in threads:
    t.join()
reader.join()
print(total, reader.out)
`;

/** First rows of the occurrences that begin on a line, one for each activation. */
function beginsOn(t: Trace, line: number): number[] {
  const all = occurrences(t);
  return [...Array(all.count).keys()]
    .map(i => all.at(i))
    .filter(o => t.tables.sites[o.site].line === line && t.tables.sites[o.site].program === 0)
    .map(o => o.begin);
}

describe.skipIf(CPYTHONS.length === 0)("threads on CPython", () => {
  test("what threads do is recorded with their numbers; starts, joins, locks and queues give the order", async () => {
    const made = await trace(SOURCE, { file: "x.py", python: CPYTHONS[0] });
    expect(made.footer.outcome.kind).toBe("return");
    expect(new Replay(made).seek(made.columns.rows).output()).toBe("3 3\n");
    const all = [...events(made)];
    expect(
      new Set(all.filter(e => e.kind === "thread").map(e => e.value && "value" in e.value && e.value.value)),
    ).toEqual(new Set([0, 1, 2, 3]));
    expect(all.some(e => e.kind === "row")).toBe(false);
    const order = happensBefore(made);
    const [join] = beginsOn(made, 31);
    const [reading] = beginsOn(made, 20);
    const firsts = beginsOn(made, 11);
    const inside = beginsOn(made, 13);
    const puts = beginsOn(made, 15);
    expect([firsts.length, inside.length, puts.length]).toEqual([2, 2, 2]);
    for (const row of [...firsts, ...inside, ...puts, reading]) {
      expect(order.before(beginsOn(made, 23)[0], row)).toBe(true);
      expect(order.before(row, join)).toBe(true);
    }
    // Under the lock one follows the other; before it neither does.
    expect(order.before(inside[0], inside[1]) || order.before(inside[1], inside[0])).toBe(true);
    expect(order.before(firsts[0], firsts[1])).toBe(false);
    expect(order.before(firsts[1], firsts[0])).toBe(false);
  }, 30_000);

  test("threads and their order survive JSONL", async () => {
    const made = await trace(SOURCE, { file: "x.py", python: CPYTHONS[0] });
    const lines = [...toJSONL(made)];
    expect(lines.some(line => line.includes('"kind":"sync"') && line.includes('"name":"acquire"'))).toBe(
      true,
    );
    expect(traceHash(fromJSONL(lines, "t.jsonl"))).toBe(made.footer.sha256);
  }, 30_000);

  test("a pool of threads gives its results; an endless thread ends at the step budget", async () => {
    const pool =
      "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(2) as p:\n    got = list(p.map(lambda v: v * v, range(5)))\nprint(got)\n";
    const made = await trace(pool, { file: "x.py", python: CPYTHONS[0] });
    expect(new Replay(made).seek(made.columns.rows).output()).toBe("[0, 1, 4, 9, 16]\n");
    const endless =
      "import threading\ndef f():\n    while True:\n        pass\nt = threading.Thread(target=f)\nt.start()\nt.join()\n";
    const cut = await trace(endless, { file: "x.py", python: CPYTHONS[0], limits: { steps: 3000 } });
    expect(cut.footer.outcome).toEqual({ kind: "limit", limit: "steps", value: 3000 });
  }, 30_000);
});

test("Pyodide has no threads: starting one raises as Python does there", async () => {
  const made = await trace(SOURCE, { file: "x.py", python: "pyodide" });
  expect(made.footer.outcome).toMatchObject({ kind: "throw", name: "RuntimeError" });
}, 60_000);
