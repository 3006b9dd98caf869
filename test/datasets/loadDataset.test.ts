import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadDataset } from "../../src/datasets/loadDataset.js";
import { datasets, packagedFolder } from "../../src/datasets/packaged.js";
import { datasetFiles, saveFolder } from "../../src/datasets/saveDataset.js";
import { SourceError } from "../../src/program/SourceError.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-datasets-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(resolve(path, ".."), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

/** The message of the SourceError, with the temporary folder shown as `<dir>`. */
function complaint(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return (error as Error).message.replaceAll(folder, "<dir>");
  }
  throw new Error("nothing was thrown");
}

describe("packaged data sets", () => {
  it("are listed by name and load by name", () => {
    expect(datasets()).toEqual(expect.arrayContaining(["tracebook-js", "tracebook-py", "twins"]));
    const set = loadDataset("tracebook-js");
    expect(set).toMatchObject({ schema: "tracebook/dataset@1", name: "tracebook-js" });
    expect(set.licence).toEqual({ code: "Apache-2.0", data: "CC0-1.0" });
    expect(set.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(set.programs[0].path).toBe(join(packagedFolder(), "tracebook-js", set.programs[0].file));
  });

  it("give the programs of one language, by option or behind the name", () => {
    const all = loadDataset("twins");
    for (const language of ["python", "javascript", "typescript"] as const) {
      const one = loadDataset("twins", { language });
      expect(one.programs).toEqual(all.programs.filter(p => p.language === language));
      expect(one.programs).toHaveLength(all.programs.length / 3);
      expect(one.name).toBe(`twins:${language}`);
      expect(loadDataset(one.name)).toEqual(one);
      expect(loadDataset(`${join(packagedFolder(), "twins")}:${language}`)).toEqual(one);
    }
    expect(loadDataset("tracebook-py:python")).toEqual(loadDataset("tracebook-py"));
    expect(complaint(() => loadDataset("tracebook-py:javascript"))).toBe(
      "tracebook-py: the data set holds no program in javascript",
    );
    expect(complaint(() => loadDataset("twins:python", { language: "typescript" }))).toBe(
      "twins:python: the data set holds no program in typescript",
    );
  });

  it("come back as they are from files that were saved, twins and all", () => {
    const { name, version, title, licence, programs } = loadDataset("twins");
    const copy = join(folder, "copy");
    saveFolder(copy, datasetFiles({ name, version, title, licence }, programs), () => false);
    const again = loadDataset(copy);
    expect(again.sha256).toBe(loadDataset("twins").sha256);
    expect(again.programs.map(p => p.twin)).toEqual(programs.map(p => p.twin));
  });

  it("load the same twice, by name and by path", () => {
    const byName = loadDataset("tracebook-js");
    expect(loadDataset("tracebook-js")).toEqual(byName);
    expect(loadDataset(join(packagedFolder(), "tracebook-js"))).toEqual(byName);
  });

  it("carry the files that a program imports, through a cycle, or requires", () => {
    const { programs } = loadDataset("tracebook-js");
    const files = (id: string): string[] => programs.find(p => p.id === id)!.siblings.map(s => s.file);
    expect(files("classes/team")).toEqual(["classes/team/coach.mjs", "classes/team/player.mjs"]);
    expect(files("async/kitchen")).toEqual(["async/kitchen/menu.cjs", "async/kitchen/stove.cjs"]);
    expect(programs.filter(p => p.siblings.length > 0)).toHaveLength(2);
  });

  it("are found from the bundle in dist, wherever the process runs", async () => {
    const root = resolve(packagedFolder(), "..");
    const place = join(folder, "elsewhere", "node_modules", "tracebook");
    mkdirSync(join(place, "dist"), { recursive: true });
    writeFileSync(join(place, "package.json"), '{"name":"tracebook"}');
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
    symlinkSync(join(root, "datasets"), join(place, "datasets"));
    await build({
      entryPoints: [join(root, "src/datasets/loadDataset.ts")],
      outfile: join(place, "dist/index.cjs"),
      bundle: true,
      platform: "node",
      format: "cjs",
      packages: "external",
      define: { "import.meta.url": "undefined" },
      logLevel: "error",
    });
    const script = `console.log(require(${JSON.stringify(join(place, "dist/index.cjs"))}).loadDataset("tracebook-js").sha256)`;
    const printed = execFileSync(process.execPath, ["-e", script], { cwd: tmpdir(), encoding: "utf8" });
    expect(printed.trim()).toBe(loadDataset("tracebook-js").sha256);
  });
});

describe("rows of a .jsonl file", () => {
  it("give programs in row order, with call, calls or input", () => {
    const path = put(
      "mine.jsonl",
      '{"code":"const f = x => x","call":"f(1)"}\n\n' +
        '{"id":7,"code":"let f = (a, b) => a","input":"1, [2]","language":"typescript","family":"odd"}\n' +
        '{"id":"z","code":"function f() {}","input":"","file":"z.mjs","cluster":"c","extra":[1]}\n' +
        '{"code":"x = 1","calls":["x","x + 1"],"file":"x.ts"}',
    );
    const set = loadDataset(path);
    expect(set).toMatchObject({ name: "mine", version: "0", licence: { code: "unknown", data: "unknown" } });
    expect(set.programs.map(p => [p.id, p.file, p.language, p.family, p.cluster, p.calls])).toEqual([
      ["row-1", "mine/row-1.js", "javascript", "mine", "row-1", ["f(1)"]],
      ["7", "mine/7.ts", "typescript", "odd", "7", ["f(1, [2])"]],
      ["z", "z.mjs", "javascript", "mine", "c", ["f()"]],
      ["row-5", "x.ts", "typescript", "mine", "row-5", ["x", "x + 1"]],
    ]);
  });

  it.each([
    ['{"call":"f(1)"}', ':1: field "code" is missing in {"call":"f(1)"}'],
    ['{"code":"x","call":5}', ':1: field "call" must be text that is not blank, got 5'],
    ['{"code":"x"}', ':1: field "call" (or "calls" or "input") is missing in {"code":"x"}'],
    ['{"code":"x","calls":[]}', ':1: field "calls" must hold at least 1, got []'],
    ['{"code":"x","calls":["f()"," "]}', ':1: field "calls[1]" must be text that is not blank, got " "'],
    ['{"code":"x","call":"f()","input":"1"}', ":1: fields call and input exclude each other"],
    ['{"code":"x","input":[1]}', ':1: field "input" must be text, got [1]'],
    [
      '{"code":"x","call":"y","language":"cobol"}',
      ':1: field "language" must be one of javascript, typescript, python, got "cobol"',
    ],
    ['{"id":1.5,"code":"x","call":"y"}', ':1: field "id" must be text or a whole number, got 1.5'],
    ['{"code":"x","call":"y"}\n{"code":', ':2: not JSON: "{\\"code\\":"'],
    ["[1]", ":1: expected an object with named fields, got [1]"],
    [
      '{"id":"a","code":"x","call":"y"}\n\n{"id":"a","code":"x","call":"y"}',
      ':3: field "id" "a" was used before, in row 1',
    ],
    ["\n", ": the data set holds no program"],
  ])("%s is refused", (rows, message) => {
    const path = put("bad.jsonl", rows);
    expect(complaint(() => loadDataset(path))).toBe(`<dir>/bad.jsonl${message}`);
  });
});

describe("a folder with index.json", () => {
  const program = { file: "a.js", calls: ["f()"] };

  it("needs no more than files and calls", () => {
    put("own/a.js", 'import { g } from "./sub/b.js";\nexport const f = () => g();');
    put("own/sub/b.js", 'export * from "../a.js"; export const g = () => "./sub/c.js";');
    const path = resolve(put("own/index.json", [program]), "..");
    const set = loadDataset(path);
    expect(set.name).toBe("own");
    expect(set.programs[0]).toMatchObject({ id: "a", family: "all", cluster: "a", title: "a", tags: [] });
    expect(set.programs[0].siblings.map(s => s.file)).toEqual(["sub/b.js"]);
  });

  it("has a hash over sources, calls and siblings", () => {
    const hash = (source: string, calls: string[], sibling = ""): string => {
      put("hashed/a.js", source);
      put("hashed/b.js", sibling);
      return loadDataset(resolve(put("hashed/index.json", [{ file: "a.js", calls }]), "..")).sha256;
    };
    const source = 'require("./b.js")';
    const hashes = [
      hash(source, ["f()"]),
      hash(`${source};`, ["f()"]),
      hash(source, ["f(1)"]),
      hash(source, ["f()"], "1"),
    ];
    expect(new Set(hashes).size).toBe(4);
    expect(hash(source, ["f()"])).toBe(hashes[0]);
  });

  it.each([
    [
      { schema: "tracebook/dataset@2", programs: [] },
      'field "schema" must be "tracebook/dataset@1", got "tracebook/dataset@2"',
    ],
    [{ name: "x" }, 'field "programs" is missing'],
    [{ programs: 3 }, 'field "programs" must be a list, got 3'],
    [[], "the data set holds no program"],
    [[program, { file: "a.js" }], 'programs[1]: field "calls" is missing in {"file":"a.js"}'],
    [[program, program], 'programs[1]: field "id" "a" was used before, in programs[0]'],
    [
      [{ file: "gone.js", calls: ["f()"] }],
      'programs[0]: field "file" names a file that is not there: "gone.js"',
    ],
    [
      [{ file: "../a.js", calls: ["f()"] }],
      'programs[0]: field "file" must lie inside the data set, got "../a.js"',
    ],
    ["{", 'not JSON: "{"'],
  ])("%j is refused", (index, message) => {
    put("bad/a.js", "");
    const path = resolve(put("bad/index.json", index), "..");
    expect(complaint(() => loadDataset(path))).toBe(`<dir>/bad/index.json: ${message}`);
  });

  it("is refused when a program imports a file that is not there or lies outside", () => {
    const path = resolve(put("imports/index.json", [program]), "..");
    put("imports/a.js", '"use strict";\nconst x = require("./gone.js");');
    expect(complaint(() => loadDataset(path))).toBe('a.js:2:19: imported file "./gone.js" is not there');
    put("imports/a.js", 'import "../own/a.js";');
    expect(complaint(() => loadDataset(path))).toBe(
      'a.js:1:8: imported file "../own/a.js" lies outside the data set',
    );
  });
});

describe("a single source file", () => {
  it("is a data set of one program with the calls given", () => {
    const path = put("single.ts", "const f = (x: number): number => x;");
    const { name, programs } = loadDataset(path, { calls: ["f(1)", "f(2)"] });
    expect(name).toBe("single");
    expect(programs).toMatchObject([
      { id: "single", file: "single.ts", language: "typescript", calls: ["f(1)", "f(2)"], path },
    ]);
  });

  it("may be in Python", () => {
    const path = put("small.py", 'import json\n\n\ndef f(x):\n    return json.loads("./a")\n');
    expect(loadDataset(path, { calls: ["f(1)"] }).programs).toMatchObject([
      { id: "small", file: "small.py", language: "python", calls: ["f(1)"], siblings: [] },
    ]);
  });

  it("needs a call, and only it takes one", () => {
    const path = put("single.js", "1");
    expect(complaint(() => loadDataset(path))).toBe(
      "<dir>/single.js: a single source file needs the call to make on it (--call EXPR)",
    );
    expect(complaint(() => loadDataset(path, { calls: ["f()", " "] }))).toBe(
      '<dir>/single.js: call 2 is blank: " "',
    );
    expect(complaint(() => loadDataset("tracebook-js", { calls: ["f()"] }))).toMatch(
      /^tracebook-js: calls can be given/,
    );
  });

  it("of another kind, or none at all, is refused with the names there are", () => {
    expect(complaint(() => loadDataset(put("notes.txt", "x")))).toBe(
      "<dir>/notes.txt: expected a folder with index.json, a .jsonl file, or a .js, .ts or .py file",
    );
    expect(complaint(() => loadDataset("no-such-set"))).toMatch(
      /^no-such-set: no data set of this name .*tracebook-js/,
    );
    expect(complaint(() => loadDataset(folder))).toBe("<dir>: the folder has no index.json");
  });
});
