import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesIn, folder, tracebook } from "./tracebook.js";

const ADD = "function add(a, b) {\n  return a + b;\n}\n";

/** Runs a command in a folder with these files and expects one line, exit code 2 and no new file. */
async function refused(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
): Promise<string> {
  const cwd = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(cwd, name, ".."), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
  const before = filesIn(cwd);
  const { code, stdout, stderr } = await tracebook(args, { cwd });
  expect({ code, stdout, lines: stderr.split("\n").length }, stderr).toEqual({
    code: 2,
    stdout: "",
    lines: 2,
  });
  expect(filesIn(cwd)).toEqual(before);
  return stderr.trimEnd();
}

/** A recorded trace as bytes. */
async function recorded(): Promise<Uint8Array> {
  const cwd = folder();
  writeFileSync(join(cwd, "add.js"), ADD);
  const { code, stderr } = await tracebook(["trace", "add.js", "--call", "add(1, 2)", "--out", "add.trace"], {
    cwd,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return new Uint8Array(readFileSync(join(cwd, "add.trace")));
}

describe("bad input is one clear line, exit code 2 and nothing written", () => {
  it("a syntax error in JavaScript: file, line, column and what stands there", async () => {
    const line = await refused({ "sub/bad.js": "const a = 1;\nconst b = (2;\n" }, [
      "trace",
      "sub/bad.js",
      "--out",
      "bad.html",
    ]);
    expect(line).toMatch(/^tracebook: sub\/bad\.js:2:13: .+/);
  });

  it("a syntax error in TypeScript", async () => {
    const line = await refused({ "bad.ts": "enum Size { S, M }\n" }, ["trace", "bad.ts"]);
    expect(line).toMatch(/^tracebook: bad\.ts:1:1: .*enum/i);
  });

  it("a call that is no expression", async () => {
    const line = await refused({ "add.js": ADD }, ["trace", "add.js", "--call", "add(1,"]);
    expect(line).toMatch(/^tracebook: .*:1:7: .+/);
  });

  it("a call of a function that is not there", async () => {
    const args = ["trace", "add.js", "--call", "add(sub(1, 2), 3)", "--out", "x.trace"];
    expect(await refused({ "add.js": ADD }, args)).toBe("tracebook: --call:1:5: add.js has no sub");
  });

  it("a module that is not beside the program", async () => {
    const line = await refused({ "main.js": 'import { x } from "./x.js";\nx();\n' }, ["trace", "main.js"]);
    expect(line).toMatch(/^tracebook: main\.js:1:\d+: .*x\.js/);
  });

  it("a trace file that is none", async () => {
    const line = await refused({ "no.trace": "hello" }, ["trace", "no.trace"]);
    expect(line).toMatch(/^tracebook: no\.trace.*: .+/);
  });

  it("a truncated trace file: says where it ends", async () => {
    const bytes = await recorded();
    const cut = bytes.subarray(0, Math.floor(bytes.length * 0.6));
    const line = await refused({ "cut.trace": cut }, ["trace", "cut.trace", "--format", "jsonl"]);
    expect(line).toMatch(/^tracebook: cut\.trace.*: .*\d+/);
  });

  it("a trace of another schema version: names both", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "add.js"), ADD);
    await tracebook(["trace", "add.js", "--call", "add(1, 2)", "--out", "add.jsonl"], { cwd });
    const other = readFileSync(join(cwd, "add.jsonl"), "utf8").replace(
      "tracebook/trace@1",
      "tracebook/trace@9",
    );
    const line = await refused({ "other.jsonl": other }, ["trace", "other.jsonl"]);
    expect(line).toMatch(/^tracebook: other\.jsonl:1: .*tracebook\/trace@9.*tracebook\/trace@1/);
  });

  it("a call given for a trace that is recorded already", async () => {
    const line = await refused({ "add.trace": await recorded() }, [
      "trace",
      "add.trace",
      "--call",
      "add(1, 2)",
    ]);
    expect(line).toBe("tracebook: --call: add.trace is recorded already: --call is for programs");
  });

  it("a data set that does not exist", async () => {
    const line = await refused({}, ["questions", "no-such-set"]);
    expect(line).toMatch(/^tracebook: no-such-set: .*tracebook-js/);
  });

  it("a data row without a field: file, row and field", async () => {
    const good = { id: "a", language: "javascript", code: ADD, calls: ["add(1, 2)"] };
    const { calls: _, ...bad } = { ...good, id: "b" };
    const rows = `${JSON.stringify(good)}\n${JSON.stringify(bad)}\n`;
    const line = await refused({ "rows.jsonl": rows }, [
      "questions",
      "rows.jsonl",
      "--out",
      "questions.jsonl",
    ]);
    expect(line).toMatch(/^tracebook: rows\.jsonl:2: .*calls/);
  });

  it("a row of posed questions without a field", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "add.js"), ADD);
    await tracebook(["questions", "add.js", "--call", "add(1, 2)", "--out", "q.jsonl"], { cwd });
    const [header, first] = readFileSync(join(cwd, "q.jsonl"), "utf8").split("\n");
    const { truth: _, ...rest } = JSON.parse(first);
    const text = `${header}\n${JSON.stringify(rest)}\n`;
    const line = await refused({ "q.jsonl": text }, ["ask", "q.jsonl", "--model", "baseline:oracle"]);
    expect(line).toMatch(/^tracebook: q\.jsonl:2: .*truth/);
  });

  it("an unknown model, before anything runs", async () => {
    const line = await refused({}, ["ask", "tracebook-js", "--model", "baseline:guess", "--out", "run"]);
    expect(line).toMatch(/^tracebook: --model: .*"baseline:guess".*baseline:oracle/);
  });

  it("a run folder that is none", async () => {
    const line = await refused({}, ["score", "no-run"]);
    expect(line).toMatch(/^tracebook: no-run\/manifest\.json: .*ENOENT/);
  });

  it("a run with a damaged row: file, row and what stands there", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "add.js"), ADD);
    const asked = ["ask", "add.js", "--call", "add(1, 2)", "--model", "baseline:oracle", "--out", "run"];
    expect((await tracebook(asked, { cwd })).code).toBe(0);
    const answers = readFileSync(join(cwd, "run/answers.jsonl"), "utf8").split("\n");
    answers[1] = "{oops";
    const line = await refused(
      {
        "run/manifest.json": readFileSync(join(cwd, "run/manifest.json")),
        "run/questions.jsonl": readFileSync(join(cwd, "run/questions.jsonl")),
        "run/answers.jsonl": answers.join("\n"),
      },
      ["score", "run"],
    );
    expect(line).toBe("tracebook: run/answers.jsonl:2: not JSON: {oops");
  });

  it("a folder for the demo that holds something else", async () => {
    const line = await refused({ "mine/thesis.txt": "years of work" }, ["demo", "--out", "mine"]);
    expect(line).toBe("tracebook: --out: there is something else in mine: name an empty or new folder");
  });
});
