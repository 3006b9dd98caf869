import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { version } from "../../src/program/version.js";
import { filesIn, folder, tracebook } from "./tracebook.js";

const COMMANDS = ["demo", "trace", "questions", "ask", "score", "compare", "corpus", "doctor"];
/** Commands of commands. */
const NESTED = [
  ["kernel", "install"],
  ["kernel", "uninstall"],
  ["kernel", "status"],
  ["notebook", "run"],
  ["datasets", "list"],
  ["datasets", "fetch"],
  ["truth", "reval"],
  ["truth", "coconut"],
];

describe("tracebook", () => {
  it("lists its commands and exit codes with --help", async () => {
    const { code, stdout, stderr } = await tracebook(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
    expect(stdout).toContain("Exit codes: 0 done, 1 failed, 2 bad input, 130");
  });

  it("prints its version", async () => {
    expect(await tracebook(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([...COMMANDS.map(command => [command]), ...NESTED])(
    "%s %s --help shows options and examples",
    async (...words) => {
      const { code, stdout, stderr } = await tracebook([...words, "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toContain("--json");
      expect(stdout).toMatch(/Examples:\n {2}tracebook /);
    },
  );

  it.each([
    [["tarce", "x.js"], "unknown command 'tarce' (Did you mean trace?)"],
    [["trace"], "missing required argument 'file'"],
    [["trace", "x.js", "--cal", "f()"], "unknown option '--cal' (Did you mean --call?)"],
    [["trace", "x.js", "--max-steps", "many"], '--max-steps: expected a whole number from 1, got "many"'],
    [["trace", "x.js", "--timeout", "0"], '--timeout: expected a whole number from 1, got "0"'],
    [
      ["trace", "x.js", "--format", "xml"],
      '--format: expected one of text, jsonl, html, trace, parquet, json, got "xml"',
    ],
    [
      ["trace", "x.js", "--out", "x.doc"],
      '--out: the extension must be one of .trace .jsonl .html .parquet .txt .json, or give --format; got "x.doc"',
    ],
    [
      ["trace", "x.js", "--format", "parquet"],
      "--format: parquet is not text: say where to write it with --out",
    ],
    [
      ["trace", "x.js", "--language", "cobol"],
      '--language: expected one of javascript, typescript, python, got "cobol"',
    ],
    [["trace", "missing.js"], "missing.js: cannot be read: ENOENT"],
    [["ask"], "missing required argument 'dataset'"],
    [
      ["ask", "tracebook-js", "--model", "baseline:oracle", "--shard", "4/4"],
      '--shard: expected i/n with i from 0 to n - 1 (or 3,7,12-15/n, or all), got "4/4"',
    ],
    [
      ["ask", "tracebook-js", "--model", "baseline:oracle", "--order", "last"],
      '--order: expected one of code-first, call-first, got "last"',
    ],
    [
      ["ask", "tracebook-js", "--model", "baseline:oracle", "--style", "poem"],
      '--style: expected one of direct, cot, got "poem"',
    ],
    [
      ["ask", "tracebook-js", "--model", "baseline:oracle", "--tasks", "output,guess"],
      '--tasks: expected one of output, input, coverage, path, state, lines, definition, branch, iterations, alias, got "guess"',
    ],
    [
      ["questions", "tracebook-js", "--tasks", ""],
      '--tasks: expected some of output, input, coverage, path, state, lines, definition, branch, iterations, alias, got ""',
    ],
  ])("refuses %j in one line with exit code 2", async (args, message) => {
    const cwd = folder();
    const { code, stdout, stderr } = await tracebook(args, { cwd });
    expect(stderr).toBe(`tracebook: ${message}\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(filesIn(cwd)).toEqual([]);
  });

  it("prints no colour and no progress when nobody looks at a terminal", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "add.js"), "function add(a, b) {\n  return a + b;\n}\n");
    const { stdout, stderr } = await tracebook(["trace", "add.js", "--call", "add(1, 2)"], { cwd });
    expect(stderr).toBe("");
    expect(stdout).not.toContain("\u001b");
  });
});
