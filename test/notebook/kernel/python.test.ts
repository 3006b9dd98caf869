import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "../../../src/notebook/client/KernelClient.js";
import type { Answer } from "../../../src/notebook/client/PendingRequest.js";
import { TSLAB, withoutTslab } from "../client/tslab.js";
import { NOTEBOOKS } from "../display/tslab.js";
import { outputs, printed, tracebookArgv } from "./cells.js";

const data = (answer: Answer): Readonly<Record<string, string>> =>
  (outputs(answer).find(({ type }) => type === "execute_result")?.content.data ?? {}) as Record<
    string,
    string
  >;

describe.skipIf(withoutTslab())("Python programs in cells of our kernel", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    const env = { TRACEBOOK_TSLAB: TSLAB };
    kernel = await KernelClient.start(tracebookArgv(), { cwd: NOTEBOOKS, env, tslab: TSLAB });
  }, 60_000);
  afterAll(() => kernel?.shutdown());

  it("a trace shows itself, is posed and its parser tells where a text is no Python", async () => {
    const traced = await kernel.execute(
      'import { closePool, parse, pose, SourceError, trace } from "tracebook";\n' +
        'const t = await trace("def f(n):\\n    return n + 1", { language: "python", call: "f(1)" });\nt',
    );
    expect(`${traced.reply.status} ${printed(traced)}`).toBe("ok ");
    expect(data(traced)["text/plain"]).toContain("the call returned 2");
    expect(data(traced)["text/html"]).toMatch(/^<div/);

    // tree-sitter stands in a context of its own inside of the cells' context.
    const parsed = await kernel.execute('parse("x = (1,\\n     None)\\n", { language: "python" })');
    expect(data(parsed)["text/plain"]).toBe(
      `program.py (python module, 11 nodes, id ${/id (\w+)/.exec(data(parsed)["text/plain"])?.[1]})\n\n` +
        "1 | x = (1,\n2 |      None)",
    );
    const refused = await kernel.execute(
      'let told = "";\ntry {\n  parse("def f(:\\n", { language: "python" });\n} catch (e) {\n' +
        "  told = String(e instanceof SourceError) + ' ' + e;\n}\nconsole.log(told);",
    );
    expect(printed(refused)).toBe("true SourceError: program.py:1:7: ) is missing\n");

    const posed = await kernel.execute('pose(t).questions.find(q => q.task === "output")');
    expect(data(posed)["text/plain"]).toMatch(/1 \| def f\(n\):[\s\S]*Python literal[\s\S]*Truth: 2/);
    expect((await kernel.execute("await closePool();")).reply.status).toBe("ok");
  }, 60_000);
});
