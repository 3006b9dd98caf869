import { afterAll, describe, expect, test } from "vitest";
import { lineSteps } from "../../../src/trace/derive/linePath.js";
import { occurrences } from "../../../src/trace/derive/occurrences.js";
import { Replay } from "../../../src/trace/derive/Replay.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { CORPUS } from "./corpus.js";
import { CPYTHONS, ONE } from "./engines.js";
import { plainRun, plainText } from "./plainRun.js";
import { programsOf } from "./publishedPrograms.js";

afterAll(() => closePool());

/** Line events of the functions of a trace, as `oracle.py` lists them, and for each the last line of its statement. */
function lineEvents(t: Trace): { name: string; line: number; last: number }[] {
  const all = occurrences(t);
  const { sites, functions } = t.tables;
  return lineSteps(t).flatMap(index => {
    const site = sites[all.site[index]];
    const { name, kind } = functions[site.function];
    const { endLine } = t.programs[site.program].nodes[site.node];
    return kind === "module" || kind === "init" ? [] : [{ name, line: site.line, last: endLine }];
  });
}

/** What `settrace` tells beyond the statements: lines within a statement, clauses looked at, ends of `with`. */
const MORE = new Set([
  "functions.py",
  "generators.py",
  "matching.py",
  "tasks.py",
  "traceback_lines.py",
  "callbacks.py",
]);

describe("a traced program does what it does untraced", () => {
  for (const [file, source] of CORPUS) {
    // The depth at which Python gives up, and how tracebacks look up the source of other programs, are not compared.
    if (file === "functions.py" || file === "traceback_lines.py") continue;
    test(`${file} prints, ends and leaves the same`, async () => {
      const plain = await plainRun(source, "", ONE);
      const made = await trace(source, { file: "x.py", python: ONE });
      const replay = new Replay(made).seek(made.columns.rows);
      expect(plain.failed).toBeNull();
      expect(made.footer.outcome.kind).toBe("return");
      expect(replay.output("stdout")).toBe(plain.printed.stdout);
      expect(replay.output("stderr")).toBe(plain.printed.stderr);
      const found: Record<string, string> = {};
      for (const { name, value } of replay.bindings(0)) {
        const text = plainText(value);
        if (text !== undefined && name in plain.values) found[name] = text;
      }
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map(name => [name, plain.values[name]])));
    }, 60_000);

    if (MORE.has(file) || !CPYTHONS.includes(ONE)) continue;
    test(`${file}: the lines of functions are those of settrace on CPython 3.11`, async () => {
      const plain = await plainRun(source, "", ONE);
      const made = await trace(source, { file: "x.py", python: ONE });
      const classes = new Set(made.tables.functions.filter(f => f.kind === "init").map(f => f.name));
      expect(lineEvents(made).map(({ name, line }) => [name, line])).toEqual(
        plain.lines.filter(([name]) => !classes.has(name)),
      );
    }, 60_000);
  }
});

describe("published programs", () => {
  test("CRUXEval: value, and the lines settrace gives, of every 25th item", async context => {
    const items = programsOf("cruxeval", context).filter((_, i) => i % 25 === 0);
    for (const { id, source, call } of items) {
      const plain = await plainRun(source, call, ONE);
      const made = await trace(source, { file: "x.py", call, python: ONE });
      const { outcome } = made.footer;
      expect(outcome.kind, id).toBe("return");
      const value = new Replay(made).seek(outcome.kind === "return" ? outcome.row : 0).rowValue();
      const text = plainText(value);
      if (text !== undefined && plain.value !== null) expect(text, id).toBe(plain.value);
      const mine = lineEvents(made);
      // Lines within a statement that began above are no lines of their own.
      const spans = mine.filter(({ line, last }) => last > line && last - line < 8);
      const inside = ([name, line]: readonly [string, number]): boolean =>
        spans.some(s => s.name === name && s.line < line && line <= s.last) &&
        !mine.some(s => s.name === name && s.line === line);
      const oneLine = spans.length === 0;
      const wanted = plain.lines.filter(event => !inside(event));
      if (oneLine)
        expect(
          mine.map(({ name, line }) => [name, line]),
          id,
        ).toEqual(wanted);
    }
  }, 120_000);
});
