import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Dataset, DatasetProgram } from "../../../src/datasets/Dataset.js";
import { generatePrograms } from "../../../src/datasets/generate/generatePrograms.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { MUTANT_KINDS, MUTANT_REFUSALS, type MutantKind } from "../../../src/datasets/mutate/Mutant.js";
import { mutate } from "../../../src/datasets/mutate/mutate.js";
import { type MutantSet, mutantCounts, mutateDataset } from "../../../src/datasets/mutate/mutateDataset.js";
import { packagedFolder } from "../../../src/datasets/packaged.js";
import { parse } from "../../../src/program/parse.js";
import { stripTypes } from "../../../src/program/strip.js";
import { closePool } from "../../../src/trace/trace.js";
import { folder, tracebook } from "../../cli/tracebook.js";
import { type Observed, observe } from "../oracle/oracle.js";

afterAll(closePool);

/** What plain Node makes of a program; where nodes of the tracer would say the same, an independent answer. */
function plainly({ source, file, siblings, calls }: DatasetProgram): Promise<Observed[]> {
  const plain = (text: string, name: string): string =>
    /\.[mc]?ts$/.test(name) ? stripTypes(text, name) : text;
  const parts = siblings.map(each => ({ file: each.file, source: plain(each.source, each.file) }));
  return observe({ file, source: plain(source, file), siblings: parts }, calls);
}

describe("mutants of generated programs", () => {
  let programs: readonly DatasetProgram[];
  beforeAll(async () => {
    programs = (await generatePrograms({ seed: 31, n: 16 })).programs.map(each => each.program);
  });

  it.each(MUTANT_KINDS)(
    "%s: all agree or have no place for it, and do in plain Node what the original does",
    async kind => {
      let made = 0;
      for (const program of programs) {
        const result = await mutate(program, kind, 4);
        if ("refused" in result) {
          expect(result.refused, program.id).toMatch(/^no /);
          continue;
        }
        made++;
        expect(result).toMatchObject({ of: program.id, kind, seed: 4 });
        expect(result.program).toMatchObject({
          family: program.family,
          cluster: program.cluster,
          calls: program.calls,
        });
        expect(result.program.source).not.toBe(program.source);
        expect(await plainly(result.program), program.id).toEqual(await plainly(program));
      }
      expect(made).toBeGreaterThanOrEqual(
        kind === "reorder" ? 3 : kind === "loop-form" ? 9 : programs.length,
      );
    },
    120_000,
  );

  it("are refused for an unknown kind or seed", async () => {
    await expect(mutate(programs[0], "shuffle" as MutantKind, 1)).rejects.toThrow(
      'kind: expected one of rename, reorder, loop-form, dead-code, misleading-comments, all, got "shuffle"',
    );
    await expect(mutate(programs[0], "rename", 0.5)).rejects.toThrow(
      "seed: expected a whole number from 0, got 0.5",
    );
  });

  it("are refused where the engine's own message holds a name that changed", async () => {
    const source = "function f(kinds, word) {\n  return new kinds[word]();\n}\n";
    const program: DatasetProgram = {
      ...programs[0],
      language: "javascript",
      source,
      calls: ["f({}, 'x')"],
      file: "f.js",
    };
    const result = await mutate(program, "rename", 1);
    expect(result).toMatchObject({ refused: "other outcome" });
    expect((result as { detail: string }).detail).toContain("kinds[word] is not a constructor");
  });
});

describe("mutants of tracebook-js", () => {
  const dataset: Dataset = loadDataset("tracebook-js");
  let set: MutantSet;
  beforeAll(async () => {
    set = await mutateDataset(dataset, { kinds: MUTANT_KINDS, seed: 3 });
  }, 600_000);

  it("are made of every program by every kind, or refused for a reason of the list", () => {
    expect(set.mutants.length + set.refused.length).toBe(dataset.programs.length * MUTANT_KINDS.length);
    for (const { refused } of set.refused) expect(MUTANT_REFUSALS).toContain(refused);
    for (const count of mutantCounts(set, MUTANT_KINDS)) console.log(JSON.stringify(count));
  });

  it("differ from their originals only where there is a place, or where the engine names a variable", () => {
    const differing = set.refused.filter(({ refused }) => !refused.startsWith("no "));
    // Messages such as `x is not a function` are the only thing a renaming shows.
    expect(
      differing
        .map(({ of, kind, detail }) => `${kind} ${of}: ${detail}`)
        .filter(line => !/ is not a |before initiali/.test(line)),
    ).toEqual([]);
    const made = new Map(mutantCounts(set, MUTANT_KINDS).map(count => [count.kind, count.made]));
    const all = dataset.programs.length;
    expect(made.get("rename")).toBeGreaterThan(all * 0.95);
    expect(made.get("dead-code")).toBe(all);
    expect(made.get("misleading-comments")).toBe(all);
    expect(made.get("reorder")).toBeGreaterThan(all * 0.25);
    expect(made.get("loop-form")).toBeGreaterThan(all * 0.35);
  });

  it("can be read, keep family and cluster, and map every statement that is run", () => {
    const originals = new Map(dataset.programs.map(program => [program.id, program]));
    for (const { program, of, mapping } of set.mutants) {
      const original = originals.get(of)!;
      expect(program).toMatchObject({
        family: original.family,
        cluster: original.cluster,
        calls: original.calls,
      });
      const nodes = parse(original.source, { file: original.file }).nodes;
      expect(mapping.nodes).toHaveLength(nodes.length);
      const size = parse(program.source, { file: program.file }).nodes.length;
      expect(
        mapping.nodes.every(id => id >= -1 && id < size),
        program.id,
      ).toBe(true);
    }
  });

  it("do in plain Node what is expected of their originals", async () => {
    const file = join(packagedFolder(), "tracebook-js", "expected.json");
    const expected = JSON.parse(readFileSync(file, "utf8")) as Record<string, Observed[]>;
    for (const { program, of } of set.mutants.filter(({ kind }, i) => kind === "all" && i % 4 === 0)) {
      // Inspected values show class names, which may be new.
      const shown = ({ call, outcome, literal, output }: Observed): unknown => ({
        call,
        outcome,
        literal,
        output,
      });
      expect((await plainly(program)).map(shown), program.id).toEqual(expected[of].map(shown));
    }
  }, 120_000);
});

describe("tracebook questions mutate", () => {
  it("writes a data set with the maps, the same bytes for the same seed", async () => {
    const place = folder();
    const file = join(place, "all.jsonl");
    const out = join(place, "mutants");
    const again = join(place, "again");
    const source = "function f(a) {\n  let b = 1;\n  let c = 2;\n  while (a > b) b += c;\n  return b;\n}\n";
    const { writeFileSync } = await import("node:fs");
    writeFileSync(file, `${JSON.stringify({ id: "one", code: source, calls: ["f(3)", "f(8)"] })}\n`);
    const ended = await tracebook([
      "questions",
      "mutate",
      file,
      "--kinds",
      "rename,loop-form",
      "--seed",
      "2",
      "--out",
      out,
    ]);
    expect(ended.stderr).toBe("");
    expect(ended.stdout).toMatch(/2 mutants of 1 programs\nrename +1 made\nloop-form +1 made\n$/);
    expect(loadDataset(out).programs.map(({ id, cluster }) => [id, cluster])).toEqual([
      ["rename/one", "one"],
      ["loop-form/one", "one"],
    ]);
    const records = JSON.parse(readFileSync(join(out, "mutants.json"), "utf8"));
    expect(records.mutants["rename/one"]).toMatchObject({ of: "one", kind: "rename", seed: 2 });
    await tracebook([
      "questions",
      "mutate",
      file,
      "--kinds",
      "loop-form,rename",
      "--seed",
      "2",
      "--out",
      again,
    ]);
    for (const name of ["index.json", "mutants.json", "loop-form/all/one.js"]) {
      expect(readFileSync(join(again, name), "utf8")).toBe(readFileSync(join(out, name), "utf8"));
    }
    mkdirSync(join(place, "mine"));
    writeFileSync(join(place, "mine", "notes"), "");
    const refused = await tracebook(["questions", "mutate", file, "--out", join(place, "mine")]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect((await tracebook(["questions", "mutate", "nothing"])).code).toBe(2);
    expect((await tracebook(["questions", "mutate", file, "--kinds", "bogus"])).stderr).toContain(
      'got "bogus"',
    );
  });
});
