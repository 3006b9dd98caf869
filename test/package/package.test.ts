import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const require = createRequire(import.meta.url);

/** Runs a script under this Node and returns what it printed. */
function node(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe("the package", () => {
  it("gives ESM users the very values of the CommonJS bundle", () => {
    const script = `
      import * as esm from "tracebook";
      import { createRequire } from "node:module";
      const cjs = createRequire(${JSON.stringify(join(root, "package.json"))})("tracebook");
      const names = Object.keys(cjs);
      const same = names.every(name => esm[name] === cjs[name]) && Object.keys(esm).length === names.length;
      console.log(JSON.stringify({ same, count: names.length }));`;
    const { stdout, stderr } = node("--input-type=module", "-e", script);
    expect(stderr).toBe("");
    const { same, count } = JSON.parse(stdout);
    expect(same).toBe(true);
    expect(count).toBe(Object.keys(require(join(root, "dist/index.cjs"))).length);
    expect(count).toBeGreaterThan(40);
  });

  it("loads none of its installed dependencies before they are needed", () => {
    const script = `require("./dist/index.cjs");
      console.log(Object.keys(require.cache).filter(file => file.includes("node_modules")).join("\\n"));`;
    const { stdout, stderr } = node("-e", script);
    expect(stderr).toBe("");
    expect(stdout.trim()).toBe("");
  });

  it("keeps what the bundles inline out of the dependencies, and has a reason for each in the README", () => {
    const bundle = readFileSync(join(root, "dist/index.cjs"), "utf8");
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const installed = { ...manifest.dependencies, ...manifest.optionalDependencies };
    for (const name of Object.keys(installed)) {
      // By its name, or by a file of it.
      const loaded = [`"${name}"`, `"${name}/`, `\`${name}/`].some(words => bundle.includes(words));
      expect(loaded, `${name} is loaded by the bundle`).toBe(true);
    }
    for (const name of Object.keys({ ...installed, ...manifest.devDependencies })) {
      expect(readme.includes(`\`${name}\``), `the README says why ${name} is there`).toBe(true);
    }
    const table = readme.slice(readme.indexOf("### Why each part is there"), readme.indexOf("## Limits"));
    const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) => [
      ...cell.matchAll(/`([^`]+)`/g),
    ]);
    expect(named.length).toBeGreaterThan(20);
    const known = { ...installed, ...manifest.devDependencies, ...manifest.peerDependencies };
    for (const [, name] of named) {
      expect(name in known, `${name} is a part`).toBe(true);
    }
    for (const [, name] of bundle.matchAll(/\brequire\("([^"./][^"]*)"\)/g)) {
      const known = name.startsWith("node:") || require("node:module").builtinModules.includes(name);
      const outside = name in installed || name in manifest.peerDependencies;
      expect(known || outside, `require("${name}")`).toBe(true);
    }
  });

  it("has one version", () => {
    expect(require(join(root, "dist/index.cjs")).version).toBe(manifest.version);
    expect(readFileSync(join(root, "CITATION.cff"), "utf8")).toContain(`\nversion: ${manifest.version}\n`);
    expect(readFileSync(join(root, "CHANGELOG.md"), "utf8")).toContain(`\n## ${manifest.version}`);
  });

  it("packs what it needs and nothing else", () => {
    const { stdout } = spawnSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: root,
      encoding: "utf8",
    });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const paths = files.map(file => file.path);
    for (const needed of [
      "LICENSE",
      "README.md",
      "dist/THIRD-PARTY-LICENSES.txt",
      "dist/chart.umd.min.js",
      "dist/cli.cjs",
      "dist/index.cjs",
      "dist/index.d.ts",
      "dist/index.mjs",
      "dist/kernel.cjs",
      "dist/sandbox.cjs",
      "datasets/tracebook-js/index.json",
      "fonts/DejaVuSans.ttf",
      "fonts/LICENSE",
      "models/embedded/model.safetensors",
      "models/embedded/tokenizer.json",
      "models/embedded/transcoders/config.yaml",
      "models/embedded-codebook-attn-mlp/codebooks.safetensors",
      "models/embedded-codebook-mlp/codebooks.safetensors",
      "models/embedded-direct/model.safetensors",
      "models/embedded-random/model.safetensors",
      "schemas/question.v1.json",
    ]) {
      expect(paths).toContain(needed);
    }
    const strange =
      /^(?!dist\/|datasets\/|fonts\/|models\/|schemas\/|LICENSE$|README\.md$|CHANGELOG\.md$|package\.json$)|\.part$/;
    expect(paths.filter(path => strange.test(path))).toEqual([]);
  });

  it("has a command with a shebang that may be executed", () => {
    const path = join(root, manifest.bin.tracebook);
    expect(readFileSync(path, "utf8").startsWith("#!/usr/bin/env node\n")).toBe(true);
    expect(statSync(path).mode & 0o111).toBe(0o111);
  });

  it("shows its types to a notebook cell under TypeScript 5.0.4", () => {
    const { status, stdout } = node("scripts/check-types-504.mjs");
    expect(stdout).toMatch(/^TypeScript 5\.0\.4, \d+ public values: no faults\n$/);
    expect(status).toBe(0);
  });

  it("exposes no type of another package", () => {
    const types = readFileSync(join(root, "dist/index.d.ts"), "utf8");
    // Examples in comments may import what they like.
    expect(types).not.toMatch(/^(?! *\*).*\bfrom ["'](?!\.)/m);
    expect(types).not.toMatch(/\bimport\(/);
    expect(types).not.toMatch(/reference types/);
    expect(types).not.toMatch(/:\s*any\b/);
  });
});
