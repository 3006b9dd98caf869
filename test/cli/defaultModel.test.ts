import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { tracebook } from "./tracebook.js";

const SOURCE = `function f(a, b) {
  let c = 3;
  if (a > b) {
    c = b;
  }
  return c;
}
`;

describe("commands that no model is named for", () => {
  const cwd = mkdtempSync(join(tmpdir(), "tracebook-default-"));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  writeFileSync(join(cwd, "f.js"), SOURCE);
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await tracebook(args, { cwd });
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: "" });
    return stdout;
  };

  it("ask asks embedded, which writes its trace first", async () => {
    const args = ["ask", "f.js", "--call", "f(7, 2)", "--tasks", "output,state", "--out", "run", "--json"];
    const { model, answered } = JSON.parse(await run(...args));
    expect(model).toBe("embedded");
    expect(answered).toBeGreaterThan(1);
  }, 60_000);

  it("logits scores under embedded", async () => {
    const { data } = JSON.parse(await run("logits", "f.js", "--json"));
    expect(data.models).toHaveLength(1);
    expect(data.models[0].model).toBe("embedded");
    expect(data.models[0].tokens.id.length).toBeGreaterThan(20);
  }, 60_000);

  it("features reads the transcoders of embedded, and the codebooks of its twins", async () => {
    const text = await run("features", "f.js", "--call", "f(7, 2)");
    for (let layer = 0; layer < 5; layer++)
      expect(text).toMatch(new RegExp(`^blocks\\.${layer}\\.mlp\\.hook_out: FVU [\\d.]+, L0 [\\d.]+,`, "m"));
    const codes = await run("features", "f.js", "--call", "f(7, 2)", "--model", "embedded-codebook-mlp");
    expect(codes).toMatch(/L\d code \d+/);
  }, 120_000);

  it("features says that a model comes without dictionaries", async () => {
    const { code, stderr } = await tracebook(["features", "f.js", "--model", "embedded-random"], { cwd });
    expect(stderr).toMatch(/^tracebook: --dictionary: is missing: embedded-random comes without any/);
    expect(code).toBe(2);
  });
});
