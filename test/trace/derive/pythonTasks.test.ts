import { afterAll, describe, expect, test } from "vitest";
import { happensBefore } from "../../../src/trace/derive/happensBefore.js";
import { occurrences } from "../../../src/trace/derive/occurrences.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { closePool, trace } from "../../../src/trace/trace.js";

afterAll(closePool);

const SOURCE = `import asyncio


async def worker(name, wait):
    first = name
    await asyncio.sleep(wait)
    second = name
    return name


async def helper(wait):
    early = wait
    await asyncio.sleep(wait)
    late = wait
    return late


async def main():
    before = 1
    await helper(1)
    between = 2
    done = await asyncio.gather(worker("a", 2), worker("b", 1))
    after = 3
    return done


def run():
    start = 0
    result = asyncio.run(main())
    end = 4
    return result
`;

/** Row at which a line began, the nth time. */
function rowOf(t: Trace, line: number, nth = 1): number {
  const all = occurrences(t);
  for (let i = 0, seen = 0; i < all.count; i++) {
    if (t.tables.sites[all.site[i]].line === line && ++seen === nth) return all.begin[i];
  }
  throw new Error(`line ${line} did not begin ${nth} times`);
}

describe("happensBefore of Python's asyncio", () => {
  test("two tasks of a gather are not ordered, though one loop ran them in turns", async () => {
    const t = await trace(SOURCE, { language: "python", file: "tasks.py", call: "run()" });
    const order = happensBefore(t);
    const row = (line: number, nth = 1): number => rowOf(t, line, nth);
    // b sleeps less, so it goes on first.
    const [a, b, bSecond, aSecond] = [row(5, 1), row(5, 2), row(7, 1), row(7, 2)];
    for (const [one, other] of [
      [a, b],
      [a, bSecond],
      [b, aSecond],
      [bSecond, aSecond],
    ]) {
      expect(one).toBeLessThan(other);
      expect(order.before(one, other)).toBe(false);
    }
    // Each task in its own order.
    expect(order.before(a, aSecond)).toBe(true);
    expect(order.before(b, bSecond)).toBe(true);
  });

  test("what was before the loop is before all of it; an await of a coroutine itself is an order both ways", async () => {
    const t = await trace(SOURCE, { language: "python", file: "tasks.py", call: "run()" });
    const order = happensBefore(t);
    const row = (line: number, nth = 1): number => rowOf(t, line, nth);
    for (const later of [row(19), row(12), row(14), row(5, 1), row(5, 2), row(7, 1), row(23), row(30)])
      expect(order.before(row(28), later), String(later)).toBe(true);
    // main, helper, helper, main.
    expect(order.before(row(19), row(12))).toBe(true);
    expect(order.before(row(12), row(14))).toBe(true);
    expect(order.before(row(14), row(21))).toBe(true);
    expect(order.before(row(21), row(23))).toBe(true);
    expect(order.edges.every(e => e.fromRow < e.toRow && e.from < e.to)).toBe(true);
    expect(order.segments.map(s => s.begin)).toEqual(order.segments.map(s => s.begin).sort((x, y) => x - y));
    expect(order.segments.every((s, i) => s.end === (order.segments[i + 1]?.begin ?? s.end))).toBe(true);
  });

  test("a task that is created and never waited for is before nothing of the others", async () => {
    const source = SOURCE.replace(
      'done = await asyncio.gather(worker("a", 2), worker("b", 1))',
      'task = asyncio.create_task(worker("a", 0)); done = await worker("b", 1)',
    );
    const t = await trace(source, { language: "python", file: "tasks.py", call: "run()" });
    const order = happensBefore(t);
    // b runs within main, a by the loop afterwards.
    const [b, a] = [rowOf(t, 5, 1), rowOf(t, 5, 2)];
    const [aSecond, bSecond, after] = [rowOf(t, 7, 1), rowOf(t, 7, 2), rowOf(t, 23)];
    expect(order.before(b, a)).toBe(false);
    expect(order.before(aSecond, bSecond)).toBe(false);
    expect(order.before(aSecond, after)).toBe(false);
    expect(order.before(bSecond, after)).toBe(true);
  });

  test("async generators of two tasks are not ordered either", async () => {
    const source = `import asyncio


async def ticks(wait):
    one = wait
    await asyncio.sleep(wait)
    two = wait
    await asyncio.sleep(wait)
    yield wait


async def reader(wait):
    async for item in ticks(wait):
        got = item


async def main():
    await asyncio.gather(reader(3), reader(2))


def run():
    asyncio.run(main())
`;
    const t = await trace(source, { language: "python", file: "ticks.py", call: "run()" });
    const order = happensBefore(t);
    const twos = [rowOf(t, 7, 1), rowOf(t, 7, 2)];
    expect(order.before(twos[0], twos[1])).toBe(false);
    expect(order.before(rowOf(t, 5, 1), rowOf(t, 5, 2))).toBe(false);
    // The first to go on is the second's, in its own order.
    expect(order.before(rowOf(t, 5, 2), twos[0])).toBe(true);
    expect(order.before(rowOf(t, 5, 1), twos[1])).toBe(true);
    expect(order.before(rowOf(t, 14, 1), rowOf(t, 14, 2))).toBe(false);
  });

  test("generators and calls stay in one segment", async () => {
    const source =
      "def g(n):\n    for i in range(n):\n        yield i\n\n\ndef f(n):\n    return sum(g(n))\n";
    const t = await trace(source, { language: "python", file: "g.py", call: "f(3)" });
    expect(happensBefore(t).segments.map(({ cause }) => cause)).toEqual(["start", "call"]);
  });

  test("a coroutine that is the call itself has the same order of tasks", async () => {
    const t = await trace(SOURCE, { language: "python", file: "tasks.py", call: "main()" });
    const order = happensBefore(t);
    expect(order.before(rowOf(t, 7, 1), rowOf(t, 7, 2))).toBe(false);
    expect(order.before(rowOf(t, 5, 1), rowOf(t, 5, 2))).toBe(false);
    expect(order.before(rowOf(t, 5, 1), rowOf(t, 7, 2))).toBe(true);
  });
});
