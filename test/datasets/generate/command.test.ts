import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { commitment } from "../../../src/datasets/generate/commitment.js";
import { loadDataset } from "../../../src/datasets/loadDataset.js";
import { CLI, filesIn, folder, tracebook } from "../../cli/tracebook.js";

const generate = (...args: string[]): ReturnType<typeof tracebook> =>
  tracebook(["questions", "generate", ...args]);
const contents = (path: string): string =>
  filesIn(path)
    .filter(name => /\.\w+$/.test(name))
    .map(name => `${name}\n${readFileSync(join(path, name), "utf8")}`)
    .join("\n");

describe("tracebook questions generate", () => {
  it("writes a data set that loads and poses questions", async () => {
    const out = join(folder(), "fresh");
    const ended = await generate("--seed", "3", "--n", "4", "--out", out);
    expect(ended.stderr).toBe("");
    expect(ended.stdout).toMatch(
      /4 programs from \d+ candidates, [\d.]+ programs\/s\nleft out: .*\ncommitment: [0-9a-f]{64}\n$/,
    );
    const set = loadDataset(out);
    expect(set.programs).toHaveLength(4);
    const index = JSON.parse(readFileSync(join(out, "index.json"), "utf8"));
    expect(index.generator).toEqual({
      version: "tracebook/generator@1",
      n: 4,
      split: "all",
      commitment: commitment({ seed: 3, n: 4, salt: "" }),
    });
    expect(index.programs[0].skeleton).toMatch(/^[0-9a-f]{64}$/);
    const posed = await tracebook(["questions", out, "--tasks", "output", "--json"]);
    expect(JSON.parse(posed.stdout)).toMatchObject({ programs: 4, questions: 16 });
  });

  it("commits before, and reveals only the seed that was committed to", async () => {
    const out = join(folder(), "fresh");
    const about = ["--n", "3", "--salt", "s", "--out", out];
    const promised = await generate("--seed", "5", ...about, "--commit", "--json");
    const hash = commitment({ seed: 5, n: 3, salt: "s" });
    expect(JSON.parse(promised.stdout)).toMatchObject({ commitment: hash, salt: "s" });
    expect(readdirSync(out)).toEqual(["commitment.json"]);
    expect(readFileSync(join(out, "commitment.json"), "utf8")).not.toMatch(/seed|salt/);

    const other = await generate("--seed", "6", ...about);
    expect(other).toMatchObject({ code: 2, stdout: "" });
    expect(other.stderr).toContain(`but ${hash.slice(0, 16)}… was published`);
    expect(readdirSync(out)).toEqual(["commitment.json"]);

    expect((await generate("--seed", "5", ...about)).code).toBe(0);
    const hidden = readFileSync(join(out, "index.json"), "utf8");
    expect(hidden).toContain(hash);
    expect(JSON.parse(hidden).generator).not.toHaveProperty("seed");

    expect((await generate("--seed", "6", ...about, "--reveal")).code).toBe(2);
    expect(readFileSync(join(out, "index.json"), "utf8")).toBe(hidden);
    expect((await generate("--seed", "5", ...about, "--reveal")).code).toBe(0);
    const shown = JSON.parse(readFileSync(join(out, "index.json"), "utf8"));
    expect(shown.generator).toMatchObject({ commitment: hash, seed: 5, salt: "s" });
    expect(shown.programs).toEqual(JSON.parse(hidden).programs);
  });

  it("makes up a salt for a commitment that has none", async () => {
    const one = JSON.parse((await generate("--seed", "5", "--n", "3", "--commit", "--json")).stdout);
    const two = JSON.parse((await generate("--seed", "5", "--n", "3", "--commit", "--json")).stdout);
    expect(one.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(one.commitment).toBe(commitment({ seed: 5, n: 3, salt: one.salt }));
    expect(two.commitment).not.toBe(one.commitment);
  });

  it("refuses to reveal over programs that were changed", async () => {
    const out = join(folder(), "fresh");
    await generate("--seed", "5", "--n", "2", "--out", out);
    const index = join(out, "index.json");
    writeFileSync(index, readFileSync(index, "utf8").replace('"calls": [', '"calls": ["1 + 1",'));
    const ended = await generate("--seed", "5", "--n", "2", "--out", out, "--reveal");
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("the programs are not those this seed gives");
  });

  it("leaves folders alone that hold something else, and says what is wrong with options", async () => {
    const out = join(folder(), "mine");
    mkdirSync(out);
    writeFileSync(join(out, "notes.txt"), "mine");
    const ended = await generate("--seed", "5", "--n", "2", "--out", out);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain("holds something else");
    expect(readFileSync(join(out, "notes.txt"), "utf8")).toBe("mine");
    expect((await generate("--seed", "x", "--n", "2")).stderr).toBe(
      'tracebook: --seed: expected a whole number from 0, got "x"\n',
    );
    expect((await generate("--seed", "1")).stderr).toContain("--n <n>");
    expect((await generate("--seed", "1", "--n", "1", "--reveal")).stderr).toContain("--out");
    expect((await generate("--seed", "1", "--n", "1", "--reveal", "--commit")).code).toBe(2);
  });

  it("ends on Ctrl-C without leaving anything", async () => {
    const out = join(folder(), "fresh");
    const ended = await tracebook(["questions", "generate", "--seed", "1", "--n", "5000", "--out", out], {
      started: child => setTimeout(() => child.kill("SIGINT"), 1500),
    });
    expect(ended.code).toBe(130);
    expect(filesIn(join(out, ".."))).toEqual([]);
  });

  for (const major of [22, 24]) {
    const node = process.env[`TRACEBOOK_NODE${major}`];
    it.skipIf(withoutNode(major, node))(`gives the same bytes on Node ${major}`, async () => {
      const here = join(folder(), "here");
      const there = join(folder(), "there");
      const about = ["questions", "generate", "--seed", "9", "--n", "16", "--out"];
      if (node === undefined) throw new Error(`TRACEBOOK_NODE${major}: no Node ${major} is named`);
      expect(execFileSync(node, ["--version"], { encoding: "utf8" })).toMatch(`v${major}.`);
      execFileSync(node, [CLI, ...about, there]);
      expect((await tracebook([...about, here])).code).toBe(0);
      expect(contents(there)).toBe(contents(here));
    });
  }
});

/** Whether tests on another Node must be skipped: none is named, and nothing demands it. Prints the reason. */
function withoutNode(major: number, path: string | undefined): boolean {
  if ((path !== undefined && existsSync(path)) || process.env.TRACEBOOK_REQUIRE === "all") return false;
  const prefix = `npm i --no-save --prefix other node@${major}`;
  console.log(
    `skipped: TRACEBOOK_NODE${major} names no Node ${major} (${prefix}: other/node_modules/.bin/node)`,
  );
  return true;
}
