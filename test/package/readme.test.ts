import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** scripts/readme.mjs, which makes what the README shows. */
interface Maker {
  exampleOutputs(): string[];
  withOutputs(outputs: readonly string[]): string;
  picture(): Promise<string>;
}
const maker = (await import(pathToFileURL(join(root, "scripts/readme.mjs")).href)) as Maker;

describe("the README (node scripts/readme.mjs writes it anew)", () => {
  it("shows what its examples print", () => {
    const outputs = maker.exampleOutputs();
    expect(outputs.map(text => text.length > 100)).toEqual([true, true]);
    expect(maker.withOutputs(outputs)).toBe(readme);
  });

  it("names only files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(3);
    for (const path of links) expect(() => readFileSync(join(root, path)), path).not.toThrow();
  });

  it("shows a picture that is drawn again to the byte", async () => {
    // Not `toBe` on the texts: a difference of one hash would print both pictures.
    const same = (await maker.picture()) === readFileSync(join(root, "docs/trace.svg"), "utf8");
    expect(same).toBe(true);
  });
});
