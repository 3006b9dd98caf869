import { SourceError } from "../../../program/SourceError.js";
import { openFile } from "../openFile.js";
import { GgufCursor } from "./GgufCursor.js";
import type { GgufEntry, GgufHeader, GgufValue } from "./GgufHeader.js";
import { ggmlType } from "./ggmlTypes.js";

/** Fewest bytes of a value of each metadata type (enum gguf_type): 8 is a text, 9 a list. */
const LEAST = [1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8] as const;
const TEXT = 8;
const LIST = 9;

/**
 * Reads and checks the header of a GGUF file (version 2 or 3, little-endian); no tensor is read. `@huggingface/gguf` reads
 * local files too, but parses a list anew for every 2 MB it turns out to be longer (2 s for Gemma's 262,144 tokens) cuts texts
 * at the end of what it has read without saying so, and takes byte order marks out of tokens.
 *
 * @throws SourceError naming file and numbers: no such file, no GGUF, cut short, sizes no file can have, a key or tensor
 * twice, tensors one within another.
 */
export async function readGgufHeader(file: string): Promise<GgufHeader> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const cursor = new GgufCursor(handle.fd, file, size);
    const { version, tensorCount, pairCount } = preamble(cursor, file, size);
    const metadata = readMetadata(cursor, pairCount);
    const infos = readInfos(cursor, tensorCount);
    const alignment = metadata.get("general.alignment") ?? 32;
    if (typeof alignment !== "number" || alignment < 1 || !Number.isInteger(Math.log2(alignment))) {
      throw new SourceError(`general.alignment is ${alignment}; expected a power of two`, file);
    }
    const start = Math.ceil(cursor.at / alignment) * alignment;
    const tensors = new Map(infos.map(info => [info.name, placed(info, start, alignment, size, file)]));
    checkPlaces([...tensors.values()], file);
    return { file, version, metadata, tensors, size };
  } finally {
    await handle.close();
  }
}

function preamble(cursor: GgufCursor, file: string, size: number) {
  if (size < 24) throw new SourceError(`is no GGUF file (it has ${size} bytes)`, file);
  // "GGUF" as a little-endian number.
  if (cursor.u32() !== 0x46554747)
    throw new SourceError("is no GGUF file (it does not begin with GGUF)", file);
  const version = cursor.u32();
  if (version >= 0x1000000)
    throw new SourceError("is a big-endian GGUF file; only little-endian ones are read", file);
  if (version !== 2 && version !== 3) {
    throw new SourceError(`is GGUF version ${version}; 2 and 3 are read`, file);
  }
  const tensorCount = cursor.size("number of tensors");
  const pairCount = cursor.size("number of metadata keys");
  // A tensor says at least name, dimensions, type and offset; a pair at least key, type and one byte.
  cursor.expect(tensorCount, 24, `a list of ${tensorCount} tensors`);
  cursor.expect(pairCount, 13, `metadata of ${pairCount} keys`);
  return { version, tensorCount, pairCount };
}

function readMetadata(cursor: GgufCursor, count: number): Map<string, GgufValue> {
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < count; i++) {
    const key = cursor.text();
    if (metadata.has(key)) cursor.fail(`metadata has ${JSON.stringify(key)} twice`);
    metadata.set(key, readValue(cursor, cursor.u32(), key, 0));
  }
  return metadata;
}

function readValue(cursor: GgufCursor, type: number, key: string, depth: number): GgufValue {
  switch (type) {
    case 0:
      return cursor.u8();
    case 1:
      return cursor.i8();
    case 2:
      return cursor.u16();
    case 3:
      return cursor.i16();
    case 4:
      return cursor.u32();
    case 5:
      return cursor.i32();
    case 6:
      return cursor.f32();
    case 7:
      return cursor.bool();
    case TEXT:
      return cursor.text();
    case LIST: {
      if (depth === 4) cursor.fail(`${key} is a list in a list in a list in a list in a list`);
      const inner = cursor.u32();
      const length = cursor.size(`length of ${key}`);
      cursor.expect(length, LEAST[inner] ?? 1, `${key}, a list of ${length},`);
      const list: GgufValue[] = [];
      for (let i = 0; i < length; i++) list.push(readValue(cursor, inner, key, depth + 1));
      return list;
    }
    case 10:
      return cursor.u64();
    case 11:
      return cursor.i64();
    case 12:
      return cursor.f64();
    default:
      return cursor.fail(`${key} has metadata type ${type}; expected 0 to 12`);
  }
}

interface Info {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly offset: number;
}

function readInfos(cursor: GgufCursor, count: number): Info[] {
  const names = new Set<string>();
  return Array.from({ length: count }, () => {
    const name = cursor.text();
    if (names.has(name)) cursor.fail(`tensor ${JSON.stringify(name)} is there twice`);
    names.add(name);
    const rank = cursor.u32();
    if (rank > 4) cursor.fail(`tensor ${JSON.stringify(name)} has ${rank} dimensions; at most 4`);
    const dimensions = Array.from({ length: rank }, () => cursor.size(`a dimension of tensor ${name}`));
    return { name, dimensions, type: cursor.u32(), offset: cursor.size(`offset of tensor ${name}`) };
  });
}

/** An entry with its place in the file, checked against the size of the file. */
function placed(info: Info, start: number, alignment: number, size: number, file: string): GgufEntry {
  const fail = (reason: string): never => {
    throw new SourceError(`tensor ${JSON.stringify(info.name)}: ${reason}`, file);
  };
  const { name } = info;
  const type = ggmlType(info.type);
  const shape = [...info.dimensions].reverse();
  const offset = start + info.offset;
  if (info.offset % alignment !== 0)
    fail(`offset ${info.offset} is no multiple of the alignment ${alignment}`);
  if (typeof type === "string") return { name, type, shape, offset, bytes: undefined };
  const numbers = shape.reduce((product, n) => product * n, 1);
  const row = info.dimensions[0] ?? 1;
  if (row % type.numbers !== 0) fail(`rows of ${row} numbers; ${type.name} stores ${type.numbers} together`);
  const bytes = (numbers / type.numbers) * type.bytes;
  if (!Number.isSafeInteger(numbers) || offset + bytes > size) {
    fail(
      `cut short: ${type.name} [${shape.join(", ")}] ends at byte ${offset + bytes}, the file has ${size}`,
    );
  }
  return { name, type: type.name, shape, offset, bytes };
}

function checkPlaces(entries: readonly GgufEntry[], file: string): void {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [i, entry] of sorted.entries()) {
    const before = sorted[i - 1];
    if (before?.bytes !== undefined && before.offset + before.bytes > entry.offset) {
      throw new SourceError(
        `tensor ${JSON.stringify(entry.name)} begins at byte ${entry.offset}, within ${JSON.stringify(before.name)} that ends at ${before.offset + before.bytes}`,
        file,
      );
    }
  }
}
