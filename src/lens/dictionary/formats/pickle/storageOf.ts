import type { SafetensorsType } from "../../../weights/safetensors/SafetensorsHeader.js";
import { PickleGlobal, PickleStorage, type PickleValue } from "./PickleValue.js";

/** PyTorch's classes of typed storages. */
const STORAGES: Readonly<Record<string, SafetensorsType>> = {
  "torch.FloatStorage": "F32",
  "torch.DoubleStorage": "F64",
  "torch.HalfStorage": "F16",
  "torch.BFloat16Storage": "BF16",
  "torch.LongStorage": "I64",
  "torch.IntStorage": "I32",
  "torch.ShortStorage": "I16",
  "torch.CharStorage": "I8",
  "torch.ByteStorage": "U8",
  "torch.BoolStorage": "BOOL",
};

/** The storage of a persistent id `('storage', class, key, location, numbers, …)`; where it was (`cuda:0`) does not matter. */
export function storageOf(id: readonly PickleValue[], fail: (reason: string) => never): PickleStorage {
  const [what, of, key, , count] = id;
  if (what !== "storage" || !(of instanceof PickleGlobal) || typeof key !== "string") {
    return fail("a persistent id that is no storage");
  }
  const type = Object.hasOwn(STORAGES, of.name) ? STORAGES[of.name] : undefined;
  if (!type) return fail(`a storage of ${of.name}; expected one of ${Object.keys(STORAGES).join(", ")}`);
  if (!Number.isSafeInteger(count) || (count as number) < 0)
    return fail(`a storage of ${String(count)} numbers`);
  return new PickleStorage(type, key, count as number);
}
