import { callOf } from "./callOf.js";
import { checkDepth } from "./checkDepth.js";
import { literalOf } from "./literalOf.js";
import { PickleCursor } from "./PickleCursor.js";
import { PickleGlobal, PickleRecord, type PickleStorage, type PickleValue } from "./PickleValue.js";

/** What a pickle may hold. */
export interface UnpickleOptions {
  /** Objects of unknown classes become records of their attributes. Default false: they are refused. */
  readonly records?: boolean;
  /** Makes the storage of a persistent id; absent where there may be none. */
  readonly storage?: (id: readonly PickleValue[], fail: (reason: string) => never) => PickleStorage;
  /** Reads bytes that the pickle holds of a storage (`torch.storage._load_from_bytes`). */
  readonly loadStorage?: (bytes: Uint8Array<ArrayBuffer>, fail: (reason: string) => never) => PickleStorage;
  /** Longest run of bytes an instruction may carry. Default 1 MiB. */
  readonly longest?: number;
}

/** Most instructions, and most values that wait at a time: a checkpoint's pickle has some thousand. */
const MOST_STEPS = 5_000_000;
const MOST_WAITING = 1_000_000;

/**
 * The value a Python pickle describes (protocols 2 to 5, as PyTorch and `pickle.dump` write them), without running anything: of
 * all callables a pickle may name, those of {@link callOf} are known, and they only build ordered dictionaries, tensors and
 * devices. Whatever else it says is refused.
 *
 * @returns the value, and the byte behind it.
 * @throws SourceError naming what was found and its byte.
 */
export function unpickle(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  options: UnpickleOptions = {},
  start = 0,
): { value: PickleValue; end: number } {
  const cursor = new PickleCursor(bytes, file, start, options.longest);
  const memo = new Map<number, PickleValue>();
  let stack: PickleValue[] = [];
  const marks: PickleValue[][] = [];
  const pop = (): PickleValue =>
    stack.length > 0 ? stack.pop()! : cursor.fail("takes a value where there is none");
  const top = (): PickleValue =>
    stack.length > 0 ? stack.at(-1)! : cursor.fail("takes a value where there is none");
  /** Values since the mark. */
  const marked = (): PickleValue[] => {
    const values = stack;
    stack = marks.pop() ?? cursor.fail("takes a mark where there is none");
    return values;
  };
  const recall = (index: number): void => {
    const value = memo.get(index);
    stack.push(value === undefined ? cursor.fail(`recalls ${index}, which was not kept`) : value);
  };
  const setItems = (items: PickleValue[]): void => {
    const target = top();
    const map = target instanceof Map ? target : cursor.fail("sets an item of what is no dictionary");
    if (items.length % 2 === 1) cursor.fail("sets a key without a value");
    for (let i = 0; i < items.length; i += 2) map.set(items[i]!, items[i + 1]!);
  };
  const append = (items: PickleValue[]): void => {
    const target = top();
    const list = Array.isArray(target) ? target : cursor.fail("appends to what is no list");
    for (const item of items) list.push(item);
  };
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const at = cursor.at;
    const fail = (reason: string): never => cursor.fail(reason, at);
    if (stack.length + memo.size > MOST_WAITING || marks.length > 64) {
      fail(`${stack.length} values wait, ${memo.size} are kept, ${marks.length} marks are open: too many`);
    }
    const code = cursor.u8();
    switch (code) {
      case 0x80: {
        const protocol = cursor.u8();
        if (protocol < 2 || protocol > 5) fail(`protocol ${protocol}; expected 2 to 5`);
        break;
      }
      case 0x95: // FRAME
        cursor.u64();
        break;
      case 0x28: // MARK
        marks.push(stack);
        stack = [];
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: {
        // TUPLE3
        const values: PickleValue[] = [];
        for (let i = 0x84; i < code; i++) values.unshift(pop());
        stack.push(values);
        break;
      }
      case 0x74: {
        // TUPLE
        const values = marked();
        stack.push(values);
        break;
      }
      case 0x61: {
        // APPEND
        const value = pop();
        append([value]);
        break;
      }
      case 0x65: // APPENDS
        append(marked());
        break;
      case 0x73: {
        // SETITEM
        const value = pop();
        const key = pop();
        setItems([key, value]);
        break;
      }
      case 0x75: // SETITEMS
        setItems(marked());
        break;
      case 0x71: // BINPUT
        memo.set(cursor.u8(), top());
        break;
      case 0x72: // LONG_BINPUT
        memo.set(cursor.u32(), top());
        break;
      case 0x94: // MEMOIZE
        memo.set(memo.size, top());
        break;
      case 0x68: // BINGET
        recall(cursor.u8());
        break;
      case 0x6a: // LONG_BINGET
        recall(cursor.u32());
        break;
      case 0x63: {
        // GLOBAL
        const module = cursor.line();
        stack.push(new PickleGlobal(`${module}.${cursor.line()}`));
        break;
      }
      case 0x93: {
        // STACK_GLOBAL
        const name = pop();
        const module = pop();
        if (typeof name !== "string" || typeof module !== "string") return fail("a name that is no text");
        stack.push(new PickleGlobal(`${module}.${name}`));
        break;
      }
      case 0x51: {
        // BINPERSID
        const id = pop();
        if (!options.storage || !Array.isArray(id)) return fail("a persistent id where none may be");
        stack.push(options.storage(id, fail));
        break;
      }
      case 0x52: {
        // REDUCE
        const values = pop();
        stack.push(callOf(pop(), values, options, fail));
        break;
      }
      case 0x81: {
        // NEWOBJ
        const values = pop();
        const of = pop();
        const name = of instanceof PickleGlobal ? of.name : "what is no name";
        if (
          !options.records ||
          !(of instanceof PickleGlobal) ||
          !Array.isArray(values) ||
          values.length > 0
        ) {
          return fail(`makes an object of ${name}`);
        }
        stack.push(new PickleRecord(name));
        break;
      }
      case 0x62: // BUILD
        build(pop(), top(), fail);
        break;
      case 0x2e: {
        // STOP
        const value = pop();
        checkDepth(value, fail);
        return { value, end: cursor.at };
      }
      default: {
        const literal = literalOf(code, cursor);
        if (literal === undefined) {
          return fail(`the instruction 0x${code.toString(16).padStart(2, "0")}, which is not read here`);
        }
        stack.push(literal);
      }
    }
  }
  return cursor.fail(`more than ${MOST_STEPS} instructions`);
}

/** Attributes of a record; those of an ordered dictionary (PyTorch's `_metadata`) say nothing about its values. */
function build(state: PickleValue, target: PickleValue, fail: (reason: string) => never): void {
  if (target instanceof PickleRecord && state instanceof Map) {
    for (const [key, value] of state) target.attributes.set(key, value);
  } else if (!(target instanceof Map && state instanceof Map)) {
    fail("gives attributes to what is no record");
  }
}
