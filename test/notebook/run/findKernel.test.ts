import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { faultLine } from "../../../src/notebook/run/faultLine.js";
import { findKernel } from "../../../src/notebook/run/findKernel.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tracebook-kernels-"));
  vi.stubEnv("JUPYTER_PATH", `${folder}/first:${folder}/second`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function install(data: string, name: string, spec: string): void {
  mkdirSync(join(folder, data, "kernels", name), { recursive: true });
  writeFileSync(join(folder, data, "kernels", name, "kernel.json"), spec);
}

describe("the command of a kernel", () => {
  it("is this package's own for tracebook and tracebook-js", () => {
    expect(findKernel("tracebook", "x.ipynb", folder).argv).toEqual([
      process.execPath,
      expect.stringMatching(/dist\/kernel\.cjs$/),
      "{connection_file}",
    ]);
    expect(findKernel("tracebook-js", "x.ipynb", folder).argv.slice(2)).toEqual([
      "--js",
      "{connection_file}",
    ]);
  });

  it("comes from the first kernel spec in Jupyter's folders", () => {
    vi.stubEnv("TRACEBOOK_TEST_HOME", "/home/x");
    install("second", "mine", '{"argv":["no"]}');
    install(
      "first",
      "mine",
      `{"argv":["run","{resource_dir}/k","{connection_file}"],"env":{"A":"\${TRACEBOOK_TEST_HOME}/b"},"interrupt_mode":"message"}`,
    );
    expect(findKernel("mine", "x.ipynb", folder)).toEqual({
      name: "mine",
      argv: ["run", `${folder}/first/kernels/mine/k`, "{connection_file}"],
      env: { A: "/home/x/b" },
      interruptMode: "message",
    });
  });

  it("that nobody knows is refused with those there are", () => {
    install("second", "mine", '{"argv":["no"]}');
    expect(() => findKernel("yours", "x.ipynb", folder)).toThrow(
      /^x\.ipynb: no kernel "yours": there are tracebook, tracebook-js, tslab, jslab, mine.*; --kernel names another$/,
    );
    expect(() => findKernel("../kernels/mine", "x.ipynb", folder)).toThrow("no kernel");
  });

  it("with a broken kernel spec is refused, naming the file", () => {
    install("first", "mine", "{");
    expect(() => findKernel("mine", "x.ipynb", folder)).toThrow(
      `${folder}/first/kernels/mine/kernel.json: not JSON`,
    );
    install("first", "mine", '{"argv":"run"}');
    expect(() => findKernel("mine", "x.ipynb", folder)).toThrow("argv is no list of texts");
  });
});

describe("the line of a cell that an error comes from", () => {
  const line = (count: number, evalue: string, ...traceback: string[]): number | null =>
    faultLine({ output_type: "error", ename: "E", evalue, traceback }, count);

  it.each([
    ["our kernel", ["\u001b[31mE\u001b[39m", "Cell [3], line 12, column 7"], 12],
    ["a frame in another cell first", ["    at f Cell [1]:9:1", "    at Cell [3]:2:7"], 2],
    ["IPython 8", ["Cell \u001b[0;32mIn[3], line 4\u001b[0m\n", "----> 4 x"], 4],
    ["IPython 7", ["<ipython-input-3-abc> in <module>\n      1 a\n----> 2 b\n"], 2],
    ["tslab's compiler", ["5:7 - Type 'number' is not assignable"], 5],
    ["nobody", ["something is wrong"], null],
  ])("is found in the words of %s", (_, traceback, expected) => {
    expect(line(3, "v", ...traceback)).toBe(expected);
  });
});
