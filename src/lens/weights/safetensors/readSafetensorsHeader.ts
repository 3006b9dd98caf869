import type { FileHandle } from "node:fs/promises";
import { SourceError } from "../../../program/SourceError.js";
import { openFile } from "../openFile.js";
import { duplicateKey } from "./duplicateKey.js";
import {
  SAFETENSORS_BYTES,
  type SafetensorsEntry,
  type SafetensorsHeader,
  type SafetensorsType,
} from "./SafetensorsHeader.js";

/** Longest header the format allows, bytes (that of the reference implementation). */
const LONGEST = 100_000_000;

/**
 * Reads and checks the header of a safetensors file; no tensor is read. As the reference implementation it wants the data of
 * the tensors side by side, without gaps, from the end of the header to the end of the file.
 *
 * @throws SourceError naming file, tensor and numbers: no such file, cut short, not safetensors, overlapping or impossible
 * offsets, negative or huge shapes, a key twice.
 */
export async function readSafetensorsHeader(file: string): Promise<SafetensorsHeader> {
  const handle = await openFile(file);
  try {
    const { size } = await handle.stat();
    const text = await headerText(handle, file, size);
    const values = parsed(text, file);
    const { __metadata__: metadata = {}, ...entries } = values;
    const start = 8 + Buffer.byteLength(text);
    const tensors = Object.entries(entries).map(
      ([name, value]) => [name, entryOf(name, value, start, file)] as const,
    );
    tensors.sort(([, a], [, b]) => a.offset - b.offset || a.bytes - b.bytes);
    checkPlaces(tensors, start, size, file);
    return { tensors: new Map(tensors), metadata: metadataOf(metadata, file), size };
  } finally {
    await handle.close();
  }
}

async function headerText(handle: FileHandle, file: string, size: number): Promise<string> {
  const head = Buffer.alloc(8);
  if (size < 8)
    throw new SourceError(`cut short: ${size} bytes, a safetensors file has 8 and a header`, file);
  await handle.read(head, 0, 8, 0);
  const length = head.readBigUInt64LE();
  if (length > LONGEST) {
    throw new SourceError(
      `is no safetensors file: its header would be ${length} bytes (at most ${LONGEST})`,
      file,
    );
  }
  if (8n + length > size) {
    throw new SourceError(`cut short: its header ends at byte ${8n + length}, the file has ${size}`, file);
  }
  const bytes = Buffer.alloc(Number(length));
  await handle.read(bytes, 0, bytes.length, 8);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SourceError("is no safetensors file: its header is not UTF-8", file);
  }
}

function parsed(text: string, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SourceError(
      `is no safetensors file: its header is no JSON (${(error as Error).message})`,
      file,
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SourceError("is no safetensors file: its header is no JSON object", file);
  }
  const twice = duplicateKey(text);
  if (twice !== undefined) throw new SourceError(`the header has ${JSON.stringify(twice)} twice`, file);
  return value as Record<string, unknown>;
}

function entryOf(name: string, value: unknown, start: number, file: string): SafetensorsEntry {
  const fail = (reason: string): never => {
    throw new SourceError(`tensor ${JSON.stringify(name)}: ${reason}`, file);
  };
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  const whole = (v: unknown) => Number.isSafeInteger(v) && (v as number) >= 0;
  if (typeof dtype !== "string" || !Object.hasOwn(SAFETENSORS_BYTES, dtype)) {
    return fail(
      `dtype ${JSON.stringify(dtype)}; expected one of ${Object.keys(SAFETENSORS_BYTES).join(", ")}`,
    );
  }
  if (!Array.isArray(shape) || !shape.every(whole)) {
    return fail(`shape ${JSON.stringify(shape)}; expected whole numbers from 0`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(whole) || offsets[0] > offsets[1]) {
    return fail(`data_offsets ${JSON.stringify(offsets)}; expected [begin, end]`);
  }
  const [begin, end] = offsets as [number, number];
  const type = dtype as SafetensorsType;
  const wanted = (shape as number[]).reduce((product, n) => product * n, SAFETENSORS_BYTES[type]);
  if (wanted !== end - begin) {
    return fail(`has ${end - begin} bytes; ${type} of shape [${shape.join(", ")}] takes ${wanted}`);
  }
  return { type, shape, offset: start + begin, bytes: end - begin };
}

function checkPlaces(
  tensors: readonly (readonly [string, SafetensorsEntry])[],
  start: number,
  size: number,
  file: string,
): void {
  let end = start;
  for (const [name, entry] of tensors) {
    const quoted = JSON.stringify(name);
    const stop = entry.offset + entry.bytes;
    if (entry.offset < end) {
      throw new SourceError(
        `tensor ${quoted} begins at byte ${entry.offset}, within another that ends at ${end}`,
        file,
      );
    }
    if (entry.offset > end) {
      throw new SourceError(
        `nothing says what bytes ${end} to ${entry.offset} before tensor ${quoted} are`,
        file,
      );
    }
    if (stop > size) {
      throw new SourceError(`cut short: tensor ${quoted} ends at byte ${stop}, the file has ${size}`, file);
    }
    end = stop;
  }
  if (end !== size) throw new SourceError(`${size - end} bytes after its last tensor belong to none`, file);
}

function metadataOf(value: unknown, file: string): Record<string, string> {
  const fits =
    typeof value === "object" && value !== null && Object.values(value).every(one => typeof one === "string");
  if (!fits) throw new SourceError("__metadata__ is not an object of texts", file);
  return value as Record<string, string>;
}
