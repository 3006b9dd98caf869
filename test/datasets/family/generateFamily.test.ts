import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HELD_OUT, heldOut } from "../../../src/datasets/family/compositions.js";
import { drawFamilyProgram } from "../../../src/datasets/family/drawFamilyProgram.js";
import { FAMILY_BOUNDS, FAMILY_SPLITS, type FamilySplit } from "../../../src/datasets/family/FamilySplit.js";
import { type FamilyProgram, generateFamily } from "../../../src/datasets/family/generateFamily.js";
import { skeleton } from "../../../src/datasets/generate/skeleton.js";
import { splitOf } from "../../../src/datasets/generate/split.js";
import type { Program } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { DIALECT_VALUES, SLOTS } from "../../../src/questions/dialect/TraceRow.js";
import { closePool } from "../../../src/trace/trace.js";

const made = new Map<FamilySplit, FamilyProgram[]>();

beforeAll(async () => {
  for (const split of FAMILY_SPLITS) {
    const list: FamilyProgram[] = [];
    await generateFamily({ seed: 3, n: split === "train" ? 24 : 10, split }, program => list.push(program));
    made.set(split, list);
  }
}, 300_000);
afterAll(closePool);

const each = (run: (program: FamilyProgram, split: FamilySplit) => void): void => {
  for (const [split, list] of made) for (const program of list) run(program, split);
};

/** Held-out compositions in a program, read from its syntax, not from how it was drawn. */
function compositions({ nodes, source }: Program): string[] {
  const found = new Set<string>();
  for (const node of nodes) {
    if (node.type !== "ExpressionStatement") continue;
    const text = source.slice(node.start, node.end);
    const swapped = /^\[([^\]]*)\]/.exec(text)?.[1].split(",").length;
    const kind = /m\[/.test(text) ? "lookup" : swapped === 3 ? "rotation" : swapped === 2 ? "swap" : "copy";
    const around: ("for" | "while" | "then" | "else")[] = [];
    for (let at = node; at.parent >= 0; at = nodes[at.parent]) {
      const parent = nodes[at.parent];
      if (parent.type === "ForStatement") around.unshift("for");
      if (parent.type === "WhileStatement") around.unshift("while");
      if (parent.type === "IfStatement") around.unshift(at.field === "alternate" ? "else" : "then");
    }
    const composition = heldOut(around, kind);
    if (composition !== undefined) found.add(composition.join(" "));
  }
  return [...found];
}

/** Nesting of branches and loops, from the indentation of the source. */
function depth(source: string): number {
  return Math.max(...source.split("\n").map(line => /^ */.exec(line)![0].length / 2)) - 1;
}

describe("programs of the family", () => {
  it("have skeletons of their own, those of test never among those of train", () => {
    const hashes = new Set<string>();
    each((program, split) => {
      expect(skeleton(program.program)).toBe(program.skeleton);
      expect(hashes.has(program.skeleton), program.program.source).toBe(false);
      hashes.add(program.skeleton);
      if (split === "train" || split === "test") expect(splitOf(program.skeleton)).toBe(split);
    });
  });

  it("keep to the bounds of their split in lines, rows and depth", () => {
    each(({ program, calls }, split) => {
      const bounds = FAMILY_BOUNDS[split];
      const lines = program.source.trimEnd().split("\n").length;
      expect(lines, program.source).toBeGreaterThanOrEqual(bounds.lines[0]);
      expect(lines, program.source).toBeLessThanOrEqual(bounds.lines[1]);
      expect(depth(program.source), program.source).toBeGreaterThanOrEqual(bounds.depth[0]);
      expect(depth(program.source), program.source).toBeLessThanOrEqual(bounds.depth[1]);
      for (const { rows } of calls) {
        expect(rows.rows.length).toBeGreaterThanOrEqual(bounds.rows[0]);
        expect(rows.rows.length).toBeLessThanOrEqual(bounds.rows[1]);
      }
    });
  });

  it("have at most four variables, each value one of the dialect", () => {
    each(({ calls }) => {
      for (const { rows } of calls) {
        expect(rows.slots).toHaveLength(SLOTS);
        expect(DIALECT_VALUES.has(rows.result)).toBe(true);
        for (const { values } of rows.rows)
          for (const value of values) expect(value === "." || DIALECT_VALUES.has(value)).toBe(true);
      }
    });
  });

  it("have held-out compositions in the split unseen, each time, and nowhere else", () => {
    each(({ program }, split) => {
      if (split === "unseen") expect(compositions(program), program.source).not.toEqual([]);
      else expect(compositions(program), program.source).toEqual([]);
    });
    // They take turns.
    let drawn = 0;
    for (let i = 0; i < 30; i++) {
      const source = drawFamilyProgram(5, i, "unseen")?.source;
      if (source === undefined) continue;
      drawn++;
      expect(compositions(parse(source)), source).toContain(HELD_OUT[i % HELD_OUT.length].join(" "));
    }
    expect(drawn).toBeGreaterThan(24);
  });

  it("use every construct of the family, and give many different outputs", () => {
    const text = Array.from({ length: 300 }, (_, i) => drawFamilyProgram(5, i, "train")?.source ?? "").join(
      "",
    );
    for (const part of [
      "for (",
      "while (",
      "if (",
      "else {",
      "m[",
      "+= 1",
      "-= 1",
      '"n"',
      '"lo"',
      "===",
      "!==",
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/\[\w, \w\] = \[/);
    expect(text).toMatch(/\[\w, \w, \w\] = \[/);
    const results = made.get("train")!.flatMap(({ calls }) => calls.map(({ rows }) => rows.result));
    expect(new Set(results).size).toBeGreaterThanOrEqual(12);
  });
});

describe("generateFamily", () => {
  it("gives the same programs and calls whatever the concurrency, and goes on where it is told to", async () => {
    const texts = async (options: { concurrency: number; from?: number; n: number; seen?: Set<string> }) => {
      const list: string[] = [];
      await generateFamily({ seed: 3, split: "train", ...options }, ({ program, calls, candidate }) =>
        list.push(`${candidate} ${program.source} ${calls.map(({ call }) => call)}`),
      );
      return list;
    };
    const first = await texts({ concurrency: 1, n: 6 });
    expect(await texts({ concurrency: 3, n: 6 })).toEqual(first);
    const begun = made.get("train")!;
    const seen = new Set(begun.slice(0, 3).map(program => program.skeleton));
    expect(await texts({ concurrency: 2, n: 3, from: begun[2].candidate + 1, seen })).toEqual(first.slice(3));
  });

  it("refuses options out of range by name", async () => {
    const wrong = [{ seed: -1 }, { n: 0 }, { calls: 5 }, { from: 0.5 }, { split: "all" as FamilySplit }];
    for (const options of wrong) {
      const run = generateFamily({ seed: 1, n: 1, split: "train", ...options }, () => {});
      await expect(run).rejects.toThrow(SourceError);
      await expect(run).rejects.toThrow(Object.keys(options)[0]);
    }
  });
});
