import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../../program/SourceError.js";
import { tensorShapes } from "./tensorShapes.js";
import type { RawTensor, Weights } from "./Weights.js";
import { weightsCache } from "./weightsCache.js";

/** Where a file of numbers is kept. */
export interface MaterializeOptions {
  /** Folder of what can be made again. Default: `TRACEBOOK_CACHE`, else the user's cache folder. */
  readonly cache?: string;
  /** Numbers that are f16 or bf16 on disk are written as f32 too. Default false: they are used where they lie. */
  readonly widen?: boolean;
  readonly signal?: AbortSignal;
  /** Bytes written, and bytes that will be written in all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Tensors of a model, each at a place where its bytes can be mapped into memory as they are. */
export interface Materialized {
  /** Every tensor the config asks for, by name. */
  readonly tensors: ReadonlyMap<string, RawTensor>;
  /** The file of numbers that were not usable as they lay; absent where all were. */
  readonly file?: string;
  /** Its size, bytes. */
  readonly bytes: number;
  /** It was there from before. */
  readonly reused: boolean;
}

/** Tensors begin at multiples of it: a cache line. */
const ALIGNMENT = 64;
/** Changes with what is written and where, so that older files are not taken for it. */
const LAYOUT = 1;
/** Leftovers of processes that were killed go after this long, ms. */
const STALE = 3_600_000;

/**
 * Gives every tensor a place on disk that ONNX Runtime can map into memory. Those that are quantised or rearranged are written
 * to one file of float32 numbers in the cache, named by the hash of the weights: made once, part by part, so that memory stays
 * at a few megabytes (tensors that are rearranged are held whole while they are), and used again on the next load.
 *
 * @throws SourceError where the cache cannot be written, with the size that is needed.
 */
export async function materialize(weights: Weights, options: MaterializeOptions = {}): Promise<Materialized> {
  const { cache = weightsCache(), widen = false, signal, onProgress } = options;
  const tensors = new Map<string, RawTensor>();
  const written: string[] = [];
  for (const name of tensorShapes(weights.config).keys()) {
    const raw = weights.raw(name);
    if (raw && !(widen && raw.type !== "f32")) tensors.set(name, raw);
    else written.push(name);
  }
  if (written.length === 0) return { tensors, bytes: 0, reused: false };
  const folder = join(cache, "weights");
  const file = join(folder, `${await weights.hash()}.${LAYOUT}${widen ? "w" : ""}.f32`);
  let bytes = 0;
  for (const name of written) {
    const size = 4 * weights.tensors.get(name)!.shape.reduce((product, n) => product * n, 1);
    tensors.set(name, { file, offset: bytes, bytes: size, type: "f32" });
    bytes = Math.ceil((bytes + size) / ALIGNMENT) * ALIGNMENT;
  }
  const found = await stat(file).catch(() => undefined);
  if (found?.size === bytes) return { tensors, file, bytes, reused: true };
  signal?.throwIfAborted();
  await mkdir(folder, { recursive: true }).catch(error => {
    throw cannotWrite(error, folder, bytes);
  });
  await sweep(folder);
  const { bavail, bsize } = await statfs(folder);
  // Known before the work is done; the disk may still fill up meanwhile.
  if (bavail * bsize < bytes) throw cannotWrite({ code: "ENOSPC" }, folder, bytes);
  // Another load may be making the same file, in this process too.
  const part = `${file}.${randomUUID()}.part`;
  try {
    await writeAll(part, weights, written, tensors, bytes, signal, onProgress);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw (error as NodeJS.ErrnoException).code ? cannotWrite(error, folder, bytes) : error;
  }
  return { tensors, file, bytes, reused: false };
}

async function writeAll(
  path: string,
  weights: Weights,
  names: readonly string[],
  places: ReadonlyMap<string, RawTensor>,
  total: number,
  signal: AbortSignal | undefined,
  onProgress: MaterializeOptions["onProgress"],
): Promise<void> {
  const handle: FileHandle = await open(path, "w");
  try {
    // Its full size from the start, so that the padding at the end is there.
    await handle.truncate(total);
    for (const name of names) {
      const { offset } = places.get(name)!;
      await weights.stream(name, async (numbers, at) => {
        signal?.throwIfAborted();
        const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
        const start = offset + 4 * at;
        for (let done = 0; done < bytes.length; ) {
          done += (await handle.write(bytes, done, bytes.length - done, start + done)).bytesWritten;
        }
        onProgress?.(start + bytes.length, total);
      });
    }
  } finally {
    await handle.close();
  }
}

async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = name.endsWith(".part") ? await stat(path).catch(() => undefined) : undefined;
    if (found && found.mtimeMs < Date.now() - STALE) await rm(path, { force: true }).catch(() => {});
  }
}

function cannotWrite(error: unknown, folder: string, bytes: number): SourceError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why =
    code === "ENOSPC" || code === "EDQUOT"
      ? "has no room"
      : code === "EACCES" || code === "EROFS"
        ? "may not be written"
        : message;
  return new SourceError(
    `${why}; the weights as float32 take ${bytes} bytes there (TRACEBOOK_CACHE names another folder)`,
    folder,
  );
}
