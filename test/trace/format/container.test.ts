import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { SourceError } from "../../../src/program/SourceError.js";
import { CHUNK_ROWS } from "../../../src/trace/format/Kind.js";
import { openTrace, readTrace } from "../../../src/trace/format/readTrace.js";
import type { Trace } from "../../../src/trace/format/Trace.js";
import { partialPath, TraceWriter } from "../../../src/trace/format/TraceWriter.js";
import { traceHash } from "../../../src/trace/format/traceHash.js";
import { writeTrace } from "../../../src/trace/format/writeTrace.js";
import { RowBuilder } from "./RowBuilder.js";

const folder = mkdtempSync(join(tmpdir(), "tracebook-format-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sample(rows: number): RowBuilder {
  const b = new RowBuilder("let x = 1;\nx++;\n");
  b.fn("<module>");
  const [s, w] = [b.site("statement", 1), b.write(b.variable("x"))];
  b.call(0, 0);
  const values = ["text", 1.5, Number.NaN, -0, "\ud800 lone", 12345678901234567890n, null];
  for (let i = 0; b.rows < rows - 2; i++)
    b.begin(s)
      .set(w, values[i % values.length])
      .end(s);
  while (b.rows < rows) b.begin(s);
  return b;
}

/** The message and file of the SourceError that `action` throws. */
function fault(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return (error as SourceError).message;
  }
  throw new Error("nothing was thrown");
}

describe("trace files", () => {
  for (const rows of [0, 10, CHUNK_ROWS, 2 * CHUNK_ROWS + 17]) {
    test(`a trace of ${rows} rows reads back with the same hash, whole and lazily, from raw and packed chunks`, () => {
      for (const budget of [undefined, 0]) {
        const trace = sample(rows).trace({ kind: "pending" }, budget);
        const path = join(folder, `t${rows}.trace`);
        writeTrace(trace, path);
        expect(existsSync(partialPath(path))).toBe(false);
        const read = readTrace(path);
        expect(traceHash(read)).toBe(trace.footer.sha256);
        expect(read.footer).toEqual(trace.footer);
        expect(read.programs[0].nodes).toEqual(trace.programs[0].nodes);
        const open = openTrace(path);
        expect(traceHash(open)).toBe(trace.footer.sha256);
        open.close();
      }
    });
  }

  test("writing while recording gives the same bytes as writing at the end", () => {
    const trace = sample(CHUNK_ROWS + 1000).trace();
    const [a, b] = [join(folder, "a.trace"), join(folder, "b.trace")];
    writeTrace(trace, a);
    const writer = new TraceWriter(b, trace.header, trace.tables);
    writer.strings(trace.strings);
    const all = trace.columns;
    for (let c = 0; c < all.chunkCount; c++) {
      const { op, frame, value, rows } = all.chunk(c);
      for (let at = 0; at < rows; at += 999) {
        writer.append(op.slice(at, at + 999), frame.slice(at, at + 999), value.slice(at, at + 999));
      }
    }
    expect(writer.rows).toBe(all.rows);
    writer.close(trace.footer);
    expect(readFileSync(b).equals(readFileSync(a))).toBe(true);
  });

  test("an aborted writer leaves nothing behind", () => {
    const trace = sample(10).trace();
    const path = join(folder, "never.trace");
    const writer = new TraceWriter(path, trace.header, trace.tables);
    writer.abort();
    expect(readdirSync(folder).filter(f => f.startsWith("never"))).toEqual([]);
  });

  test("an interrupted file is refused, and with recover gives its whole chunks", () => {
    const trace = sample(3 * CHUNK_ROWS).trace();
    const path = join(folder, "cut.trace");
    const writer = new TraceWriter(path, trace.header, trace.tables);
    writer.strings(trace.strings);
    for (let c = 0; c < 3; c++) {
      const { op, frame, value } = trace.columns.chunk(c);
      writer.append(op, frame, value);
    }
    // As after a kill: no footer, and the last block cut through.
    const partial = partialPath(path);
    const bytes = readFileSync(partial);
    writeFileSync(partial, bytes.subarray(0, bytes.length - 5));
    expect(fault(() => readTrace(partial))).toMatch(/cut\.trace\.partial: byte \d+: .*without its end mark/);
    const read = readTrace(partial, { recover: true });
    expect(read.footer.outcome).toEqual({ kind: "interrupted" });
    expect(read.columns.rows).toBe(2 * CHUNK_ROWS);
    expect(read.columns.chunk(1).value).toEqual(trace.columns.chunk(1).value);
    expect(read.strings).toEqual(trace.strings);
    writer.abort();
  });

  test("cut at any byte, a file is refused with its name, and recover never gives wrong rows", () => {
    const trace = sample(200).trace();
    const path = join(folder, "whole.trace");
    writeTrace(trace, path);
    const bytes = readFileSync(path);
    const cut = join(folder, "part.trace");
    for (let n = 0; n < bytes.length; n += 7) {
      writeFileSync(cut, bytes.subarray(0, n));
      expect(fault(() => readTrace(cut))).toContain("part.trace");
      let read: Trace | undefined;
      try {
        read = readTrace(cut, { recover: true });
      } catch (error) {
        expect(error).toBeInstanceOf(SourceError);
      }
      if (read !== undefined) expect([0, 200]).toContain(read.columns.rows);
    }
  });

  test("a flipped byte anywhere is noticed", () => {
    const trace = sample(200).trace();
    const path = join(folder, "flip.trace");
    writeTrace(trace, path);
    const bytes = readFileSync(path);
    for (let n = 0; n < bytes.length; n += 11) {
      const bad = Buffer.from(bytes);
      bad[n] ^= 0x10;
      writeFileSync(path, bad);
      expect(fault(() => readTrace(path))).toContain("flip.trace");
    }
  });

  test("foreign, missing, newer and wrong-schema files say what was found and where", () => {
    const path = join(folder, "bad.trace");
    writeFileSync(path, "PK\u0003\u0004 something else");
    expect(fault(() => readTrace(path))).toMatch(/not a trace file: byte 0 .* it begins with 50 4b 03 04/);
    writeFileSync(path, "");
    expect(fault(() => readTrace(path))).toMatch(/it is empty/);
    expect(fault(() => readTrace(join(folder, "none.trace")))).toMatch(
      /none\.trace: cannot be read: no such file/,
    );
    expect(fault(() => readTrace(folder))).toMatch(/is a folder/);
    const trace = sample(10).trace();
    writeTrace(trace, path);
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(7, 8);
    writeFileSync(path, bytes);
    expect(fault(() => readTrace(path))).toMatch(/byte 8: trace format version 7; this version reads 1/);
    writeTrace({ ...trace, header: { ...trace.header, schema: "tracebook/trace@9" as never } }, path);
    expect(fault(() => readTrace(path))).toMatch(
      /tracebook\/trace@9 is not read .* reads tracebook\/trace@1/,
    );
    expect(fault(() => openTrace(path))).toMatch(/tracebook\/trace@9/);
  });

  test("a program that was exchanged is noticed when it is parsed", () => {
    const trace = sample(10).trace();
    const path = join(folder, "swap.trace");
    const [program] = trace.header.programs;
    writeTrace({ ...trace, header: { ...trace.header, programs: [{ ...program, source: "let y;" }] } }, path);
    const read = readTrace(path);
    expect(fault(() => read.programs)).toMatch(
      /swap\.trace: program 0 \(test\.js\) has hash [0-9a-f]{64}, its header says/,
    );
  });
});

describe("traceHash", () => {
  test("leaves the environment out and takes everything else in", () => {
    const make = (): RowBuilder => sample(50);
    const hash = traceHash(make().trace());
    const trace = make().trace();
    expect(
      traceHash({
        ...trace,
        header: { ...trace.header, environment: { tracebook: "9", engine: "x", platform: "y" } },
      }),
    ).toBe(hash);
    expect(traceHash({ ...trace, header: { ...trace.header, seed: 1 } })).not.toBe(hash);
    expect(traceHash({ ...trace, strings: [...trace.strings, "more"] })).not.toBe(hash);
    expect(traceHash({ ...trace, footer: { ...trace.footer, rejections: ["x"] } })).not.toBe(hash);
    expect(traceHash(make().begin(0).trace())).not.toBe(hash);
  });

  test("NaN counts as one value whatever its bits", () => {
    const a = new RowBuilder().valued(6, 0, 0, Number.NaN).trace();
    const b = new RowBuilder().valued(6, 0, 0, Number.NaN).trace();
    new Uint32Array(b.columns.chunk(0).value.buffer)[1] = 0xfff80000;
    expect(traceHash(b)).toBe(a.footer.sha256);
  });
});
