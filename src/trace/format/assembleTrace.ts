import type { Program } from "../../program/Program.js";
import { parse, parseExpression } from "../../program/parse.js";
import { SourceError } from "../../program/SourceError.js";
import { showable } from "../../program/showable.js";
import type { Chunk, Columns } from "./Columns.js";
import { PackedColumns } from "./ColumnsBuilder.js";
import {
  type Bytes,
  type ContainerIndex,
  checkHead,
  damaged,
  END_MAGIC,
  FILE_HEAD,
  FILE_TAIL,
  readBlock,
  readJSON,
} from "./container.js";
import { KIND_MASK, Kind } from "./Kind.js";
import { unpackChunk } from "./packChunk.js";
import type { Trace } from "./Trace.js";
import type { TraceFooter, TraceHeader } from "./TraceHeader.js";
import { validateTraceHeader } from "./TraceHeaderSchema.js";
import type { Tables } from "./tables.js";

/** Reads the parts of a trace file and puts them together. `eager`: take the chunks' bytes now. */
export function readParts(bytes: Bytes, recover: boolean, eager: boolean): Trace {
  checkHead(bytes);
  const first = readBlock(bytes, FILE_HEAD);
  const head = readJSON(bytes, first, "H");
  const { header, tables } = checkHeader(head, bytes.file);
  let index: ContainerIndex;
  let footer: TraceFooter | undefined;
  try {
    index = readIndex(bytes);
    footer = readJSON(bytes, readBlock(bytes, index.footer), "F") as TraceFooter;
  } catch (error) {
    if (!recover) throw error;
    index = scan(bytes, first.next);
    if (index.footer >= 0) footer = readJSON(bytes, readBlock(bytes, index.footer), "F") as TraceFooter;
  }
  const strings: string[] = [];
  for (const offset of index.strings) {
    for (const text of readJSON(bytes, readBlock(bytes, offset), "S") as string[]) strings.push(text);
  }
  const columns = eager ? loaded(bytes, index) : new FileColumns(bytes, index);
  if (footer === undefined) footer = interrupted(columns);
  return withPrograms(header, tables, columns, strings, footer, bytes.file);
}

/** A trace from its parts; programs are parsed when first asked for. */
export function withPrograms(
  header: TraceHeader,
  tables: Tables,
  columns: Columns,
  strings: readonly string[],
  footer: TraceFooter,
  file: string,
): Trace {
  let programs: readonly Program[] | undefined;
  return showable("trace", {
    header,
    tables,
    columns,
    strings,
    footer,
    get programs() {
      programs ??= header.programs.map(({ file: name, source, language, sourceType, sha256 }, i) => {
        const program =
          i === header.callProgram
            ? parseExpression(source, name, language)
            : parse(source, { file: name, language, sourceType });
        if (program.sha256 !== sha256) {
          throw new SourceError(
            `program ${i} (${name}) has hash ${program.sha256}, its header says ${sha256}`,
            file,
          );
        }
        return program;
      });
      return programs;
    },
  });
}

/**
 * Checks what a header block or line holds.
 *
 * @param row 1-based line of a text file.
 * @throws SourceError naming the field and its value.
 */
export function checkHeader(
  value: unknown,
  file: string,
  row?: number,
): { header: TraceHeader; tables: Tables } {
  const both = (value ?? {}) as Record<string, unknown>;
  const header = validateTraceHeader(both.header, file, row);
  const tables = (both.tables ?? {}) as Record<string, unknown>;
  for (const key of ["functions", "sites", "variables", "writes", "reads"]) {
    if (Array.isArray(tables[key])) continue;
    throw new SourceError(
      `tables.${key} should be an array, found ${JSON.stringify(tables[key])}`.slice(0, 300),
      file,
      row,
    );
  }
  return { header, tables: tables as unknown as Tables };
}

function readIndex(bytes: Bytes): ContainerIndex {
  const at = bytes.size - FILE_TAIL;
  const tail = at >= FILE_HEAD ? bytes.read(at, FILE_TAIL) : new Uint8Array(FILE_TAIL);
  if (!END_MAGIC.every((byte, i) => tail[8 + i] === byte)) {
    throw damaged(
      bytes,
      Math.max(0, at),
      `the file ends at byte ${bytes.size} without its end mark: it was not finished (recover: true reads what is there)`,
    );
  }
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const offset = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  return readJSON(bytes, readBlock(bytes, offset), "I") as ContainerIndex;
}

/** Finds the whole blocks of a file without index, up to the first that is damaged. */
function scan(bytes: Bytes, from: number): ContainerIndex {
  const strings: number[] = [];
  const chunks: number[] = [];
  let rows = 0;
  let footer = -1;
  for (let at = from; at < bytes.size && footer < 0; ) {
    try {
      const block = readBlock(bytes, at);
      if (block.type === "S") strings.push(at);
      else if (block.type === "C") {
        rows += unpackChunk(block.payload).rows;
        chunks.push(at);
      } else if (block.type === "F") footer = at;
      at = block.next;
    } catch {
      break;
    }
  }
  return { strings, chunks, footer, rows };
}

function loaded(bytes: Bytes, index: ContainerIndex): Columns {
  const chunks = index.chunks.map(offset => readBlock(bytes, offset).payload);
  return new PackedColumns(chunks, index.rows);
}

/** Chunks read from the file when asked for; the last few are kept. */
class FileColumns implements Columns {
  readonly rows: number;
  readonly chunkCount: number;
  private readonly bytes: Bytes;
  private readonly index: ContainerIndex;
  private readonly recent: Map<number, Chunk> = new Map();

  constructor(bytes: Bytes, index: ContainerIndex) {
    this.bytes = bytes;
    this.index = index;
    this.rows = index.rows;
    this.chunkCount = index.chunks.length;
  }

  chunk(index: number): Chunk {
    const kept = this.recent.get(index);
    if (kept !== undefined) {
      this.recent.delete(index);
      this.recent.set(index, kept);
      return kept;
    }
    const offset = this.index.chunks[index];
    if (offset === undefined) throw new RangeError(`no chunk ${index} of ${this.chunkCount}`);
    const chunk = unpackChunk(readBlock(this.bytes, offset).payload);
    this.recent.set(index, chunk);
    if (this.recent.size > 8) this.recent.delete(this.recent.keys().next().value as number);
    return chunk;
  }
}

/** Footer of a recording that was cut off: what can be counted. */
function interrupted(columns: Columns): TraceFooter {
  let steps = 0;
  let frames = 0;
  for (let c = 0; c < columns.chunkCount; c++) {
    const { op, rows } = columns.chunk(c);
    for (let i = 0; i < rows; i++) {
      const kind = op[i] & KIND_MASK;
      if (kind === Kind.BEGIN) steps++;
      else if (kind === Kind.CALL) frames++;
    }
  }
  return { outcome: { kind: "interrupted" }, rows: columns.rows, steps, frames, rejections: [], sha256: "" };
}
