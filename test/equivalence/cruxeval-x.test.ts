import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { closePool, trace } from "../../src/trace/trace.js";

afterAll(() => closePool());

// Licensed data that is never part of this repository.
const data = process.env.TRACEBOOK_DATA ?? join(import.meta.dirname, "../../../shared/data");
const folder = join(data, "cruxeval-x");
const present = existsSync(join(folder, "js.jsonl"));
if (!present) console.log(`cruxeval-x.test.ts: skipped, no data at ${folder} (set TRACEBOOK_DATA)`);

const sets = [
  { language: "javascript", file: "js.jsonl", count: 743 },
  { language: "typescript", file: "ts.jsonl", count: 726 },
] as const;

describe.skipIf(!present)("the programs of CRUXEval-X check themselves and pass when traced", () => {
  test.each(sets)(
    "$file: all $count",
    async ({ language, file, count }) => {
      const rows: { id: number; code: string }[] = readFileSync(join(folder, file), "utf8")
        .split("\n")
        .filter(line => line !== "")
        .map(line => JSON.parse(line));
      expect(rows).toHaveLength(count);
      const failed: string[] = [];
      const one = async ({ id, code }: (typeof rows)[number]): Promise<void> => {
        const t = await trace(code, { language, sourceType: "commonjs", file: `${id}.${file.slice(0, 2)}` });
        const { outcome } = t.footer;
        if (outcome.kind !== "return") failed.push(`${id}: ${JSON.stringify(outcome)}`);
        // A program that never ran its check would pass too.
        else if (!t.programs[0].source.includes("assert") || t.footer.steps < 3)
          failed.push(`${id}: no check ran`);
      };
      const waiting = [...rows];
      const worker = async (): Promise<void> => {
        for (let row = waiting.shift(); row; row = waiting.shift()) await one(row);
      };
      await Promise.all([worker(), worker()]);
      expect(failed).toEqual([]);
    },
    300_000,
  );
});
