import { beforeAll, describe, expect, test } from "vitest";
import { freeRunningFigure } from "../../../src/figures/freeRunning/freeRunningFigure.js";
import { SourceError } from "../../../src/program/SourceError.js";
import type { TraceRow } from "../../../src/questions/dialect/TraceRow.js";
import { madeRun, madeRunning } from "../features/onSource/made.js";
import { faultOf } from "../wellFormed.js";

let truth: readonly TraceRow[];
beforeAll(async () => {
  truth = (await madeRun()).rows.rows;
});

/** The written rows with one changed, and all behind it gone but three. */
function changed(rows: TraceRow[], at: number, change: Partial<TraceRow>): TraceRow[] {
  return [...rows.slice(0, at), { ...rows[at]!, ...change }, ...rows.slice(at + 1, at + 4)];
}

/** The fragment without its scripts. */
function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

describe("the first divergence is marked with its kind, and what follows is dimmed", () => {
  const slot = (row: TraceRow, i: number, value: string): Partial<TraceRow> => ({
    values: row.values.map((old, s) => (s === i ? value : old)),
  });
  test.each([
    [
      "value",
      4,
      (row: TraceRow) => slot(row, 2, "9"),
      ["3", "9"],
      "the value of c: 3 is true, 9 was written",
    ],
    ["line", 3, () => ({ line: 7 }), ["@5", "@7"], "the next line: @5 is true, @7 was written"],
    ["count", 4, () => ({ k: 5 }), ["k=2", "k=5"], "which time the line runs: k=2 is true, k=5 was written"],
    ["condition", 2, () => ({ mark: "F" as const }), ["T", "F"], "the branch: T is true, F was written"],
  ])("%s", async (kind, at, change, marks, words) => {
    const figure = freeRunningFigure(
      await madeRunning(rows => ({ rows: changed(rows, at, change(rows[at]!)), result: "3" })),
    );
    const html = still(figure.toHTML());
    expect(faultOf(html)).toBeUndefined();
    expect(faultOf(figure.toSVG())).toBeUndefined();
    expect([...html.matchAll(/<mark[^>]*>([^<]*)</g)].map(match => match[1])).toEqual(marks);
    for (const text of [html, figure.toText()])
      expect(text).toContain(`First wrong at step ${at + 1} (kind: ${kind}), ${words}.`);
    expect(html.match(/<tr class="first"/g)).toHaveLength(1);
    expect(html.match(/<tr class="after"/g)).toHaveLength(truth.length - at);
    expect(html.match(/<tr data-t/g)).toHaveLength(at);
  });

  test("ends early, goes on, result, malformed", async () => {
    const kind = async (change: Parameters<typeof madeRunning>[0]): Promise<string> =>
      /kind: ([a-z ]+)\)/.exec(freeRunningFigure(await madeRunning(change)).toText())![1]!;
    expect(await kind(rows => ({ rows: rows.slice(0, 6), result: "3" }))).toBe("ends early");
    expect(await kind(rows => ({ rows: [...rows, rows[2]!], result: "3" }))).toBe("goes on");
    expect(await kind(rows => ({ rows, result: "5" }))).toBe("result");
    const torn = { row: 4, why: "no mark" as const, text: "@5 k=1 7" };
    const data = await madeRunning(rows => ({ rows: rows.slice(0, 3), malformed: torn }));
    expect(freeRunningFigure(data).toText()).toContain("kind: malformed");
    expect(freeRunningFigure(data).toText()).toContain("@5 k=1 7 (no mark)");
  });

  test("header: everything behind it counts for nothing", async () => {
    const data = await madeRunning(rows => ({ rows, result: "3" }));
    const figure = freeRunningFigure({ ...data, written: { ...data.written, slots: ["a", "b", "i", "c"] } });
    expect(figure.toText()).toContain("kind: header): a b c i is true, a b i c was written");
    expect(figure.toText()).toContain("0 of 12 steps before it are right");
    expect(figure.toHTML().match(/<tr class="after"/g)).toHaveLength(truth.length + 1);
  });
});

test("a trace without a fault has none", async () => {
  const figure = freeRunningFigure(await madeRunning(rows => ({ rows, result: "3" })));
  const html = still(figure.toHTML());
  expect(figure.toText()).toContain("Every step and the result are right.");
  expect(html).not.toContain("<mark");
  expect(html).not.toContain('class="first"');
  expect(html.match(/<tr data-t/g)).toHaveLength(truth.length + 1);
});

test("text and SVG are the ones committed, and equal data give equal bytes", async () => {
  const make = async () =>
    freeRunningFigure(
      await madeRunning(rows => ({ rows: changed(rows, 4, { line: 10, k: 1 }), result: "3" })),
    );
  const figure = await make();
  await expect(figure.toText()).toMatchFileSnapshot("snapshots/freeRunning.txt");
  await expect(figure.toSVG()).toMatchFileSnapshot("snapshots/freeRunning.svg");
  expect((await make()).toPage()).toBe(figure.toPage());
});

test("of long traces the steps around the divergence are shown, the others counted", async () => {
  const data = await madeRunning(rows => ({ rows }));
  const long = Array.from(
    { length: 500 },
    (_, i): TraceRow => ({ line: 3, k: i + 1, values: ["1", ".", ".", "."], mark: "T" }),
  );
  const figure = freeRunningFigure(
    {
      ...data,
      truth: { ...data.truth, rows: long },
      written: {
        ...data.written,
        rows: long.map((row, i) => (i === 300 ? { ...row, mark: "F" as const } : row)),
        result: "3",
      },
    },
    { steps: 20 },
  );
  const text = figure.toText();
  expect(text).toContain("… 290 more steps");
  expect(text).toContain("… 191 more steps");
  expect(text).toMatch(/ 301 ✗ @3/);
});

test("hostile text is text", async () => {
  const data = await madeRunning(rows => ({
    rows: rows.slice(0, 1),
    malformed: { row: 2, why: "no line label", text: "</script><img src=x onerror=alert(1)>\u202e" },
  }));
  const figure = freeRunningFigure({ ...data, source: "<script>\u0000</pre><img src=x>", program: "<b>" });
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still(figure.toHTML()))).toBeUndefined();
  expect(figure.toPage()).not.toContain("<img src=x");
  expect(figure.toPage()).not.toContain("\u202e");
});

test("options out of range are named", async () => {
  const data = await madeRunning(rows => ({ rows }));
  expect(() => freeRunningFigure(data, { steps: 3 })).toThrow(SourceError);
  expect(() => freeRunningFigure(data, { steps: 3 })).toThrow(
    "steps must be a whole number within 10..2000, not 3",
  );
});
