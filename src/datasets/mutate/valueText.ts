import type { Property, Value } from "../../trace/format/Value.js";

/** How names and functions of one run are called in the text. */
export interface Naming {
  /** The name a class or private field is compared by. */
  readonly name: (name: string) => string;
  /** What a function of the program is compared by, given its id in the tables. */
  readonly fn: (id: number) => string;
}

/**
 * A value as text, such that two runs of one meaning give equal texts: content, classes, order of keys and what is the
 * same object within the value count; heap ids do not.
 */
export function valueText(value: Value, naming: Naming): string {
  const seen = new Map<number, number>();
  const text = (each: Value): string => {
    if ("id" in each && each.id >= 0) {
      const known = seen.get(each.id);
      if (known !== undefined) return `^${known}`;
      seen.set(each.id, seen.size);
    }
    switch (each.type) {
      case "boolean":
      case "bigint":
      case "int":
        return `${each.type} ${each.value}`;
      case "number":
        return Object.is(each.value, -0) ? "-0" : String(each.value);
      case "string":
        return `${JSON.stringify(each.value)}${each.length}`;
      case "symbol":
        return `@@${each.description}`;
      case "function":
        return `${each.function >= 0 ? naming.fn(each.function) : `built-in ${each.name}`}${fields(each.properties)}`;
      case "array":
        return `${naming.name(each.class)}[${each.items.map(text)}|${each.truncated}]${fields(each.properties)}`;
      case "typedarray":
        return `${each.class}[${each.items.map(text)}|${each.truncated}]`;
      case "object":
        return `${naming.name(each.class)}${fields(each.properties)}|${each.truncated}`;
      case "map": {
        const entries = each.entries.map(([key, item]) => `${text(key)}=>${text(item)}`);
        return `${naming.name(each.class)}(${entries}|${each.truncated})${fields(each.properties)}`;
      }
      case "set":
        return `${naming.name(each.class)}(${each.items.map(text)}|${each.truncated})${fields(each.properties)}`;
      case "date":
        return `Date ${each.time}`;
      case "regexp":
        return `/${each.source}/${each.flags}`;
      case "error":
        return `${naming.name(each.class)} ${each.name}: ${each.message}${fields(each.properties)}`;
      case "boxed":
        return `${each.class} ${text(each.value)}`;
      case "opaque":
        return `opaque ${naming.name(each.class)}`;
      default:
        return each.type;
    }
  };
  const fields = (properties: readonly Property[]): string =>
    `{${properties.map(({ key, value: held }) => `${fieldName(key, naming)}:${text(held)}`)}}`;
  return text(value);
}

/** Only private fields are renamed: any other key is data. */
export function fieldName(key: string, naming: Pick<Naming, "name">): string {
  return key.startsWith("#") ? naming.name(key) : key;
}
