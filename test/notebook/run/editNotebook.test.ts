import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editNotebook } from "../../../src/notebook/run/editNotebook.js";
import { jsonSpans } from "../../../src/notebook/run/jsonSpans.js";
import type { Output } from "../../../src/notebook/run/Notebook.js";
import { parseNotebook } from "../../../src/notebook/run/readNotebook.js";
import { notebookOf, printed } from "./notebookFile.js";

const display = (data: Record<string, unknown>): Output => ({
  output_type: "display_data",
  data,
  metadata: {},
});

/** A notebook after new outputs and counts for all its cells. */
function edited(text: string, outputs: readonly (Output | number)[], count: number | null = 1): string {
  const notebook = parseNotebook(text, "x.ipynb");
  return editNotebook(
    notebook,
    notebook.cells.map(cell => ({ cell, count, outputs })),
  );
}

describe("editing a notebook", () => {
  const committed = notebookOf("tracebook", [
    { id: "a", source: "1", outputs: [printed("one\n"), display({ "text/plain": ["x"] })], count: 1 },
  ]);

  it("changes no byte when every output and count stays", () => {
    for (const text of [
      committed,
      committed.replaceAll("\n", "\r\n"),
      JSON.stringify(JSON.parse(committed)),
      JSON.stringify(JSON.parse(committed), null, "\t"),
      committed.replace('"metadata": {},', '"metadata": {"big": 12345678901234567890, "x": 1.0, "x": 1e2},'),
    ]) {
      expect(edited(text, [0, 1])).toBe(text);
    }
  });

  it("writes new outputs in the style of the file and leaves what is around them alone", () => {
    const crlf = committed.replaceAll("\n", "\r\n");
    expect(edited(crlf, [printed("two\n"), 1])).toBe(crlf.replace("one\\n", "two\\n"));
    const flat = JSON.stringify(JSON.parse(committed));
    expect(JSON.parse(edited(flat, [printed("two\n"), 1]))).toEqual(
      JSON.parse(committed.replace("one\\n", "two\\n")),
    );
    const big = committed.replace('"metadata": {},', '"metadata": {"big": 12345678901234567890},');
    expect(edited(big, [])).toContain('"metadata": {"big": 12345678901234567890},');
  });

  it("escapes what is beyond ASCII where the file does", () => {
    const ascii = committed.replace('"1"', '"\\u00e9"');
    expect(edited(ascii, [printed("ü 😀\n")])).toContain('"\\u00fc \\ud83d\\ude00\\n"');
    expect(edited(committed, [printed("ü 😀\n")])).toContain('"ü 😀\\n"');
  });

  it("breaks texts where Python does, sorts names as Python does, and keeps base64 and JSON whole", () => {
    const text = edited(committed, [
      display({
        "text/plain": "a\u2028b\rc\r\nd",
        "image/png": "AAAA\nBBBB",
        "image/svg+xml": "<svg>\n</svg>",
        "application/json": { "10": 1, "2": ["x\ny"], a: {} },
      }),
    ]);
    const { data } = JSON.parse(text).cells[0].outputs[0];
    expect(data["text/plain"]).toEqual(["a\u2028", "b\r", "c\r\n", "d"]);
    expect(data["image/png"]).toBe("AAAA\nBBBB");
    expect(data["image/svg+xml"]).toEqual(["<svg>\n", "</svg>"]);
    expect(text).toMatch(/"10": 1,\s+"2": \[\s+"x\\ny"\s+\],\s+"a": \{\}/);
  });

  it("takes outputs and counts away", () => {
    const { outputs, execution_count } = JSON.parse(edited(committed, [], null)).cells[0];
    expect({ outputs, execution_count }).toEqual({ outputs: [], execution_count: null });
  });

  it.each([
    ["beside others, sorted", '{"a":1,"z":2}', ["a", "language_info", "z"]],
    ["before others", '{"z":2}', ["language_info", "z"]],
    ["into an empty object", "{}", ["language_info"]],
    ["over an old one", '{"language_info":{"name":"old"}}', ["language_info"]],
  ])("sets the language %s", (_, metadata, names) => {
    const text = committed.replace(/"metadata": \{\n {2}"kernelspec"[^}]*\}\n \}/, `"metadata": ${metadata}`);
    const result = JSON.parse(
      editNotebook(parseNotebook(text, "x.ipynb"), [], { name: "typescript" }),
    ).metadata;
    expect(Object.keys(result)).toEqual(names);
    expect(result.language_info).toEqual({ name: "typescript" });
  });
});

/** Notebooks that came with Debian's nbclient: written by many programs, for many kernels. */
const DEBIAN = "/usr/lib/python3/dist-packages/nbclient/tests/files";

function withoutNbclient(): boolean {
  if (existsSync(DEBIAN) || process.env.TRACEBOOK_REQUIRE === "all") return false;
  console.log(`skipped: no ${DEBIAN} (apt-get install python3-nbclient)`);
  return true;
}

describe.skipIf(withoutNbclient())("notebooks of other people", () => {
  const files = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter(name => name.endsWith(".ipynb")) : [];

  it("are read, and stay to the byte when their outputs stay", () => {
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const text = readFileSync(join(DEBIAN, name), "utf8");
      const notebook = parseNotebook(text, name);
      const edits = notebook.cells.map(cell => ({
        cell,
        count: cell.count,
        outputs: cell.outputs.map((_, index) => index),
      }));
      expect(editNotebook(notebook, edits), name).toBe(text);
    }
  });
});

describe("where values stand in a JSON text", () => {
  it("is right for any JSON, however it is written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("", " ", "\t"), (value, indent) => {
        const text = ` ${JSON.stringify(value, null, indent)}\n`;
        const same = (span: ReturnType<typeof jsonSpans>, part: unknown): void => {
          expect(JSON.parse(text.slice(span.start, span.end))).toEqual(JSON.parse(JSON.stringify(part)));
          if (Array.isArray(part)) {
            expect(span.items).toHaveLength(part.length);
            part.forEach((item, index) => {
              same(span.items![index], item);
            });
          } else if (typeof part === "object" && part !== null) {
            expect([...span.members!.keys()].sort()).toEqual(Object.keys(part).sort());
            for (const [name, item] of Object.entries(part)) same(span.members!.get(name)!, item);
          }
        };
        same(jsonSpans(text), value);
      }),
    );
  });
});
