import { pythonLiteral } from "../../trace/derive/pythonLiteral.js";
import type { Value } from "../../trace/format/Value.js";

/**
 * A value in Python's forms; undefined for what looks the same in every language.
 *
 * @param limit no string needs more characters than this.
 * @param inner the text of a part.
 */
export function previewPython(
  value: Value,
  limit: number,
  inner: (part: Value) => string,
): string | undefined {
  switch (value.type) {
    case "null":
    case "boolean":
    case "number":
      return pythonLiteral(value);
    case "string": {
      const kept = value.value.slice(0, limit);
      const text = pythonLiteral({ type: "string", value: kept, length: kept.length });
      return value.length > value.value.length ? `${text}… (${value.length} characters)` : text;
    }
    case "uninitialized":
      return "(not bound)";
    case "function":
      return value.name === "" ? "ƒ" : `ƒ ${value.name}`;
    case "array": {
      const parts = value.items.map(inner);
      if (value.truncated > 0) parts.push(`… ${value.truncated} more`);
      if (value.class === "list") return `[${parts.join(", ")}]`;
      if (value.class === "tuple") return `(${parts.join(", ")}${parts.length === 1 ? "," : ""})`;
      return `${value.class}([${parts.join(", ")}])`;
    }
    case "map": {
      const parts = value.entries.map(([key, item]) => `${inner(key)}: ${inner(item)}`);
      if (value.truncated > 0) parts.push(`… ${value.truncated} more`);
      const text = `{${parts.join(", ")}}`;
      return value.class === "dict" ? text : `${value.class}(${text})`;
    }
    case "set": {
      const parts = value.items.map(inner);
      if (value.truncated > 0) parts.push(`… ${value.truncated} more`);
      if (parts.length === 0) return `${value.class}()`;
      return value.class === "set" ? `{${parts.join(", ")}}` : `${value.class}({${parts.join(", ")}})`;
    }
    case "object": {
      const parts = value.properties.map(({ key, value: item }) => `${key}=${inner(item)}`);
      if (value.truncated > 0) parts.push(`… ${value.truncated} more`);
      return `${value.class}(${parts.join(", ")})`;
    }
    case "boxed":
      // The text is the repr.
      return value.value.type === "string" ? value.value.value : inner(value.value);
    default:
      return undefined;
  }
}
