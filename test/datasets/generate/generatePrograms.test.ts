import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindings } from "../../../src/datasets/bindings.js";
import { BOUNDS } from "../../../src/datasets/generate/admit.js";
import { GENERATED_FAMILIES } from "../../../src/datasets/generate/candidate.js";
import { type Generated, generatePrograms } from "../../../src/datasets/generate/generatePrograms.js";
import { skeleton } from "../../../src/datasets/generate/skeleton.js";
import { splitOf } from "../../../src/datasets/generate/split.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { parse } from "../../../src/program/parse.js";
import { SourceError } from "../../../src/program/SourceError.js";
import { stripTypes } from "../../../src/program/strip.js";
import { coveredNodes, OCCURRING } from "../../../src/trace/derive/coverage.js";
import { literal } from "../../../src/trace/derive/literal.js";
import { outcomeValue } from "../../../src/trace/derive/outcomeValue.js";
import { closePool, trace } from "../../../src/trace/trace.js";
import { observe } from "../oracle/oracle.js";

let made: Generated;
beforeAll(async () => {
  made = await generatePrograms({ seed: 21, n: 48 });
}, 120_000);
afterAll(closePool);

const parsed = (source: string, language: "javascript" | "typescript" | "python"): ReturnType<typeof parse> =>
  parse(source, { language });

describe("generated programs", () => {
  it("are as many as asked for, as many of each family, some of them TypeScript", () => {
    expect(made.programs).toHaveLength(48);
    for (const family of GENERATED_FAMILIES) {
      expect(
        made.programs.filter(({ program }) => program.family === family),
        family,
      ).toHaveLength(6);
    }
    const typed = made.programs.filter(({ program }) => program.language === "typescript").length;
    expect(typed).toBeGreaterThan(6);
    expect(typed).toBeLessThan(32);
    const refused = Object.values(made.refused).reduce((sum, count) => sum + count, 0);
    expect(made.tried).toBe(48 + refused);
  });

  it("keep to the bounds of length and use every name they declare", () => {
    for (const { program } of made.programs) {
      const lines = program.source.trimEnd().split("\n").length;
      expect(lines, program.id).toBeGreaterThanOrEqual(BOUNDS.lines[0]);
      expect(lines, program.id).toBeLessThanOrEqual(BOUNDS.lines[1]);
      const entry = program.calls[0].slice(0, program.calls[0].indexOf("("));
      const unused = bindings(parsed(program.source, program.language)).variables.filter(
        ({ references, name }) => references.length === 0 && name !== entry,
      );
      expect(
        unused.map(({ name }) => name),
        program.id,
      ).toEqual([]);
    }
  });

  it("do in plain Node what the tracer says: short results, three of four calls differ, all of the code runs", async () => {
    for (const { program } of made.programs) {
      const { source, language, calls, file } = program;
      expect(new Set(calls).size, program.id).toBe(4);
      const plain = language === "typescript" ? stripTypes(source, file) : source;
      const seen = await observe({ file, source: plain, siblings: [] }, calls);
      const reached = new Set<number>();
      let wanted: readonly number[] = [];
      for (const [i, call] of calls.entries()) {
        const run = await trace(source, { language, call });
        const { outcome, steps } = run.footer;
        const said =
          outcome.kind === "throw" ? `${outcome.name}: ${outcome.message}` : literal(outcomeValue(run)!);
        expect(said, `${program.id} ${call}`).toBe(
          outcome.kind === "throw" ? seen[i].value : seen[i].literal,
        );
        expect(said!.length).toBeLessThanOrEqual(BOUNDS.result);
        expect(steps).toBeLessThanOrEqual(BOUNDS.steps[1]);
        for (const node of coveredNodes(run)) reached.add(node);
        wanted = run.tables.sites.filter(s => s.program === 0 && OCCURRING.has(s.kind)).map(s => s.node);
      }
      expect(new Set(seen.map(row => row.value)).size, program.id).toBeGreaterThanOrEqual(3);
      expect(seen.filter(row => row.outcome === "throw").length, program.id).toBeLessThanOrEqual(
        program.family === "exceptions" ? 1 : 0,
      );
      expect(
        wanted.filter(node => !reached.has(node)),
        program.id,
      ).toEqual([]);
    }
  }, 120_000);

  it("in TypeScript pass its strict check", () => {
    const folder = mkdtempSync(join(tmpdir(), "tracebook-generated-"));
    try {
      const files = made.programs
        .filter(({ program }) => program.language === "typescript")
        .map(({ program }) => {
          const path = join(folder, program.file.replace("/", "-"));
          writeFileSync(path, `${program.source}export {};\n`);
          return path;
        });
      const program = ts.createProgram(files, {
        strict: true,
        noEmit: true,
        noImplicitOverride: true,
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2023.d.ts"],
        types: [],
      });
      const found = ts
        .getPreEmitDiagnostics(program)
        .map(each => `${each.file?.fileName}: ${ts.flattenDiagnosticMessageText(each.messageText, " ")}`);
      expect(found).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("do not depend on how many run at a time", async () => {
    const one = await generatePrograms({ seed: 21, n: 10, concurrency: 1 });
    const five = await generatePrograms({ seed: 21, n: 10, concurrency: 5 });
    expect(five).toEqual(one);
    const other = await generatePrograms({ seed: 22, n: 10 });
    expect(other.programs[0].program.source).not.toBe(one.programs[0].program.source);
  }, 120_000);
});

describe("skeletons", () => {
  it("are all different, public, and decide the split: none is in another split or in tracebook-js", async () => {
    const train = await generatePrograms({ seed: 21, n: 24, split: "train" });
    const test = await generatePrograms({ seed: 5, n: 16, split: "test" });
    for (const { programs } of [made, train, test]) {
      const hashes = programs.map(each => each.skeleton);
      expect(new Set(hashes).size).toBe(hashes.length);
      for (const each of programs) {
        expect(each.skeleton).toBe(skeleton(parsed(each.program.source, each.program.language)));
        expect(each.split).toBe(splitOf(each.skeleton));
      }
    }
    expect(train.programs.every(each => each.split === "train")).toBe(true);
    expect(test.programs.every(each => each.split === "test")).toBe(true);
    const trained = new Set(train.programs.map(each => each.skeleton));
    expect(test.programs.filter(each => trained.has(each.skeleton))).toEqual([]);
    const ours = new Set(
      loadDataset("tracebook-js").programs.map(({ source, file }) => skeleton(parse(source, { file }))),
    );
    expect(
      [...made.programs, ...train.programs, ...test.programs].filter(each => ours.has(each.skeleton)),
    ).toEqual([]);
  }, 120_000);
});

describe("bad options and an end on request", () => {
  it.each([
    [{ seed: -1, n: 1 }, "seed: expected a whole number from 0, got -1"],
    [{ seed: 1.5, n: 1 }, "seed: expected a whole number from 0, got 1.5"],
    [{ seed: 1, n: 0 }, "n: expected a whole number from 1, got 0"],
    [{ seed: 1, n: 1, split: "dev" as "all" }, 'split: expected one of train, test, all, got "dev"'],
  ])("%j is refused", async (options, message) => {
    const failed = await generatePrograms(options).catch(error => error);
    expect(failed).toBeInstanceOf(SourceError);
    expect((failed as Error).message).toBe(message);
  });

  it("a signal ends the work with its reason", async () => {
    const stop = new AbortController();
    const going = generatePrograms({
      seed: 1,
      n: 500,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error("enough")),
    });
    await expect(going).rejects.toThrow("enough");
  });
});
