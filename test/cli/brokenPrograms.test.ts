import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, tracebook } from "./tracebook.js";

const GOOD = "def f(n):\n    return n + 1\n";

function rows(programs: readonly (readonly [id: string, code: string, call: string])[]): string {
  const path = join(folder(), "rows.jsonl");
  const lines = programs.map(([id, code, call]) =>
    JSON.stringify({ id, code, calls: [call], language: "python" }),
  );
  writeFileSync(path, lines.map(line => `${line}\n`).join(""));
  return path;
}

describe("tracebook questions on programs of which some are broken", () => {
  it("goes on without programs and calls that cannot be read, and names and counts them", async () => {
    const path = rows([
      ["good", GOOD, "f(1)"],
      ["broken", "def f(:", "f(1)"],
      ["call", GOOD, "f("],
      ["system", "import os\ndef f(n):\n    return os.system('true')\n", "f(1)"],
      ["last", GOOD, "f(2)"],
    ]);
    const { code, stdout, stderr } = await tracebook(["questions", path, "--tasks", "output", "--json"]);
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/program 2 \("broken"\) left out: rows\/broken\.py:1:7: \) is missing$/),
      expect.stringMatching(/program 3 \("call"\) left out: <call>:1:1: syntax error/),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ tasks: { output: 3 }, unreadable: 2 });
  }, 60_000);

  it("fails in one line where no program is left, and for the call of a single file", async () => {
    const broken = await tracebook(["questions", rows([["a", "def f(:", "f(1)"]]), "--json"]);
    expect(broken).toMatchObject({ code: 2, stderr: "tracebook: rows/a.py:1:7: ) is missing\n" });
    const single = join(folder(), "x.py");
    writeFileSync(single, GOOD);
    const call = await tracebook(["questions", single, "--call", "f(3)", "--call", "f(", "--json"]);
    expect(call).toMatchObject({ code: 2, stderr: "tracebook: --call:1:1: syntax error at f(\n" });
  }, 60_000);

  it("refuses source that is not UTF-8, and spells control characters out", async () => {
    const source = join(folder(), "x.py");
    writeFileSync(source, Buffer.from("x = 1\ny = '\xff'\n", "latin1"));
    expect(await tracebook(["trace", source])).toMatchObject({
      code: 2,
      stderr: `tracebook: ${source}:2: not UTF-8 text\n`,
    });
    writeFileSync(source, "x = 1\u001b[2J\n");
    const { code, stderr } = await tracebook(["trace", source]);
    expect(code).toBe(2);
    expect(stderr).toContain("\\x1b");
    expect(stderr).not.toContain("\u001b");
  }, 60_000);
});
