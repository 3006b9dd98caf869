import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findTslab } from "../../../src/notebook/client/findTslab.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-find-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a package called tslab into a folder and returns its place. */
function install(...parts: string[]): string {
  const place = join(folder, ...parts, "node_modules/tslab");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "package.json"), '{"name":"tslab"}');
  return place;
}

describe("findTslab", () => {
  it("takes the nearest upwards, before the one that is named", () => {
    const outer = install();
    const inner = install("a");
    mkdirSync(join(folder, "a/b/node_modules/tslab"), { recursive: true });
    vi.stubEnv("TRACEBOOK_TSLAB", install("named"));
    expect(findTslab(join(folder, "a/b"))).toBe(inner);
    expect(findTslab(join(folder, "c"))).toBe(outer);
  });

  it("takes the one that TRACEBOOK_TSLAB names: its own folder, or one that has it", () => {
    const place = install("named");
    vi.stubEnv("TRACEBOOK_TSLAB", place);
    expect(findTslab(join(folder, "elsewhere"))).toBe(place);
    vi.stubEnv("TRACEBOOK_TSLAB", join(folder, "named"));
    expect(findTslab(join(folder, "elsewhere"))).toBe(place);
  });

  it("refuses a TRACEBOOK_TSLAB without tslab, naming the folder", () => {
    vi.stubEnv("TRACEBOOK_TSLAB", join(folder, "nothing"));
    expect(() => findTslab(folder)).toThrow(`TRACEBOOK_TSLAB: no tslab in ${join(folder, "nothing")}`);
  });
});
