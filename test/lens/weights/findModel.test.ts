import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findModel } from "../../../src/lens/weights/findModel.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-find-"));
  mkdirSync(join(folder, "tiny"));
  vi.stubEnv("TRACEBOOK_MODELS", folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("findModel", () => {
  it("gives the path of what is there", () => {
    expect(findModel(join(folder, "tiny"))).toBe(join(folder, "tiny"));
    expect(findModel("src")).toBe(join(process.cwd(), "src"));
  });
  it("finds what lies in the folder of models by its name", () => {
    expect(findModel("tiny")).toBe(join(folder, "tiny"));
  });
  it("names both places where there is nothing", () => {
    expect(() => findModel("huge")).toThrow(`huge: no such file or folder, nor ${join(folder, "huge")}`);
    expect(() => findModel(join(folder, "huge"))).toThrow(`${join(folder, "huge")}: no such file or folder`);
  });
});
