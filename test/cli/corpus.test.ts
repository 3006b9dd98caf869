import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dialectTokenizer } from "../../src/questions/dialect/dialectTokenizer.js";
import { folder, tracebook } from "./tracebook.js";

const small = ["corpus", "--seed", "2", "--n", "3", "--calls", "1"];

describe("tracebook corpus", () => {
  it("writes the same documents each time, counts them, and leaves no part", async () => {
    const home = folder();
    const [a, b] = [join(home, "a.jsonl"), join(home, "b.jsonl")];
    const first = await tracebook([...small, "--out", a, "--json"]);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: "" });
    const said = JSON.parse(first.stdout);
    const documents = readFileSync(a, "utf8")
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line));
    expect(said).toMatchObject({ seed: 2, n: 3, split: "train", kind: "trace", calls: 1, programs: 3 });
    expect(said.documents).toBe(documents.length);
    expect(said.tokens).toBe(documents.reduce((sum, { tokens }) => sum + tokens, 0));
    const second = await tracebook([...small, "--out", b]);
    expect(second.stdout).toContain(`${documents.length} documents of 3 programs`);
    expect(readFileSync(b, "utf8")).toBe(readFileSync(a, "utf8"));
    expect(existsSync(`${b}.part`) || existsSync(`${b}.part.programs`)).toBe(false);
  });

  it("writes the tokenizer alone", async () => {
    const home = join(folder(), "made/here");
    const { code, stdout } = await tracebook(["corpus", "--tokenizer", home]);
    expect(code).toBe(0);
    expect(stdout).toContain("tokenizer.json");
    expect(readFileSync(join(home, "tokenizer.json"), "utf8")).toBe(dialectTokenizer());
    expect(JSON.parse(readFileSync(join(home, "tokenizer_config.json"), "utf8")).bos_token).toBe("<bos>");
  });

  it.each([
    [["--seed", "2", "--n", "3"], "--out"],
    [["--out", "x", "--n", "3"], "--seed"],
    [["--out", "x", "--seed", "3"], "--n"],
    [["--out", "x", "--seed", "3", "--n", "1", "--calls", "5"], "--calls"],
    [["--out", "there", "--seed", "3", "--n", "1"], "is there already"],
    [["--out", "x", "--seed", "3", "--n", "1", "--split", "all"], "--split"],
  ])("names what is wrong with %j before any work", async (args, words) => {
    const home = folder();
    writeFileSync(join(home, "there"), "");
    const { code, stderr } = await tracebook(["corpus", ...args], { cwd: home });
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(existsSync(join(home, "x.part"))).toBe(false);
  });
});
