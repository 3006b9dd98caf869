import { describe, expect, test } from "vitest";
import { buildModel } from "../../src/figures/viewer/buildModel.js";
import { modelState } from "../../src/figures/viewer/modelState.js";
import { PREVIEW_BOUNDS, previewValue } from "../../src/figures/viewer/previewValue.js";
import { scanRows } from "../../src/figures/viewer/scanRows.js";
import { traceViewer, viewModel } from "../../src/figures/viewer/traceViewer.js";
import { StepKind, type ViewerModel } from "../../src/figures/viewer/ViewerModel.js";
import { SourceError } from "../../src/program/SourceError.js";
import { Replay } from "../../src/trace/derive/Replay.js";
import type { Trace } from "../../src/trace/format/Trace.js";
import { trace } from "../../src/trace/trace.js";
import { HOSTILE, LOOP, TASKS } from "./models/programs.js";
import { settings } from "./models/settings.js";
import { faultOf } from "./wellFormed.js";

/** Count column of a file by line. */
function counts(figureText: string): Record<string, string> {
  const rows = [...figureText.matchAll(/^ *([\d·…]*) +(\d+) \|/gm)];
  return Object.fromEntries(rows.filter(row => row[1] !== "").map(row => [row[2], row[1]]));
}

function still(html: string): string {
  return html.replace(/<script>.*?<\/script>/gs, "");
}

/** The picture of what is shown of a trace: the same as long as that is, whatever else the trace records. */
function drawn(recorded: Trace, title: string): string {
  return viewModel(buildModel(recorded, settings), title, settings, { source: "a test" }).toSVG();
}

describe("a loop", () => {
  const options = { file: "evens.js", call: "evens(5)" };

  test("has the counts of its lines and nodes, and what was assigned on each line", async () => {
    const text = traceViewer(await trace(LOOP, options)).toText();
    expect(counts(text)).toEqual({
      3: "1",
      4: "1",
      5: "1·6·5",
      6: "5",
      7: "3",
      8: "3",
      11: "1",
      12: "1",
      15: "0",
    });
    expect(text).toMatch(/sum \+= i; +\/\/ sum = 0, 2, 6 \(3×\)/);
    expect(text).toMatch(/return found; +\/\/ return \[0, 2, 4\]/);
    expect(text).toContain("evens(5) — the call returned [0, 2, 4].");
    expect(text).toContain("output:\n  sum 6");
  });

  test("gives the committed picture, well-formed, twice the same", async () => {
    const svg = traceViewer(await trace(LOOP, options)).toSVG();
    expect(faultOf(svg)).toBeUndefined();
    expect(traceViewer(await trace(LOOP, options)).toSVG()).toBe(svg);
    await expect(drawn(await trace(LOOP, options), "Even numbers")).toMatchFileSnapshot(
      "snapshots/trace-loop.svg",
    );
  });

  test("gives the same page twice, and its still part is well-formed", async () => {
    const page = traceViewer(await trace(LOOP, options));
    expect(traceViewer(await trace(LOOP, options)).toPage()).toBe(page.toPage());
    expect(faultOf(still(page.toHTML()))).toBeUndefined();
  });

  test("an array that is changed without being assigned is a change of its variable", async () => {
    const model = buildModel(await trace(LOOP, options), settings);
    const texts = model.steps.flatMap((step, i) => {
      const changed = step[6].filter((_, k) => k % 3 === 1).map(name => model.names[name]);
      return changed.includes("found") ? [lookup(model, i, "found")] : [];
    });
    expect(texts).toEqual(
      ["(not initialised)", "[]", "[0]", "[0, 2]", "[0, 2, 4]"].filter(text => texts.includes(text)),
    );
    expect(texts.slice(-4)).toEqual(["[]", "[0]", "[0, 2]", "[0, 2, 4]"]);
  });
});

/** Value of a variable at a step, wherever on the stack it is. */
function lookup(model: ViewerModel, step: number, name: string): string | undefined {
  for (const variables of modelState(model, step).variables.values()) {
    if (variables.has(name)) return variables.get(name);
  }
  return undefined;
}

describe("tasks", () => {
  const options = { file: "tasks.js", call: "main()" };

  test("stand in lanes with what waits for what, and give the committed picture", async () => {
    const recorded = await trace(TASKS, options);
    const model = buildModel(recorded, settings);
    const names = model.lanes.map(lane => lane.name);
    expect(names).toEqual(expect.arrayContaining(["(program)", "main", "worker #1", "worker #2"]));
    const worker = model.lanes.find(lane => lane.name === "worker #1")!;
    expect(worker.waits).toHaveLength(3);
    for (const [from, to] of worker.waits) {
      expect(model.steps[from][0]).toBe(StepKind.AWAIT);
      expect(model.steps[to][0]).toBe(StepKind.RESUME);
    }
    const svg = traceViewer(recorded).toSVG();
    expect(faultOf(svg)).toBeUndefined();
    await expect(drawn(recorded, "Two tasks")).toMatchFileSnapshot("snapshots/trace-tasks.svg");
  });

  test("never share a step: the runs of all lanes cover every step once", async () => {
    const model = buildModel(await trace(TASKS, options), settings);
    const owners = model.steps.map(() => 0);
    for (const lane of model.lanes)
      for (const [from, to] of lane.runs) for (let i = from; i < to; i++) owners[i]++;
    // The last step is the end, which belongs to no task.
    expect(owners.slice(0, -1).every(owner => owner === 1)).toBe(true);
  });
});

test.each([
  ["loop", LOOP, "evens(6)"],
  ["tasks", TASKS, "main()"],
  [
    "closures",
    "function c() { let n = 0; return { up() { n++; return n; } }; }\nconst a = c(), b = c();\na.up(); a.up(); b.up();",
    "",
  ],
  [
    "recursion",
    "function h(n, a, b, c) { if (n > 0) { h(n - 1, a, c, b); h(n - 1, c, b, a); } }",
    "h(4, 'a', 'b', 'c')",
  ],
  ["generators", "function* g() { let x = 1; while (x < 9) { x *= 2; yield x; } }", "[...g()]"],
  [
    "exceptions",
    "function f(x) { try { if (x) throw new Error('no'); } catch (e) { return e.message; } finally { x = 2; } }",
    "f(1)",
  ],
])(
  "the differences between steps give the state of a replay at every step: %s",
  async (_name, source, call) => {
    const recorded = await trace(source, { file: "x.js", call });
    const model = buildModel(recorded, settings);
    const { steps } = scanRows(recorded, settings.maxSteps, 0);
    const replay = new Replay(recorded);
    steps.forEach((step, i) => {
      replay.seek(step.kind === StepKind.RESUME ? step.row + 1 : step.row);
      const top = replay.stack()[0];
      const state = modelState(model, i);
      expect(state.stack).toHaveLength(replay.stack().length);
      const expected = [...replay.variables(top.frame, PREVIEW_BOUNDS)].map(([name, value]) => [
        name,
        previewValue(value, settings.valueChars, "javascript"),
      ]);
      expect(Object.fromEntries(state.variables.get(state.stack.at(-1)!) ?? [])).toEqual(
        Object.fromEntries(expected),
      );
    });
  },
);

test("hostile text stays text in every form", async () => {
  const figure = traceViewer(await trace(HOSTILE, { file: "</title><script>evil.js" }));
  const html = figure.toHTML();
  expect(faultOf(figure.toSVG())).toBeUndefined();
  expect(faultOf(still(html))).toBeUndefined();
  expect(html.match(/<script/g)).toHaveLength(1);
  expect(html.match(/<\/script/g)).toHaveLength(1);
  for (const text of [figure.toSVG(), html, figure.toPage(), figure.toText()]) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may come through
    expect(text).not.toMatch(/[\u0007\u001b\u202e\u2066\u200b]/);
  }
  expect(figure.toText()).toContain("stderr: <i>stderr</i>");
  expect(figure.toText()).toMatch(/… \d+ more characters/);
});

test("a trace longer than maxSteps says what is kept, in every form; counts stay whole", async () => {
  const recorded = await trace("let s = 0;\nfor (let i = 0; i < 3000; i++)\n  s += i;\n", {
    file: "long.js",
  });
  const figure = traceViewer(recorded, { maxSteps: 100, tableSteps: 10 });
  for (const text of [figure.toSVG(), figure.toText(), still(figure.toHTML())]) {
    expect(text.replace(/<[^>]*>\s*/g, " ").replace(/ +/g, " ")).toMatch(
      /the first 100 can be stepped through/,
    );
  }
  expect(still(figure.toHTML())).toMatch(/First 10 of \d{4} steps/);
  expect(counts(figure.toText())[3]).toBe("3000");
  expect(figure.toText()).toContain("s = 0, 1, 3, … 4498500 (3000×)");
});

test("a program of 2,000 lines is drawn where it ran, and says how many lines are not drawn", async () => {
  const source = Array.from(
    { length: 500 },
    (_, i) => `function f${i}(x) {\n  return x + ${i};\n}\n// ${i}\n`,
  ).join("");
  const recorded = await trace(source, { file: "big.js", call: "f3(1) + f400(2)" });
  const svg = traceViewer(recorded).toSVG();
  expect(svg).toMatch(/\d+ of 2000 lines are not drawn here/);
  const height = Number(/height="(\d+)"/.exec(svg)![1]);
  expect(height).toBeLessThan(4000);
  expect(await traceViewer(recorded).toPNG({ scale: 1 })).toBeInstanceOf(Uint8Array);
});

test.each([
  ["throw new TypeError('bad')", "", "an exception left the program: TypeError: bad"],
  ["const p = new Promise(() => {});", "p", "the event loop ran dry while a promise was pending"],
  ["while (true) {}", "", "stopped at the limit of steps"],
])("says how the run ended: %s", async (source, call, end) => {
  const recorded = await trace(source, { file: "x.js", call, limits: { steps: 1000 } });
  expect(traceViewer(recorded).toText()).toContain(end.slice(1));
});

test("output beyond the bound is left out with its length", async () => {
  const recorded = await trace("console.log('x'.repeat(500));", { file: "x.js" });
  expect(traceViewer(recorded, { outputChars: 100 }).toText()).toContain(
    "… 401 more characters are left out",
  );
});

test.each([
  [{ maxSteps: 0 }, /maxSteps must be a whole number within 1..20000, not 0/],
  [{ width: 1.5 }, /width must be a whole number within 640..2400, not 1.5/],
  [{ valueChars: Number.NaN }, /valueChars must be .* not NaN/],
])("options out of range are refused by name: %j", async (options, message) => {
  const recorded = await trace("1;", { file: "x.js" });
  expect(() => traceViewer(recorded, options)).toThrow(SourceError);
  expect(() => traceViewer(recorded, options)).toThrow(message);
});
