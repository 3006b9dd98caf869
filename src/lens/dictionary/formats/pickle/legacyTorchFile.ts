import { SourceError } from "../../../../program/SourceError.js";
import { SAFETENSORS_BYTES } from "../../../weights/safetensors/SafetensorsHeader.js";
import { PickleStorage, type PickleValue } from "./PickleValue.js";
import { storageOf } from "./storageOf.js";
import type { TorchFile } from "./TorchFile.js";
import { numberBytes, storageSpan, tensorNumbers } from "./tensorNumbers.js";
import { unpickle } from "./unpickle.js";

/** First value of a file of `torch.save` before 1.6 and of the storages `pickle.dump` writes. */
const MAGIC = 0x1950a86a20f9469cfc6cn;
const FORMAT = 1001;

/**
 * `torch.save` before 1.6 (five pickles, then the storages), or a pickle of `pickle.dump`, whose storages are such files within
 * it.
 *
 * @throws SourceError naming file, what was found, and its byte.
 */
export function legacyTorchFile(bytes: Uint8Array<ArrayBuffer>, file: string, records: boolean): TorchFile {
  if (bytes[0] !== 0x80) {
    throw new SourceError(
      `begins with byte 0x${(bytes[0] ?? 0).toString(16).padStart(2, "0")}; expected a zip archive or a pickle of protocol 2 to 5`,
      file,
    );
  }
  const data = new Map<string, Uint8Array<ArrayBuffer>>();
  const legacy = magicEnd(bytes, file) !== undefined;
  const value = legacy ? saved(bytes, file, records, data) : dumped(bytes, file, records);
  return {
    file,
    value,
    numbers: async tensor => {
      const found = tensor.storage.bytes ?? data.get(tensor.storage.key);
      if (!found) throw new SourceError(`has no storage ${JSON.stringify(tensor.storage.key)}`, file);
      const width = numberBytes(tensor);
      const { from, count } = storageSpan(tensor);
      return tensorNumbers(tensor, found.slice(from * width, (from + count) * width));
    },
  };
}

/** Byte behind the magic number; undefined where there is none. */
function magicEnd(bytes: Uint8Array<ArrayBuffer>, file: string): number | undefined {
  // PROTO 2, LONG1 of ten bytes, STOP.
  if (bytes[2] !== 0x8a || bytes[3] !== 10) return undefined;
  const { value, end } = unpickle(bytes.subarray(0, 15), file);
  return value === MAGIC ? end : undefined;
}

/** A file of `torch.save` before 1.6; its storages are put into `data`. */
function saved(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  records: boolean,
  data: Map<string, Uint8Array<ArrayBuffer>>,
): PickleValue {
  const format = unpickle(bytes, file, {}, magicEnd(bytes, file));
  if (format.value !== FORMAT) {
    throw new SourceError(`its format is ${String(format.value)}; expected ${FORMAT}`, file);
  }
  const system = unpickle(bytes, file, {}, format.end);
  if (system.value instanceof Map && system.value.get("little_endian") === false) {
    throw new SourceError("its numbers are big endian; expected little endian", file);
  }
  const storages = new Map<string, PickleStorage>();
  const { value, end } = unpickle(
    bytes,
    file,
    {
      records,
      storage: (id, fail) => {
        // Views of storages: the sixth part was [key, offset, numbers]; nothing has written them for years.
        if (id[5] !== undefined && id[5] !== null) return fail("a storage that is part of another");
        const storage = storageOf(id, fail);
        const before = storages.get(storage.key);
        if (before && (before.type !== storage.type || before.count !== storage.count)) {
          return fail(`storage ${JSON.stringify(storage.key)} with two types or sizes`);
        }
        storages.set(storage.key, storage);
        return storage;
      },
    },
    system.end,
  );
  const keys = unpickle(bytes, file, {}, end);
  if (!Array.isArray(keys.value)) throw new SourceError("has no list of its storages", file);
  let at = keys.end;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const key of keys.value) {
    const storage = typeof key === "string" ? storages.get(key) : undefined;
    if (!storage) throw new SourceError(`lists the storage ${String(key)}, of which it has no tensor`, file);
    const size = storage.count * SAFETENSORS_BYTES[storage.type];
    const left = bytes.length - at;
    if (left < 8 + size) {
      throw new SourceError(
        `cut short: storage ${key} takes ${8 + size} bytes from ${at}; ${left} are left`,
        file,
      );
    }
    const count = view.getBigInt64(at, true);
    if (count !== BigInt(storage.count)) {
      throw new SourceError(`storage ${key} has ${count} numbers; its tensors say ${storage.count}`, file);
    }
    data.set(storage.key, bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size;
  }
  return value;
}

/** A pickle of `pickle.dump`, each storage of which is a file of `torch.save` within it. */
function dumped(bytes: Uint8Array<ArrayBuffer>, file: string, records: boolean): PickleValue {
  return unpickle(bytes, file, {
    records,
    longest: bytes.length,
    loadStorage: (inner, fail) => {
      if (inner[0] !== 0x80 || magicEnd(inner, file) === undefined) return fail("bytes that are no storage");
      const data = new Map<string, Uint8Array<ArrayBuffer>>();
      const storage = saved(inner, file, false, data);
      if (!(storage instanceof PickleStorage)) return fail("bytes that are no storage");
      return new PickleStorage(storage.type, storage.key, storage.count, data.get(storage.key)!);
    },
  }).value;
}
