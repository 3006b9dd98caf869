import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly description: string;
  readonly find: string;
  readonly replace: string;
}

const root = join(import.meta.dirname, "../..");
const mutants: Mutant[] = JSON.parse(readFileSync(join(root, "scripts/mutants/mutants.json"), "utf8"));

test("there are at least fifty seeded defects, in the instrumenter and in the recorder", () => {
  expect(new Set(mutants.map(m => m.id)).size).toBe(mutants.length);
  const inside = (folder: string): number => mutants.filter(m => m.file.startsWith(folder)).length;
  expect(inside("src/trace/javascript/instrument/")).toBeGreaterThanOrEqual(25);
  expect(inside("src/trace/javascript/realm/")).toBeGreaterThanOrEqual(20);
});

test.each(mutants)("$id still applies: its place occurs once", ({ file, find, replace }) => {
  expect(readFileSync(join(root, file), "utf8").split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
});

// All of them: node scripts/mutants/run.mjs
test("three of them are caught, by layers that know no earlier recording", () => {
  const ids = ["declaration-end-dropped", "push-not-logged", "declared-name-lost"];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts/mutants/run.mjs"), "--only", ids.join(","), "--json"],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({ mutants: 3, caught: 3, withoutGoldenAndEvents: 3 });
}, 300_000);
