import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLI, filesIn, folder, tracebook } from "./tracebook.js";

const SHOP = `class Shop {
  items = [];
  sell(name, price) {
    this.items.push({ name, price });
    return this.items.length;
  }
}
async function day(names) {
  const shop = new Shop();
  for (const name of names) {
    await null;
    console.log("sold", shop.sell(name, 3));
  }
  return shop;
}
`;

/** A folder with shop.js. */
function shop(): string {
  const cwd = folder();
  writeFileSync(join(cwd, "shop.js"), SHOP);
  return cwd;
}

describe("tracebook trace", () => {
  it("prints steps with line, code, what changed, output and outcome", async () => {
    const args = ["trace", "shop.js", "--call", 'day(["tea"])'];
    const { code, stdout, stderr } = await tracebook(args, { cwd: shop() });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toBe('shop.js: day(["tea"])');
    expect(stdout).toMatch(/^ +\d+ +9 +const shop = new Shop\(\); *$/m);
    expect(stdout).toMatch(/^ +\d+ +10 +for \(const name of names\) \{ +yes; name = "tea"$/m);
    expect(stdout).toMatch(/^ +→ sell +this = Shop \{items: \[\]\}; name = "tea"; price = 3$/m);
    expect(stdout).toMatch(
      /^ +\d+ +4 +this\.items\.push\(\{ name, price \}\); +this\.items = \[\{name: "tea", price: 3\}\]$/m,
    );
    expect(stdout).toMatch(/^ +> sold 1$/m);
    expect(stdout).toMatch(/^ +\d+ +11 +await null; +waits for null; goes on with null$/m);
    expect(stdout).toMatch(/the call returned Shop \{items: \[\{name: "tea", price: 3\}\]\}; \d+ steps\n$/);
  });

  it.each(["pyodide", "cpython"])("shows a Python program in Python's forms, on %s", async engine => {
    const cwd = folder();
    const rows = [
      "def f(words, flag=None):",
      "    sizes = {}",
      "    for word in words:",
      "        if word and not flag:",
      "            sizes[word] = (len(word), 1.0)",
      "    return sizes, [w for w in words], flag is None",
    ];
    writeFileSync(join(cwd, "f.py"), `${rows.join("\n")}\n`);
    const args = ["trace", "f.py", "--call", "f(['ab', ''])", "--python", engine];
    const { code, stdout, stderr } = await tracebook(args, { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^ +→ f +words = \['ab', ''\]; flag = None$/m);
    expect(stdout).toMatch(/^ +\d+ +3 +for word in words: +yes; word = 'ab'$/m);
    expect(stdout).toMatch(/^ +\d+ +4 +if word and not flag: +yes$/m);
    expect(stdout).toMatch(/^ +\d+ +4 +if word and not flag: +no$/m);
    expect(stdout).toMatch(/^ +\d+ +3 +for word in words: +no$/m);
    expect(stdout).toMatch(/sizes = \{'ab': \(2, 1\.0\)\}$/m);
    expect(stdout).toMatch(/the call returned \(\{'ab': \(2, 1\.0\)\}, \['ab', ''\], True\); \d+ steps\n$/);
  });

  it("runs TypeScript and files of the same folder", async () => {
    const cwd = folder();
    writeFileSync(
      join(cwd, "main.ts"),
      'import { twice } from "./twice.js";\nexport const f = (n: number): number => twice(n) + 1;\n',
    );
    writeFileSync(join(cwd, "twice.js"), "export const twice = n => n * 2;\n");
    const { code, stdout, stderr } = await tracebook(["trace", "main.ts", "--call", "f(4)"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("twice.js:1");
    expect(stdout).toContain("the call returned 9");
  });

  it("finds the files of a program in another folder", async () => {
    const cwd = shop();
    const sub = await tracebook(["trace", join(cwd, "shop.js"), "--call", "day([])", "--json"]);
    expect(JSON.parse(sub.stdout)).toMatchObject({ file: "shop.js", outcome: { kind: "return" } });
  });

  it.each(["trace", "jsonl", "html", "json", "txt", "parquet"])(
    "writes .%s by its extension, by rename",
    async extension => {
      const cwd = shop();
      const out = `day.${extension}`;
      const args = ["trace", "shop.js", "--call", 'day(["tea", "jam"])', "--out", out];
      const { code, stdout, stderr } = await tracebook(args, { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(new RegExp(`^day\\.${extension}: \\d+ steps, \\d+ events, return\\n$`));
      expect(filesIn(cwd)).toEqual([out, "shop.js"]);
      expect(readFileSync(join(cwd, out)).length).toBeGreaterThan(100);
    },
  );

  it("gives the same steps from the program, its .trace and its .jsonl", async () => {
    const cwd = shop();
    const call = ["--call", 'day(["tea"])'];
    const direct = await tracebook(["trace", "shop.js", ...call], { cwd });
    for (const out of ["day.trace", "day.jsonl"]) {
      await tracebook(["trace", "shop.js", ...call, "--out", out], { cwd });
      expect((await tracebook(["trace", out], { cwd })).stdout).toBe(direct.stdout);
    }
  });

  it("writes JSON lines of the contract: a header, then events with kind, line, node and frame", async () => {
    const { stdout } = await tracebook(["trace", "shop.js", "--call", "day([])", "--format", "jsonl"], {
      cwd: shop(),
    });
    const [header, ...rows] = stdout
      .trimEnd()
      .split("\n")
      .map(line => JSON.parse(line));
    expect(header.header.schema).toBe("tracebook/trace@1");
    const set = rows.find(row => row.kind === "set" && row.name === "shop");
    expect(set).toMatchObject({ line: 9, frame: expect.any(Number), node: expect.any(Number) });
    expect(set.value).toMatchObject({ class: "Shop" });
  });

  it("stops at --max-steps and --timeout with a normal trace", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "loop.js"), "function loop() { for (;;); }\n");
    const steps = await tracebook(["trace", "loop.js", "--call", "loop()", "--max-steps", "500", "--json"], {
      cwd,
    });
    expect(JSON.parse(steps.stdout)).toMatchObject({
      steps: 500,
      outcome: { kind: "limit", limit: "steps" },
    });
    const args = [
      "trace",
      "loop.js",
      "--call",
      "loop()",
      "--max-steps",
      "1000000000",
      "--timeout",
      "300",
      "--json",
    ];
    const wall = await tracebook(args, { cwd });
    expect(JSON.parse(wall.stdout).outcome).toMatchObject({ kind: "limit", limit: "wall" });
  });

  it("gives the same trace for the same --seed, another for another", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "dice.js"), "const roll = () => Math.random();\n");
    const hash = async (seed: string): Promise<string> => {
      const args = ["trace", "dice.js", "--call", "roll()", "--seed", seed, "--json"];
      return JSON.parse((await tracebook(args, { cwd })).stdout).sha256;
    };
    expect(await hash("1")).toBe(await hash("1"));
    expect(await hash("1")).not.toBe(await hash("2"));
  });

  it("stops on Ctrl-C with exit code 130 and leaves no file", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "loop.js"), "function loop() { for (;;); }\n");
    const args = [
      "trace",
      "loop.js",
      "--call",
      "loop()",
      "--max-steps",
      "1000000000",
      "--timeout",
      "60000",
      "--out",
      "loop.trace",
    ];
    const { code, signal, stdout, stderr } = await tracebook(args, {
      cwd,
      started: child => setTimeout(() => child.kill("SIGINT"), 1500),
    });
    expect({ code, signal, stdout, stderr }).toEqual({ code: 130, signal: null, stdout: "", stderr: "" });
    expect(filesIn(cwd)).toEqual(["loop.js"]);
  });

  it("ends quietly when the reader of a pipe has enough", () => {
    const cwd = folder();
    writeFileSync(join(cwd, "many.js"), "function many() { for (let i = 0; i < 20000; i++); }\n");
    const command = `"${process.execPath}" "${CLI}" trace many.js --call 'many()' --format jsonl | head -1 | cut -c1-16; echo "$\{PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], { cwd, encoding: "utf8" });
    expect({ stdout, stderr }).toEqual({ stdout: '{"kind":"header"\n0\n', stderr: "" });
  });

  it.skipIf(process.platform !== "linux")(
    "shows progress on a terminal only, and colour unless NO_COLOR",
    () => {
      const cwd = shop();
      const terminal = (env: Record<string, string>): string => {
        const command = `"${process.execPath}" "${CLI}" doctor`;
        const { stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
          cwd,
          encoding: "utf8",
          env: { ...process.env, NO_COLOR: "", TERM: "xterm", ...env },
        });
        return stdout;
      };
      const coloured = terminal({});
      expect(coloured).toContain("\u001b[1mSandbox\u001b[22m");
      expect(coloured).toContain("\r\u001b[2Klooking");
      const plain = terminal({ NO_COLOR: "1" });
      expect(plain).toContain("Sandbox");
      expect(plain).not.toContain("\u001b[1m");
    },
  );
});
