import type { SafetensorsType } from "../../../weights/safetensors/SafetensorsHeader.js";

/** A name of a Python module that a pickle refers to (`torch.float32`); nothing is imported. */
export class PickleGlobal {
  /** `collections.OrderedDict`, as module and name with a dot. */
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** An object of a class that is not known: its class and its attributes, and no behaviour. */
export class PickleRecord {
  readonly class: string;
  readonly attributes: Map<PickleValue, PickleValue> = new Map();
  constructor(name: string) {
    this.class = name;
  }
}

/** Numbers that a tensor is a view of, where they are in the file. */
export class PickleStorage {
  readonly type: SafetensorsType;
  /** Name of its data within the file. */
  readonly key: string;
  /** How many numbers. */
  readonly count: number;
  /** Its bytes, where they are in the pickle itself (`torch.storage._load_from_bytes`). */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  constructor(type: SafetensorsType, key: string, count: number, bytes?: Uint8Array<ArrayBuffer>) {
    this.type = type;
    this.key = key;
    this.count = count;
    if (bytes) this.bytes = bytes;
  }
}

/** A PyTorch tensor: a view of a storage. Offset and strides count numbers. */
export class PickleTensor {
  readonly storage: PickleStorage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  constructor(storage: PickleStorage, offset: number, shape: readonly number[], strides: readonly number[]) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** A value that a pickle describes, as far as dictionaries need any. Tuples and lists are arrays. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleGlobal
  | PickleRecord
  | PickleStorage
  | PickleTensor;
