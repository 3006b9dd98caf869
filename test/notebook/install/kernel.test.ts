import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "../../../src/notebook/client/KernelClient.js";
import type { KernelSpec } from "../../../src/notebook/install/kernelSpec.js";
import { tracebook } from "../../cli/tracebook.js";
import { TSLAB, withoutTslab } from "../client/tslab.js";
import { emptyFolder, printed } from "../kernel/cells.js";

/** Jupyter's own Python here; undefined where Debian's is missing. */
const PYTHON = "/usr/bin/python3";

function specOf(folder: string): KernelSpec {
  return JSON.parse(readFileSync(join(folder, "kernel.json"), "utf8")) as KernelSpec;
}

describe.skipIf(withoutTslab())("tracebook kernel", () => {
  let prefix: string;
  beforeAll(() => {
    prefix = emptyFolder();
  });
  const kernels = (): string[] =>
    ["tracebook", "tracebook-js"].map(name => join(prefix, "share/jupyter/kernels", name));

  it("installs both kernels into a fresh prefix and says what Jupyter needs to find them", async () => {
    const { code, stdout } = await tracebook(["kernel", "install", "--prefix", prefix]);
    expect(code).toBe(0);
    for (const folder of kernels()) {
      expect(stdout).toContain(`installed ${folder}`);
      expect(specOf(folder).argv.at(-1)).toBe("{connection_file}");
      expect(specOf(folder).env.TRACEBOOK_TSLAB).toBe(TSLAB);
      expect(readFileSync(join(folder, "logo-svg.svg"), "utf8")).toMatch(/^<svg .*<\/svg>\n$/);
    }
    expect(stdout).toMatch(/set JUPYTER_PATH=.*share\/jupyter|no Python with Jupyter/);
  });

  it("installs kernels that start from any folder and import tracebook there", async () => {
    const [{ argv, env }] = kernels().map(specOf);
    const kernel = await KernelClient.start(argv, { cwd: emptyFolder(), env, tslab: TSLAB });
    try {
      const answer = await kernel.execute('import { version } from "tracebook";\nconsole.log(version)');
      expect(printed(answer)).toMatch(/^\d+\.\d+\.\d+\n$/);
    } finally {
      await kernel.shutdown();
    }
  });

  it("reports what keeps an installed kernel from starting, and exits with 1", async () => {
    const good = await tracebook(["kernel", "status", "--prefix", prefix]);
    expect(good.code).toBe(0);
    const broken = emptyFolder();
    const [folder] = kernels();
    const copy = join(broken, "share/jupyter/kernels/tracebook");
    mkdirSync(copy, { recursive: true });
    const spec = { ...specOf(folder), argv: ["/gone/node", "/gone/kernel.cjs", "{connection_file}"] };
    writeFileSync(join(copy, "kernel.json"), JSON.stringify(spec));
    const bad = await tracebook(["kernel", "status", "--prefix", broken]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain("its Node is gone: /gone/node");
    expect(bad.stderr).toMatch(/not installed: tracebook/);
    const { stdout } = await tracebook(["kernel", "status", "--prefix", broken, "--json"]);
    expect(JSON.parse(stdout).kernels[0]).toMatchObject({ name: "tracebook", faults: { length: 2 } });
  });

  it("removes what it installed and nothing else", async () => {
    const foreign = join(emptyFolder(), "share/jupyter/kernels/tracebook");
    mkdirSync(foreign, { recursive: true });
    writeFileSync(join(foreign, "kernel.json"), "{}");
    const refused = await tracebook([
      "kernel",
      "uninstall",
      "--prefix",
      dirname(dirname(dirname(dirname(foreign)))),
    ]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("was not written by Tracebook");
    expect(existsSync(join(foreign, "kernel.json"))).toBe(true);
    const removed = await tracebook(["kernel", "uninstall", "--prefix", prefix, "--json"]);
    expect(JSON.parse(removed.stdout)).toEqual({ removed: kernels() });
    for (const folder of kernels()) expect(existsSync(folder)).toBe(false);
    expect((await tracebook(["kernel", "uninstall", "--prefix", prefix])).stdout).toBe("nothing to remove\n");
  });

  it("puts kernels where the user's Jupyter looks when no place is given", async () => {
    const data = emptyFolder();
    const env = { JUPYTER_DATA_DIR: data };
    const { stdout } = await tracebook(["kernel", "install", "--json"], { env });
    expect(JSON.parse(stdout).folders).toEqual(
      ["tracebook", "tracebook-js"].map(name => join(data, "kernels", name)),
    );
    if (existsSync(PYTHON)) expect(JSON.parse(stdout).visible).toBe(true);
    expect((await tracebook(["kernel", "status"], { env })).code).toBe(0);
    rmSync(data, { recursive: true });
  });

  it("says clearly that no Python has Jupyter, and installs all the same", async () => {
    const path = emptyFolder();
    // A Python that is first on PATH and has no Jupyter, as pyenv's often has none.
    writeFileSync(join(path, "python3"), "#!/bin/sh\necho \"No module named 'jupyter_core'\" >&2\nexit 1\n", {
      mode: 0o755,
    });
    const env = {
      PATH: [path, "/nowhere"].join(delimiter),
      JUPYTER_DATA_DIR: emptyFolder(),
      VIRTUAL_ENV: "",
      CONDA_PREFIX: "",
    };
    const { code, stdout } = await tracebook(["kernel", "install", "--python", join(path, "python3")], {
      env,
    });
    expect(code).toBe(2);
    expect(stdout).toBe("");
    const named = await tracebook(["kernel", "install", "--python", join(path, "gone")], { env });
    expect(named.stderr).toBe(`tracebook: --python: ${join(path, "gone")} is not there\n`);
    const sought = await tracebook(["kernel", "install", "--json"], { env });
    expect(sought.code).toBe(0);
    expect(JSON.parse(sought.stdout).rejected[0]).toEqual({
      python: join(path, "python3"),
      reason: "has no Jupyter",
    });
  });

  it.each(["{}", "null", "[]", "{", '{"metadata":{"tracebook":{"version":"1"}},"argv":"x"}'])(
    "says of a kernel.json that is %s that it is none of ours, and leaves it",
    async text => {
      const broken = emptyFolder();
      const folder = join(broken, "share/jupyter/kernels/tracebook");
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "kernel.json"), text);
      const status = await tracebook(["kernel", "status", "--prefix", broken]);
      expect(status.stdout).toMatch(
        /^bad {2}tracebook .*\n +kernel\.json (cannot be read|was not written|says no command)/,
      );
      const removed = await tracebook(["kernel", "uninstall", "--prefix", broken]);
      expect(removed.stderr).toMatch(/^tracebook: \S+kernels\/tracebook: kernel\.json .*: left as it is\n$/);
      expect(readFileSync(join(folder, "kernel.json"), "utf8")).toBe(text);
    },
  );

  it("is not misled by a folder named jupyter on PATH", async () => {
    const path = emptyFolder();
    mkdirSync(join(path, "jupyter"));
    const env = { PATH: [path, process.env.PATH].join(delimiter) };
    const { stdout, stderr } = await tracebook(["kernel", "status", "--prefix", path], { env });
    expect(stderr).not.toContain("EISDIR");
    expect(stdout).not.toBe("");
  });

  it.each(["install", "uninstall", "status"])("refuses bad places in %s", async command => {
    const messageOf = async (...options: string[]): Promise<string> =>
      (await tracebook(["kernel", command, ...options])).stderr;
    expect(await messageOf("--prefix", "x", "--sys-prefix")).toBe(
      "tracebook: --prefix: cannot go with --sys-prefix\n",
    );
    expect(await messageOf("--prefix", "")).toBe("tracebook: --prefix: names no folder\n");
    expect(await messageOf("--python", "/gone/python")).toBe(
      "tracebook: --python: /gone/python is not there\n",
    );
  });
});
