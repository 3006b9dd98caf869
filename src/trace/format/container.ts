import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { SourceError } from "../../program/SourceError.js";

/*
 * A `.trace` file:
 *   magic (8 bytes), format version (u32)
 *   blocks: type (1 byte), payload length (u32), CRC-32 of the payload (u32), payload
 *     H  deflated JSON { header, tables }                 first, once
 *     S  deflated JSON array of new strings               before the first chunk that needs them
 *     C  a packed chunk (packChunk)                       in order; all but the last full
 *     F  deflated JSON footer                             last but one, once
 *     I  deflated JSON index: where the blocks stand      last, once
 *   offset of block I (u32 low, u32 high), end magic (8 bytes)
 * All integers are little endian. A file that ends early can be read up to its last whole block.
 */

/** First bytes of a trace file; the line ends in it show text-mode damage. */
export const MAGIC: Uint8Array = Uint8Array.of(0x89, 0x54, 0x42, 0x4b, 0x0d, 0x0a, 0x1a, 0x0a);
/** Last bytes of a finished one. */
export const END_MAGIC: Uint8Array = Uint8Array.of(0x54, 0x42, 0x4b, 0x45, 0x4e, 0x44, 0x0d, 0x0a);
/** Version of the container described above. */
export const FORMAT_VERSION = 1;
/** Bytes before the first block, of a block's head, and behind the last block. */
export const FILE_HEAD = 12;
export const BLOCK_HEAD = 9;
export const FILE_TAIL = 16;

/** What a block holds. */
export type BlockType = "H" | "S" | "C" | "F" | "I";

/** Where the blocks of a finished file stand (byte offsets of their heads). */
export interface ContainerIndex {
  readonly strings: readonly number[];
  readonly chunks: readonly number[];
  readonly footer: number;
  /** Rows of all chunks. */
  readonly rows: number;
}

/** A block as bytes. */
export function encodeBlock(type: BlockType, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(BLOCK_HEAD + payload.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = type.charCodeAt(0);
  view.setUint32(1, payload.length, true);
  view.setUint32(5, crc32(payload), true);
  bytes.set(payload, BLOCK_HEAD);
  return bytes;
}

/** JSON, deflated. */
export function deflateJSON(value: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(value), { level: 6 });
}

/** Reads bytes of a file; both whole files in memory and open ones look like this. */
export interface Bytes {
  readonly file: string;
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** A block that was found and whose checksum is right. */
export interface Block {
  readonly type: string;
  readonly offset: number;
  readonly payload: Uint8Array;
  /** Offset of the next block. */
  readonly next: number;
}

/** The block at `offset`. @throws SourceError naming the byte and what is wrong there. */
export function readBlock(bytes: Bytes, offset: number): Block {
  if (offset + BLOCK_HEAD > bytes.size) {
    throw damaged(bytes, offset, `the file ends at byte ${bytes.size}, within the head of a block`);
  }
  const head = bytes.read(offset, BLOCK_HEAD);
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const type = String.fromCharCode(head[0]);
  if (!"HSCFI".includes(type))
    throw damaged(bytes, offset, `no block begins with ${hex(head.subarray(0, 1))}`);
  const length = view.getUint32(1, true);
  const next = offset + BLOCK_HEAD + length;
  if (next > bytes.size) {
    throw damaged(
      bytes,
      offset,
      `the file ends at byte ${bytes.size}, this ${type} block would end at ${next}`,
    );
  }
  const payload = bytes.read(offset + BLOCK_HEAD, length);
  const sum = crc32(payload);
  if (sum !== view.getUint32(5, true)) {
    throw damaged(
      bytes,
      offset,
      `checksum ${hex32(sum)} of a ${type} block, its head says ${hex32(view.getUint32(5, true))}`,
    );
  }
  return { type, offset, payload, next };
}

/** JSON of a block. @throws SourceError when the block is of another type or holds no JSON. */
export function readJSON(bytes: Bytes, block: Block, type: BlockType): unknown {
  if (block.type !== type) throw damaged(bytes, block.offset, `a ${block.type} block where ${type} belongs`);
  try {
    return JSON.parse(inflateRawSync(block.payload).toString("utf8"));
  } catch (error) {
    throw damaged(
      bytes,
      block.offset,
      `no JSON in a ${type} block: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Checks magic and version. @throws SourceError for foreign files, text damage and other versions. */
export function checkHead(bytes: Bytes): void {
  const head = bytes.read(0, Math.min(FILE_HEAD, bytes.size));
  if (!MAGIC.every((byte, i) => head[i] === byte)) {
    const found = head.length === 0 ? "it is empty" : `it begins with ${hex(head.subarray(0, 8))}`;
    throw new SourceError(`not a trace file: byte 0 should begin ${hex(MAGIC)}, ${found}`, bytes.file);
  }
  if (head.length < FILE_HEAD)
    throw damaged(bytes, 8, `the file ends at byte ${bytes.size}, within its head`);
  const version = new DataView(head.buffer, head.byteOffset).getUint32(8, true);
  if (version !== FORMAT_VERSION) {
    throw new SourceError(
      `byte 8: trace format version ${version}; this version reads ${FORMAT_VERSION}`,
      bytes.file,
    );
  }
}

/** A fault at a byte of a trace file. */
export function damaged(bytes: Bytes, offset: number, what: string): SourceError {
  return new SourceError(`byte ${offset}: ${what}`, bytes.file);
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, "0")).join(" ");
}

const hex32 = (n: number): string => n.toString(16).padStart(8, "0");
