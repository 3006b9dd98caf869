import { pythonFloat } from "../derive/pythonFloat.js";
import type { Replay } from "../derive/Replay.js";
import type { Trace } from "../format/Trace.js";
import type { Property, Value } from "../format/Value.js";

/** JSON of Online Python Tutor: a primitive, or a tagged list such as `["REF", 1]`. */
export type TutorValue = string | number | boolean | null | readonly unknown[];

/** Encodes the values of one step; objects become entries of its heap under small ids, the same in all steps. */
export class PythonTutorHeap {
  private readonly replay: Replay;
  private readonly trace: Trace;
  private readonly ids: Map<number, number>;
  private readonly python: boolean;
  private readonly made: Record<string, TutorValue> = {};

  /** `ids`: heap id → small id, shared by the steps of one trace. */
  constructor(replay: Replay, trace: Trace, ids: Map<number, number>) {
    this.ids = ids;
    this.replay = replay;
    this.trace = trace;
    this.python = trace.header.programs[0].language === "python";
  }

  /** Heap of the step: small id → object. */
  entries(): Record<string, TutorValue> {
    return this.made;
  }

  /** Text of a thrown value. */
  message(value: Value): string {
    if (value.type === "error") return value.message === "" ? value.name : `${value.name}: ${value.message}`;
    return JSON.stringify(this.value(value));
  }

  /** A value as the step shows it. */
  value(value: Value): TutorValue {
    switch (value.type) {
      case "null":
        if (this.python) return null;
        return ["JS_SPECIAL_VAL", value.type];
      case "undefined":
        return ["JS_SPECIAL_VAL", value.type];
      case "boolean":
      case "string":
        return value.value;
      case "number":
        // The site marks floats that look like ints.
        if (this.python)
          return Number.isInteger(value.value) || !Number.isFinite(value.value)
            ? ["SPECIAL_FLOAT", pythonFloat(value.value)]
            : value.value;
        if (Number.isFinite(value.value))
          return Object.is(value.value, -0) ? ["SPECIAL_FLOAT", "-0"] : value.value;
        return ["SPECIAL_FLOAT", String(value.value)];
      case "int":
        return Number.isSafeInteger(Number(value.value))
          ? Number(value.value)
          : ["JS_SPECIAL_VAL", value.value];
      case "bigint":
        return ["JS_SPECIAL_VAL", `${value.value}n`];
      case "symbol":
        return ["JS_SPECIAL_VAL", `Symbol(${value.description})`];
      case "hole":
      case "accessor":
      case "elided":
      case "uninitialized":
        return ["JS_SPECIAL_VAL", `<${value.type}>`];
      case "ref":
        return this.reference(this.replay.heap(value.id), value.id);
      default:
        return this.reference(value, value.id);
    }
  }

  private reference(value: Value, heapId: number): TutorValue {
    const id = this.ids.get(heapId) ?? this.ids.size + 1;
    this.ids.set(heapId, id);
    if (this.made[id] !== undefined) return ["REF", id];
    this.made[id] = [];
    this.made[id] = this.object(value);
    return ["REF", id];
  }

  private object(value: Value): TutorValue {
    return this.python ? this.pythonObject(value) : this.scriptObject(value);
  }

  /** An object as the site's Python backend writes it. */
  private pythonObject(value: Value): TutorValue {
    switch (value.type) {
      case "array":
        return [value.class === "tuple" ? "TUPLE" : "LIST", ...value.items.map(v => this.value(v))];
      case "function": {
        const { functions, variables } = this.trace.tables;
        const fn = functions[value.function];
        // A class stands in the tables by its body and, where it has one, by its constructor.
        if (functions.some(one => one.kind === "init" && one.name === value.name)) {
          return ["CLASS", value.name, [], ...this.pairs(value.properties)];
        }
        const params = (fn?.params ?? []).map(id => variables[id]?.name ?? "").join(", ");
        return ["FUNCTION", `${value.name}(${fn === undefined ? "..." : params})`, null];
      }
      case "boxed":
        return [value.class, value.value.type === "string" ? value.value.value : ""];
      case "error":
        return ["INSTANCE", value.class, ["args", value.message], ...this.pairs(value.properties)];
      case "object":
        return ["INSTANCE", value.class, ...this.pairs(value.properties)];
      default:
        return this.scriptObject(value);
    }
  }

  private scriptObject(value: Value): TutorValue {
    switch (value.type) {
      case "array":
      case "typedarray":
        return [
          "LIST",
          ...value.items.map(v => this.value(v)),
          ...(value.type === "array" ? this.extra(value.properties) : []),
        ];
      case "set":
        return ["SET", ...value.items.map(v => this.value(v))];
      case "map":
        return ["DICT", ...value.entries.map(([k, v]) => [this.value(k), this.value(v)])];
      case "object":
        return value.class === "Object" || value.class === "null"
          ? ["DICT", ...this.pairs(value.properties)]
          : ["INSTANCE", value.class, ...this.pairs(value.properties)];
      case "error":
        return [
          "INSTANCE",
          value.class,
          ["name", value.name],
          ["message", value.message],
          ...this.pairs(value.properties),
        ];
      case "function": {
        const fn = this.trace.tables.functions[value.function];
        const program = fn === undefined ? undefined : this.trace.programs[fn.program];
        const node = program?.nodes[fn.node];
        const code =
          program === undefined || node === undefined
            ? `function ${value.name}() { [native code] }`
            : program.source.slice(node.start, node.end);
        return [
          "JS_FUNCTION",
          value.name,
          code,
          value.properties.length === 0 ? null : this.pairs(value.properties),
          null,
        ];
      }
      case "date":
        return [
          "INSTANCE_PPRINT",
          "Date",
          Number.isNaN(value.time) ? "Invalid Date" : new Date(value.time).toISOString(),
        ];
      case "regexp":
        return ["INSTANCE_PPRINT", "RegExp", `/${value.source}/${value.flags}`];
      case "boxed":
        return ["INSTANCE", value.class, ["value", this.value(value.value)]];
      default:
        return ["INSTANCE", "class" in value ? value.class : value.type];
    }
  }

  private pairs(properties: readonly Property[]): [string, TutorValue][] {
    return properties.map(({ key, value }) => [key, this.value(value)]);
  }

  private extra(properties: readonly Property[]): unknown[] {
    return properties.map(({ key, value }) => ["JS_PROPERTY", key, this.value(value)]);
  }
}
