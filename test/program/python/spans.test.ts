import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "../../../src/program/parse.js";
import { nodeOfSpan } from "../../../src/program/python/nodeOfSpan.js";
import { DATA } from "../published.js";
import { gapsOf, pythonWithSpans, spansOf } from "./spansOf.js";

const python = pythonWithSpans();

/** Checks sources against CPython's ast; returns how many spans were compared and how often each gap occurred. */
function compare(path: string, sources: readonly string[]): { spans: number; gaps: Record<string, number> } {
  let spans = 0;
  const gaps: Record<string, number> = {};
  spansOf(path, sources).forEach((found, i) => {
    expect(found, sources[i].slice(0, 200)).not.toBeNull();
    const program = parse(sources[i], { file: `${i}.py` });
    spans += found!.length;
    for (const { span, gap } of gapsOf(program, found!)) {
      expect(gap, `${JSON.stringify(span)} of source ${i}`).toBeDefined();
      gaps[gap!] = (gaps[gap!] ?? 0) + 1;
    }
    // Every statement leads to a node on its own line whose text begins as the statement does.
    for (const [kind, start, end] of found!) {
      const node = program.nodes[nodeOfSpan(program, start, end)];
      if (kind !== "Constant" && kind !== "Tuple" && kind !== "JoinedStr")
        expect(node.byteStart, `${kind} ${start}`).toBeLessThanOrEqual(start);
      expect(node.byteEnd).toBeGreaterThan(start);
      expect(node.type).not.toBe("block");
    }
  });
  return { spans, gaps };
}

describe.skipIf(python.path === undefined)(
  "spans of every statement and expression are those of CPython's ast",
  () => {
    const rows = (file: string): Record<string, unknown>[] => {
      try {
        return readFileSync(join(DATA, file), "utf8")
          .trim()
          .split("\n")
          .map(row => JSON.parse(row));
      } catch {
        return [];
      }
    };

    test("in the programs of CRUXEval", context => {
      const sources = rows("cruxeval/cruxeval.jsonl").map(row => row.code as string);
      if (sources.length === 0) context.skip(`no published data at ${DATA}`);
      expect(sources.length).toBe(800);
      const { spans, gaps } = compare(python.path!, sources);
      expect(spans).toBeGreaterThan(19_000);
      expect(gaps.xor).toBeUndefined();
    });

    test("in files of Python's own library", () => {
      const { stdout } = spawnSync(python.path!, ["-c", "import json; print(json.__file__)"], {
        encoding: "utf8",
      });
      const library = dirname(dirname(stdout.trim()));
      const files = ["difflib.py", "heapq.py", "typing.py"];
      const json = readdirSync(join(library, "json")).filter(name => name.endsWith(".py"));
      const { spans } = compare(
        python.path!,
        [...files, ...json.map(name => join("json", name))].map(file =>
          readFileSync(join(library, file), "utf8"),
        ),
      );
      expect(spans).toBeGreaterThan(15_000);
    });

    test("in a program of every construct", () => {
      const { spans, gaps } = compare(python.path!, [
        readFileSync("test/program/python/constructs.py", "utf8"),
      ]);
      expect(spans).toBeGreaterThan(300);
      expect(gaps).toMatchObject({ elif: 2, xor: 1 });
    });
  },
);
