import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { constructs } from "../../../src/datasets/constructs.js";
import type { DatasetProgram } from "../../../src/datasets/Dataset.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { packagedFolder } from "../../../src/datasets/packaged.js";
import type { Program } from "../../../src/program/Program.js";
import { parse } from "../../../src/program/parse.js";
import type { Observed } from "../oracle/oracle.js";
import { noPython, observePython } from "../oracle/python.js";
import { alike } from "./alike.js";

// TRACEBOOK_REGENERATE=1 writes expected.json of tracebook-py anew, and the tags of its index and that of the twins.
const folder = join(packagedFolder(), "tracebook-py");
const expectedFile = join(folder, "expected.json");
const regenerate = process.env.TRACEBOOK_REGENERATE === "1";
const set = loadDataset("tracebook-py");
const expected: Record<string, Observed[]> =
  existsSync(expectedFile) && !regenerate ? JSON.parse(readFileSync(expectedFile, "utf8")) : {};

if (noPython !== undefined) console.log(`plain Python is skipped: ${noPython}`);

const families = [...new Set(loadDataset("tracebook-js").programs.map(program => program.family))];

function parsed({ source, file, language }: DatasetProgram): Program {
  return parse(source, { file, language });
}

describe.runIf(regenerate)("regeneration", () => {
  it("writes expected.json and the tags", { timeout: 120_000 }, async () => {
    const rows = await observePython(set.programs);
    const all = Object.fromEntries(set.programs.map(({ id }, i) => [id, rows[i]]));
    writeFileSync(expectedFile, `${JSON.stringify(all, null, 1)}\n`);
    for (const each of [set, loadDataset("twins")]) {
      const indexFile = join(packagedFolder(), each.name, "index.json");
      const index = JSON.parse(readFileSync(indexFile, "utf8"));
      for (const [i, program] of each.programs.entries())
        index.programs[i].tags = constructs(parsed(program));
      // Numbers stand in one line, as `scripts/twins.mjs` writes them too.
      const text = JSON.stringify(index, null, 2).replace(/\[\s+\d[\d,\s]*\]/g, list =>
        list.replace(/\s+/g, ""),
      );
      writeFileSync(indexFile, `${text}\n`);
    }
  });
});

describe.skipIf(regenerate)("Python programs of our own", () => {
  it("are at least 90, in nine families of eight or more, three to six calls each, 8 to 60 lines of 79 columns", () => {
    expect(set.programs.length).toBeGreaterThanOrEqual(90);
    expect([...new Set(set.programs.map(p => p.family))]).toEqual(families);
    for (const family of families) {
      expect(set.programs.filter(p => p.family === family).length, family).toBeGreaterThanOrEqual(8);
    }
    for (const { id, file, family, language, calls, source } of set.programs) {
      expect(language, id).toBe("python");
      expect(calls.length >= 3 && calls.length <= 6, `${id} has ${calls.length} calls`).toBe(true);
      expect(new Set(calls).size, id).toBe(calls.length);
      expect(file, id).toBe(`${id}.py`);
      expect(id.startsWith(`${family}/`), id).toBe(true);
      const lines = source.trimEnd().split("\n");
      expect(lines.length >= 8 && lines.length <= 60, `${id} has ${lines.length} lines`).toBe(true);
      expect(Math.max(...lines.map(line => line.length)), id).toBeLessThanOrEqual(79);
      expect(source, `${id} holds a comment`).not.toMatch(/^\s*#/m);
    }
  });

  it("are listed in order of family and file, with the tags of their syntax", () => {
    const keys = set.programs.map(p => `${families.indexOf(p.family)} ${p.file}`);
    expect(keys).toEqual([...keys].sort());
    for (const program of set.programs) expect(program.tags, program.id).toEqual(constructs(parsed(program)));
  });

  it("differ in structure: no two share half of their runs of 12 syntax nodes, nor one with a twin", () => {
    expect(alike(set.programs, set.programs)).toEqual([]);
    expect(alike(set.programs, loadDataset("twins").programs)).toEqual([]);
  });

  it("import only a little of the standard library", () => {
    const imported = new Set<string>();
    for (const { source } of set.programs) {
      for (const [, name] of source.matchAll(/^\s*(?:import|from) ([\w.]+)/gm)) imported.add(name);
    }
    const known =
      "abc asyncio collections contextlib copy dataclasses enum functools heapq itertools operator";
    expect([...imported].filter(name => !known.split(" ").includes(name))).toEqual([]);
  });

  it("use together the constructs a tracer must handle", () => {
    const used = new Set(set.programs.flatMap(p => p.tags));
    const wanted =
      "annotation assert await break class continue dataclass decorator delete dict elif except extends f-string " +
      "finally for global if import in is iterator lambda match nonlocal property raise rest set slice spread super " +
      "tuple unpacking walrus while with yield|async for|async function|async with|chained comparison|" +
      "compound assignment|conditional|default value|dict comprehension|dunder method|generator expression|" +
      "keyword argument|keyword only|keyword rest|list comprehension|loop else|positional only|raise from|" +
      "set comprehension|try else|yield from";
    const names = wanted.split("|").flatMap((part, i) => (i === 0 ? part.split(" ") : [part]));
    expect(names.filter(name => !used.has(name))).toEqual([]);
  });

  it("have an expected outcome for every call, of which some throw and some print, few the same in one program", () => {
    expect(Object.keys(expected)).toEqual(set.programs.map(p => p.id));
    const rows = Object.values(expected).flat();
    expect(Object.values(expected).map(list => list.map(row => row.call))).toEqual(
      set.programs.map(p => p.calls),
    );
    expect(rows.filter(row => row.outcome === "throw").length).toBeGreaterThan(rows.length / 12);
    expect(rows.filter(row => row.output !== "").length).toBeGreaterThan(40);
    expect(rows.filter(row => row.outcome === "return" && row.literal === undefined).length).toBeLessThan(5);
    for (const [id, list] of Object.entries(expected)) {
      const different = new Set(list.map(row => row.value + row.output)).size;
      expect(different, id).toBeGreaterThan(list.length / 2);
    }
  });

  it.skipIf(noPython !== undefined)("do in plain Python what is expected, in one process", async () => {
    const rows = await observePython(set.programs);
    for (const [i, { id }] of set.programs.entries()) expect(rows[i], id).toEqual(expected[id]);
  });
});
