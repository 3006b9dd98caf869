import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCoconutResults } from "../../../../src/questions/coconut/score/readCoconutResults.js";
import { acceptOrder } from "../../../../src/questions/coconut/threads/acceptOrder.js";
import type { ThreadRecord } from "../../../../src/questions/coconut/threads/coconutThreads.js";
import { scoreThreads } from "../../../../src/questions/coconut/threads/scoreThreads.js";
import type { OrderKind, ThreadRun } from "../../../../src/questions/coconut/threads/ThreadRun.js";
import { threadCredit } from "../../../../src/questions/coconut/threads/threadCredit.js";
import { csvFile } from "../published.js";

/** All orders of the events that a run admits, each tried by itself: the definition, in factorial time. */
function allOrders(run: ThreadRun, locks: "order" | "exclusion"): number[][] {
  const { lines, threads, edges, sections } = run;
  const found: number[][] = [];
  const before = (to: number): number[] => [
    ...[...lines.keys()].filter(from => from < to && threads[from] === threads[to]),
    ...edges
      .filter(edge => edge.to === to && (edge.kind !== "lock" || locks === "order"))
      .map(edge => edge.from),
  ];
  const overlap = (order: readonly number[]): boolean =>
    sections.some(a =>
      sections.some(b => {
        if (a.lock !== b.lock || threads[a.first] === threads[b.first]) return false;
        const [a1, a2, b1, b2] = [a.first, a.last, b.first, b.last].map(event => order.indexOf(event));
        return a1 < b2 && b1 < a2 && !(a2 < b1) && !(b2 < a1);
      }),
    );
  const extend = (order: number[]): void => {
    if (order.length === lines.length) {
      if (locks === "order" || !overlap(order)) found.push([...order]);
      return;
    }
    for (const event of lines.keys()) {
      if (order.includes(event) || !before(event).every(other => order.includes(other))) continue;
      order.push(event);
      extend(order);
      order.pop();
    }
  };
  extend([]);
  return found;
}

const KINDS: readonly OrderKind[] = ["start", "join", "signal", "lock"];

/** Small runs in which threads share lines, with edges that go forward and sections of one lock that do not overlap. */
const runs: fc.Arbitrary<ThreadRun> = fc
  .array(fc.record({ line: fc.integer({ min: 1, max: 3 }), thread: fc.nat(2) }), {
    minLength: 1,
    maxLength: 7,
  })
  .chain(events =>
    fc.record({
      lines: fc.constant(events.map(({ line }) => line)),
      threads: fc.constant(events.map(({ thread }) => thread)),
      edges: fc
        .array(
          fc.record({
            from: fc.nat(events.length - 1),
            to: fc.nat(events.length - 1),
            kind: fc.constantFrom(...KINDS),
          }),
          { maxLength: 4 },
        )
        .map(edges => edges.filter(({ from, to }) => from < to && events[from].thread !== events[to].thread)),
      sections: fc
        .array(
          fc.record({
            lock: fc.constant(0),
            first: fc.nat(events.length - 1),
            last: fc.nat(events.length - 1),
          }),
          { maxLength: 3 },
        )
        .map(sections => {
          const kept: ThreadRun["sections"][number][] = [];
          for (const section of sections) {
            const fits =
              section.first <= section.last && events[section.first].thread === events[section.last].thread;
            if (fits && kept.every(other => other.last < section.first || section.last < other.first))
              kept.push(section);
          }
          return kept;
        }),
    }),
  );

describe("acceptOrder", () => {
  test("accepts a list exactly when some order of the events that is allowed reads like it", () => {
    let accepted = 0;
    let rejected = 0;
    fc.assert(
      fc.property(
        runs,
        fc.constantFrom("order", "exclusion"),
        fc.array(fc.nat(1000), { minLength: 7, maxLength: 7 }),
        (run, locks, keys) => {
          const orders = allOrders(run, locks);
          const texts = new Set(orders.map(order => order.map(event => run.lines[event]).join()));
          // An order that is allowed, and a shuffle that often is not.
          const some = orders[keys[0] % orders.length].map(event => run.lines[event]);
          const shuffled = [...run.lines.keys()]
            .sort((a, b) => keys[a] - keys[b] || a - b)
            .map(event => run.lines[event]);
          for (const list of [some, shuffled]) {
            const verdict = acceptOrder(run, list, { locks });
            expect(verdict.verdict).toBe(texts.has(list.join()) ? "accepted" : "rejected");
            if (verdict.verdict === "accepted") {
              accepted++;
              expect(verdict.events.map(event => run.lines[event])).toEqual(list);
              expect(orders).toContainEqual(verdict.events);
            } else rejected++;
          }
        },
      ),
      { numRuns: 400, seed: 11 },
    );
    expect(Math.min(accepted, rejected)).toBeGreaterThan(50);
  });

  test("what happened is always accepted, whatever the locks", () => {
    fc.assert(
      fc.property(runs, run => {
        expect(acceptOrder(run, run.lines).verdict).toBe("accepted");
        expect(acceptOrder(run, run.lines, { locks: "exclusion" }).verdict).toBe("accepted");
        expect(threadCredit(run, run.lines)).toBe(1);
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  test("two threads in the same loop of a thousand rounds are placed in as many steps as there are lines", () => {
    const lines = Array.from({ length: 4000 }, (_, i) => 1 + (i % 2));
    const run: ThreadRun = {
      lines,
      threads: lines.map((_, i) => (i % 4 < 2 ? 0 : 1)),
      edges: [],
      sections: [],
    };
    const verdict = acceptOrder(run, lines);
    expect(verdict.verdict).toBe("accepted");
    const other = acceptOrder(run, [...lines].sort());
    expect(other).toMatchObject({ verdict: "rejected", reason: "impossible order" });
    expect(acceptOrder(run, [...lines, 2])).toMatchObject({ verdict: "rejected", reason: "other lines" });
  });

  test("the search can be bounded, and then says that it does not know", () => {
    const lines = Array.from({ length: 60 }, (_, i) => 1 + (i % 3));
    const run: ThreadRun = {
      lines,
      threads: lines.map((_, i) => Math.floor(i / 3) % 5),
      edges: [],
      sections: [],
    };
    const list = [...lines.slice(0, -2), lines[59], lines[58]];
    expect(acceptOrder(run, list, { maxStates: 10 }).verdict).toBe("undecided");
    expect(() => acceptOrder(run, list, { maxStates: 0 })).toThrow(/maxStates: a whole number above 0/);
  });

  test("partial credit is the mean over threads, and less for lists that are too long", () => {
    const run: ThreadRun = { lines: [1, 5, 2, 6], threads: [0, 1, 0, 1], edges: [], sections: [] };
    expect(threadCredit(run, [1, 2])).toBe(0.5);
    expect(threadCredit(run, [1, 2, 6])).toBe(0.75);
    expect(threadCredit(run, [1, 2, 5, 6, 1, 2, 5, 6])).toBe(0.5);
    expect(threadCredit(run, [])).toBe(0);
  });
});

describe("scoreThreads", () => {
  test("every row has a verdict: accepted, rejected, unparsed, or no run to compare with", () => {
    const columns = ["Filename", "Category", "Predicted", "Actual"];
    const rows = ["[1, (, 3, 2, )]", "[2, 1, 3]", "[1, 2]", "1, 2", "[1]"].map(predicted => [
      "p",
      "Concurrency_prepared",
      predicted,
      "[1]",
    ]);
    const run: ThreadRun = {
      lines: [1, 2, 3],
      threads: [0, 1, 2],
      edges: [
        { from: 0, to: 1, kind: "start" },
        { from: 0, to: 2, kind: "start" },
      ],
      sections: [],
    };
    const records = [1, 2, 3, 4].map(
      (trace): ThreadRecord => ({ id: `concurrency/p:${trace}`, outcome: "returns", run }),
    );
    const results = readCoconutResults(csvFile("r.csv", columns, rows));
    const scores = scoreThreads(results, [...records, { id: "concurrency/p:5", outcome: "limit" }]);
    expect(scores.perRow.map(({ verdict, reason, credit }) => [verdict, reason, credit])).toEqual([
      ["accepted", undefined, 1],
      ["rejected", "impossible order", 1],
      ["rejected", "other lines", 2 / 3],
      ["unparsed", "no list", 0],
      ["no run", "limit", 0],
    ]);
    expect([scores.accepted, scores.rows, scores.credit]).toEqual([1, 5, (1 + 1 + 2 / 3) / 4]);
  });
});
