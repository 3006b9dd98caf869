import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

/** Fenced blocks of a language, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , text]) => text);
}

describe("the README", () => {
  it("shows what its ten lines print", () => {
    // The package finds itself by name when the code runs in its folder.
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", blocks("js")[0]], {
      cwd: root,
      encoding: "utf8",
    });
    expect(printed).toBe(blocks("text")[0]);
  });

  it("shows what the command prints for the same program", () => {
    const folder = mkdtempSync(join(tmpdir(), "tracebook-readme-"));
    try {
      const source = /`(function[\s\S]*?)`/.exec(blocks("js")[0])?.[1] ?? "";
      writeFileSync(join(folder, "total.js"), source);
      const [command] = blocks("sh").filter(text => text.includes("tracebook trace"));
      const [, file, call] = /tracebook trace (\S+) --call '([^']+)'/.exec(command) ?? [];
      const args = [join(root, "dist/cli.cjs"), "trace", file, "--call", call];
      const printed = execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      expect(printed).toBe(blocks("text")[1]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("names only files that are there", () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(3);
    for (const path of links) expect(() => readFileSync(join(root, path)), path).not.toThrow();
  });

  it("shows a picture that the script draws again to the byte", () => {
    const folder = mkdtempSync(join(tmpdir(), "tracebook-picture-"));
    try {
      const out = join(folder, "trace.svg");
      execFileSync(process.execPath, [join(root, "scripts/readme-picture.mjs"), out]);
      // Not `toBe` on the texts: a difference of one hash would print both pictures.
      expect(readFileSync(out).equals(readFileSync(join(root, "docs/trace.svg")))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
