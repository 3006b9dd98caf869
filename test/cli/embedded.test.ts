import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeSaelens } from "../../src/lens/dictionary/formats/saelens/writeSaelens.js";
import { sae } from "../evaluate/intervene/dictionaries.js";
import { dialectFolder } from "../providers/embedded/dialectFolder.js";
import { tracebook } from "./tracebook.js";

const SOURCE = `function f(a, b) {
  let c = 3;
  if (a > b) {
    c = b;
  }
  return c;
}
`;

describe("models of the dialect (random weights) on the command line", () => {
  const cwd = mkdtempSync(join(tmpdir(), "tracebook-embedded-"));
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (args: readonly string[]) => tracebook([...args], { cwd });
  const change = (text: object): void =>
    writeFileSync(join(cwd, "change.json"), JSON.stringify({ dictionaries: ["dictionary"], ...text }));

  beforeAll(async () => {
    await dialectFolder(join(cwd, "model"), { tracebook: { dialect: 1, style: "direct" } });
    await dialectFolder(join(cwd, "writer"));
    await writeSaelens(sae(0), join(cwd, "dictionary"));
    writeFileSync(join(cwd, "f.js"), SOURCE);
  });

  const ASK = [
    "ask",
    "f.js",
    "--call",
    "f(7, 2)",
    "--tasks",
    "output,state",
    "--model",
    "local:model",
    "--max-tokens",
    "5",
  ];

  it("ask --intervene asks without, with, and with random units in their place", async () => {
    change({
      interventions: [
        { layer: 0, features: [2], do: "set", value: 300, at: { line: 3, type: "BinaryExpression" } },
      ],
      control: { draws: 1 },
    });
    const { code, stdout, stderr } = await run([...ASK, "--intervene", "change.json", "--out", "run"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /change 1: set 2 of blocks\.0\.hook_mlp_out\.hook_sae_acts_post \(300\) at \{"line":3,"type":"BinaryExpression"\}; found its place for 5 questions/,
    );
    expect(stdout).toMatch(/^without .*\nchanged .*\ncontrol 1 /m);
    expect(stdout).toMatch(/^control 1: \d+ in place of 2 of blocks\.0\.hook_mlp_out; fires at/m);
    const report = JSON.parse(readFileSync(join(cwd, "run", "intervention.json"), "utf8"));
    expect(report).toMatchObject({ schema: "tracebook/intervention@1", mode: "keep error", style: "direct" });
    expect(report.changed.accuracy.n).toBe(5);
    const again = await run([...ASK, "--intervene", "change.json", "--out", "run", "--json"]);
    expect(JSON.parse(again.stdout).changed).toEqual(report.changed);
  });

  it("ask --intervene leaves prompts that do not fit out of the rates it measures, not of the score", async () => {
    const long = `function f(a, b) {\n${"  a = b;\n".repeat(120)}  return a;\n}\n`;
    mkdirSync(join(cwd, "two"));
    writeFileSync(join(cwd, "two/short.js"), SOURCE);
    writeFileSync(join(cwd, "two/long.js"), long);
    const programs = ["long", "short"].map(id => ({ file: `${id}.js`, calls: ["f(7, 2)"] }));
    writeFileSync(join(cwd, "two/index.json"), JSON.stringify({ programs }));
    change({
      interventions: [{ layer: 0, features: [2], do: "set", value: 300 }],
      control: { draws: 1 },
    });
    const args = ASK.map(arg => (arg === "f.js" ? "two" : arg)).filter(
      arg => arg !== "--call" && arg !== "f(7, 2)",
    );
    const { code, stdout, stderr } = await run([...args, "--intervene", "change.json", "--out", "two-run"]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^control 1: \d+ in place of 2 of blocks\.0\.hook_mlp_out; fires at/m);
    const report = JSON.parse(readFileSync(join(cwd, "two-run", "intervention.json"), "utf8"));
    expect(report.changes).toMatchObject([{ placed: 5 }]);
    // Those that do not fit stay in the denominator.
    expect(report.without.n).toBe(10);
    expect(code).toBe(0);
  });

  it.each([
    [
      { interventions: [{ layer: 0, features: [2], do: "set" }] },
      /^tracebook: change\.json: interventions\[0\]\.value: is missing/,
    ],
    [
      { interventions: [{ layer: 4, features: [2], do: "ablate" }] },
      /^tracebook: change\.json: interventions\[0\]\.layer: no features at 4/,
    ],
    [
      { dictionaries: ["none"], interventions: [{ layer: 0, features: [2], do: "ablate" }] },
      /^tracebook: change\.json: dictionaries\[0\]: .*no such file or folder/,
    ],
  ])("refuses what cannot be changed, by file, path and value: %j", async (text, message) => {
    change(text);
    const { code, stderr } = await run([...ASK, "--intervene", "change.json", "--out", "bad"]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it("--intervene is for models whose features can be changed", async () => {
    change({ interventions: [{ layer: 0, features: [2], do: "ablate" }] });
    const args = ASK.map(arg => (arg === "local:model" ? "baseline:oracle" : arg)).slice(0, -2);
    const { code, stderr } = await run([...args, "--intervene", "change.json", "--out", "bad"]);
    expect(stderr).toMatch(/--model: baseline:oracle does not let its features be changed/);
    expect(code).toBe(2);
  });

  it("free-run prints the same tables twice, and keeps traces and report", async () => {
    const document = `#code\n@1 function f(a) {\n@2   return a;\n@3 }\n#call f(4)\n#trace a . . .\n@2 k=1 4 . . . ;\n#return 4\n#ask output\nAnswer: 4`;
    writeFileSync(join(cwd, "corpus.jsonl"), `${JSON.stringify({ text: document })}\n`);
    const args = [
      "free-run",
      "embedded",
      "--split",
      "test",
      "--limit",
      "1",
      "--model",
      "local:writer",
      "--twins",
      "local:model",
      "--corpus",
      "corpus.jsonl",
      "--out",
      "free",
    ];
    const first = await run(args);
    expect(first.stderr).toBe("");
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^test: 1 programs, 2 calls; \d different outputs/m);
    expect(first.stdout).toMatch(/^first divergence: /m);
    const second = await run(args);
    expect(second.stdout).toBe(first.stdout);
    const report = JSON.parse(readFileSync(join(cwd, "free", "report.json"), "utf8"));
    expect(report.splits[0].tasks.map(({ model }: { model: string }) => model)).toContain("local:model");
    expect(
      readFileSync(join(cwd, "free", "traces.jsonl"), "utf8")
        .trim()
        .split("\n").length,
    ).toBe(4);
    expect((await run([...args.slice(0, -2), "--twins", "local:writer", "--out", "same"])).stderr).toMatch(
      /--twins: .*local:writer/,
    );
    const other = await run([
      "free-run",
      "embedded",
      "--split",
      "none",
      "--model",
      "local:writer",
      "--corpus",
      "corpus.jsonl",
    ]);
    expect(other.stderr).toMatch(/--split: no family "none"; there are test, /);
    expect(other.code).toBe(2);
  }, 180_000);

  it("free-run keeps a model with transcoders in its MLPs' place apart from the one without", async () => {
    const transcoders = join(import.meta.dirname, "../../models/embedded/transcoders");
    const args = ["free-run", "embedded", "--split", "test", "--limit", "1", "--dictionary", transcoders];
    const { code, stdout } = await run([
      ...args,
      "--twins",
      "embedded",
      "--corpus",
      "corpus.jsonl",
      "--out",
      "replaced",
    ]);
    expect(code).toBe(0);
    const report = JSON.parse(readFileSync(join(cwd, "replaced", "report.json"), "utf8"));
    const [{ traces, calls, tasks }] = report.splits;
    const names = ["embedded with transcoders", "embedded"];
    expect(traces.map(({ model }: { model: string }) => model)).toEqual(expect.arrayContaining(names));
    for (const { exact } of traces) expect(exact.n).toBe(calls);
    for (const name of names) {
      expect(tasks.filter(({ model }: { model: string }) => model === name).length).toBeGreaterThan(0);
      expect(stdout).toMatch(new RegExp(`^${name} `, "m"));
    }
  }, 180_000);
});
