import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder, tracebook } from "./tracebook.js";

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly mend?: string;
}

describe("tracebook doctor", () => {
  it("names what is missing and the command that mends it", async () => {
    const empty = folder();
    mkdirSync(join(empty, "bin"));
    const env = {
      PATH: join(empty, "bin"),
      HOME: empty,
      JUPYTER_DATA_DIR: join(empty, "jupyter"),
      VIRTUAL_ENV: "",
    };
    const { code, stdout } = await tracebook(["doctor", "--json"], { env });
    expect(code).toBe(0);
    const sections = JSON.parse(stdout) as Record<string, readonly Finding[]>;
    expect(Object.keys(sections)).toEqual(["node", "sandbox", "notebooks", "optional"]);
    const missing = Object.values(sections)
      .flat()
      .filter(({ ok }) => !ok);
    expect(missing.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["kernel tracebook", "kernel tracebook-js", "Chromium", "Redis", "nbconvert"]),
    );
    for (const { mend, name } of missing) expect(mend, name).toMatch(/^(apt-get|npm|pip|tracebook) /);
    // Needs nothing of the system: its snapshot is made in the cache of this user.
    const sandbox = sections.sandbox.map(({ name, ok }) => [name, ok]);
    expect(sandbox).toContainEqual(["Pyodide", true]);
    expect(sandbox).toContainEqual(["Pyodide snapshot", true]);
    expect(sandbox).toContainEqual(["CPython", false]);
    expect(readdirSync(join(empty, ".cache", "tracebook")).join()).toMatch(
      /^pyodide-0\.29\.5-\w+\.snapshot$/,
    );
    const text = await tracebook(["doctor"], { env });
    expect(text.stdout).toContain("to mend: tracebook kernel install");
    expect(text.stdout).toContain("to mend: apt-get install chromium");
  });

  it("names a variable that leads to no tslab, and not the lack of tslab", async () => {
    const gone = join(folder(), "gone");
    const { stdout } = await tracebook(["doctor"], { cwd: folder(), env: { TRACEBOOK_TSLAB: gone } });
    expect(stdout).toMatch(
      /no {3}tslab +TRACEBOOK_TSLAB: no tslab in .*gone\n +to mend: unset TRACEBOOK_TSLAB/,
    );
  });

  it("finds all that is there", async () => {
    const { stdout } = await tracebook(["doctor", "--json"]);
    const { node, notebooks } = JSON.parse(stdout) as Record<string, readonly Finding[]>;
    expect(node[0]).toMatchObject({ name: "Node", ok: true });
    expect(notebooks.map(({ name }) => name)).toEqual([
      "tslab",
      "Python with Jupyter",
      "kernel tracebook",
      "kernel tracebook-js",
    ]);
  });
});
