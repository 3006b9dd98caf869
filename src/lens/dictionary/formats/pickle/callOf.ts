import { PickleGlobal, PickleStorage, PickleTensor, type PickleValue } from "./PickleValue.js";
import type { UnpickleOptions } from "./unpickle.js";

type Fail = (reason: string) => never;

/**
 * What a call in a pickle gives, for the few callables that are known: `collections.OrderedDict()`,
 * `torch._utils._rebuild_tensor_v2`, `torch._utils._rebuild_parameter`, `torch.device`, `torch.Size`, and
 * `torch.storage._load_from_bytes` where storages are within the pickle. All others are refused by name.
 */
export function callOf(
  of: PickleValue,
  values: PickleValue,
  options: UnpickleOptions,
  fail: Fail,
): PickleValue {
  if (!(of instanceof PickleGlobal)) return fail("calls what is no name");
  if (!Array.isArray(values)) return fail(`calls ${of.name} with what is no tuple`);
  switch (of.name) {
    case "collections.OrderedDict":
      return values.length === 0 ? new Map() : fail("calls collections.OrderedDict with values");
    case "torch._utils._rebuild_tensor_v2":
      return tensorOf(values, fail);
    case "torch._utils._rebuild_parameter":
      return values[0] instanceof PickleTensor ? values[0] : fail(`calls ${of.name} with what is no tensor`);
    case "torch.device":
      return typeof values[0] === "string" ? values[0] : fail("calls torch.device with what is no text");
    case "torch.Size":
      return Array.isArray(values[0]) ? values[0] : fail("calls torch.Size with what is no tuple");
    case "torch.storage._load_from_bytes": {
      const [bytes] = values;
      if (!options.loadStorage || !(bytes instanceof Uint8Array)) return fail(`calls ${of.name}`);
      return options.loadStorage(bytes as Uint8Array<ArrayBuffer>, fail);
    }
    default:
      return fail(`calls ${of.name}`);
  }
}

/** `_rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, …)`. */
function tensorOf(values: readonly PickleValue[], fail: Fail): PickleTensor {
  const [storage, offset, shape, strides] = values;
  const whole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
  const list = (value: unknown): value is number[] => Array.isArray(value) && value.every(whole);
  if (!(storage instanceof PickleStorage)) return fail("a tensor of what is no storage");
  if (
    !whole(offset) ||
    !list(shape) ||
    !list(strides) ||
    shape.length !== strides.length ||
    shape.length > 8
  ) {
    return fail("a tensor whose offset, shape or strides are no whole numbers from 0");
  }
  const count = shape.reduce((product, n) => product * n, 1);
  const last = shape.reduce((at, n, axis) => at + (n - 1) * strides[axis]!, offset);
  if (count > 0 && (last >= storage.count || count > storage.count)) {
    return fail(
      `a tensor of shape [${shape.join(", ")}], strides [${strides.join(", ")}] from ${offset}, of a storage of ${storage.count} numbers`,
    );
  }
  return new PickleTensor(storage, offset, shape, strides);
}
