import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "../../src/program/parse.js";

const folder: string = fileURLToPath(new URL("../corpus/", import.meta.url));
const expected = JSON.parse(readFileSync(`${folder}expected.json`, "utf8")) as Record<string, string>;
/** Modules that others import; they are no programs of their own. */
const parts = new Set(["module-live-bindings-b.mjs", "module-live-bindings-c.mjs"]);

describe("corpus of tracer pitfalls", () => {
  const files = readdirSync(folder).filter(file => /\.m?js$/.test(file));

  it("has the committed output of every program", () => {
    expect(Object.keys(expected)).toEqual(files.filter(file => !parts.has(file)).sort());
  });

  it.each(files.filter(file => !parts.has(file)))("%s prints under plain Node what is committed", file => {
    const output = execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
    expect(output).toBe(expected[file]);
    expect(output.length).toBeGreaterThan(20);
  });

  it.each(files)("%s parses", file => {
    const source = readFileSync(folder + file, "utf8");
    const sourceType = file.endsWith(".mjs") ? "module" : "commonjs";
    expect(parse(source, { file, language: "javascript", sourceType }).nodes.length).toBeGreaterThan(50);
  });
});
