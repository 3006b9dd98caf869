import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeSaelens } from "../../src/lens/dictionary/formats/saelens/writeSaelens.js";
import { randomSae } from "../lens/features/dictionaries.js";
import { tracebook } from "./tracebook.js";

const LLAMA = `local:${join(import.meta.dirname, "../lens/goldens/llama")}`;
const FEATURES = 12;

let cwd: string;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "tracebook-features-"));
  await writeSaelens(randomSae("blocks.1.hook_mlp_out", FEATURES, 16), join(cwd, "sae"));
  writeFileSync(join(cwd, "add.js"), "const f = (a, b) => a + b;\n");
  const rows = ["a + 1", "a - 2", "a * 3", "-a", "a || 4", "a ? 5 : 6"].map((body, i) =>
    JSON.stringify({ id: `p${i}`, code: `const f = a => {\n  return ${body};\n};\n`, calls: ["f(2)"] }),
  );
  writeFileSync(join(cwd, "set.jsonl"), `${rows.join("\n")}\n`);
});
afterAll(() => rmSync(cwd, { recursive: true }));

const MODEL = ["--model", LLAMA, "--dictionary", "sae"];
const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await tracebook(["features", ...args], { cwd });
  expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
  return stdout;
};
const refused = async (...args: string[]) => {
  const { code, stderr } = await tracebook(["features", ...args], { cwd });
  expect(code).not.toBe(0);
  return stderr;
};

describe("tracebook features, one program", () => {
  it("measures the dictionary on the weights and shows what fires on each line", async () => {
    const text = await run("add.js", ...MODEL);
    expect(text).toMatch(
      /^blocks\.1\.hook_mlp_out: FVU \d+\.\d{4}, L0 \d+\.\d, \d+ of 12 fire on 2[78] tokens/,
    );
    expect(text).toMatch(/L1 #\d+/);
    expect(text).toMatch(/add\.js: 2[78] tokens, 1 line, 0 steps; \d+ features of .* fire here/);
  }, 60_000);

  it("takes a call, and writes the page with the trace viewer in it", async () => {
    const {
      code,
      stdout: out,
      stderr,
    } = await tracebook(["features", "add.js", "--call", "f(2, 3)", ...MODEL, "--out", "page.html"], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("the model reads the source alone");
    expect(out.trimEnd().split("\n").at(-1)).toBe("page.html");
    const page = readFileSync(join(cwd, "page.html"), "utf8");
    expect(page).toContain(`class="tbfs`);
    expect(page).not.toContain(cwd);
  }, 60_000);
});

describe("tracebook features, a data set", () => {
  it("keeps the index and uses it again, and lists units", async () => {
    const first = await run("set.jsonl", ...MODEL, "--index", "i");
    expect(first).toMatch(/^6 texts, \d+ tokens of set/);
    expect(first).toMatch(/12 units: \d+ never fire here/);
    const built = readFileSync(join(cwd, "i"));
    expect(await run("set.jsonl", ...MODEL, "--index", "i")).toBe(first);
    expect(readFileSync(join(cwd, "i")).equals(built)).toBe(true);
    expect(await refused("set.jsonl", ...MODEL, "--limit", "3", "--index", "i")).toContain(
      "is of other texts (data set, --limit, --calls)",
    );
    await writeSaelens(randomSae("blocks.1.hook_mlp_out", 2 * FEATURES, 16), join(cwd, "wider"));
    expect(await refused("set.jsonl", "--model", LLAMA, "--dictionary", "wider", "--index", "i")).toContain(
      "is of other dictionaries (--dictionary, --layers)",
    );
  }, 120_000);

  it("searches by pattern and by labels, beside what the token says", async () => {
    expect(await run("set.jsonl", ...MODEL, "--find", "(;)")).toMatch(/what the token says/);
    const json = JSON.parse(
      await run("set.jsonl", ...MODEL, "--where", '{"label":"category","is":"punctuation"}', "--json"),
    );
    expect(json).toMatchObject({ query: { label: "category", is: "punctuation" }, admissible: "read-out" });
    expect(json.tests).toBeGreaterThan(0);
  }, 120_000);

  it("draws the page of a feature, and says which there are", async () => {
    await run("set.jsonl", ...MODEL, "--feature", "1:3", "--out", "f.html");
    expect(readFileSync(join(cwd, "f.html"), "utf8")).toContain("return");
    expect(await refused("set.jsonl", ...MODEL, "--feature", "1:12")).toContain("units 0 to 11; got 12");
    expect(await refused("set.jsonl", ...MODEL, "--feature", "0:1")).toContain("units from L1 #0 on");
  }, 120_000);

  it("says what is lost with the dictionary in the model's place", async () => {
    const text = await run("set.jsonl", ...MODEL, "--faithful");
    expect(text).toMatch(/CE recovered against zero -?\d+\.\d{4} ± /);
    expect(text).toMatch(/against the mean -?\d+\.\d{4}/);
  }, 120_000);
});

describe("tracebook features refuses before any work", () => {
  it.each([
    [["add.js", ...MODEL, "--find", "x"], /--find: is for a data set/],
    [["set.jsonl", ...MODEL, "--call", "f(1)"], /--call: is for one source file/],
    [["set.jsonl", ...MODEL, "--find", "("], /--find: Invalid regular expression/],
    [["set.jsonl", ...MODEL, "--where", "{"], /--where: is no JSON/],
    [["add.js", ...MODEL, "--top", "3"], /--top: is for a data set/],
    [["set.jsonl", ...MODEL, "--faithful", "--index", "i"], /--index: is of what is asked of firings/],
    [["set.jsonl", ...MODEL, "--feature", "1:2", "--top", "3"], /--top: is of tables/],
    [["set.jsonl", ...MODEL, "--admissible", "read-out"], /--admissible: is of --find and --where/],
    [
      ["set.jsonl", ...MODEL, "--where", '{"label":"type","is":"x"}'],
      /--where: the corpus has no label "type"; it has/,
    ],
    [["set.jsonl", ...MODEL, "--find", "nowhere"], /--find: on fold 0 it holds for 0 of \d+ read-out tokens/],
    [["set.jsonl", ...MODEL, "--find", "x", "--faithful"], /is one question and --find another/],
    [["add.js", "--model", LLAMA], /--dictionary: is missing: local:.* comes without any; name the path of/],
    [["add.js", "--model", LLAMA, "--dictionary", "nothing"], /nothing: no such file or folder/],
    [["add.js", "--model", "baseline:oracle", "--dictionary", "sae"], /does not let its inside be read/],
  ] as const)(
    "%#",
    async (args, said) => {
      expect(await refused(...args)).toMatch(said);
    },
    60_000,
  );
});
