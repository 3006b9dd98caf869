import type { Property, Value } from "../trace/format/Value.js";

/** How much of a value a line of text shows. */
const ITEMS = 12;
const DEPTH = 3;
const CHARACTERS = 60;

/** A value as one short piece of text for a terminal: what is left out is marked with `…`. */
export function shortValue(value: Value, depth = 0): string {
  switch (value.type) {
    case "undefined":
    case "null":
      return value.type;
    case "boolean":
      return String(value.value);
    case "number":
      return Object.is(value.value, -0) ? "-0" : String(value.value);
    case "bigint":
      return `${value.value}n`;
    case "string": {
      const cut = value.value.length > CHARACTERS || value.length > value.value.length;
      return `${JSON.stringify(value.value.slice(0, CHARACTERS))}${cut ? `… (${value.length})` : ""}`;
    }
    case "symbol":
      return `Symbol(${value.description})`;
    case "function":
      return `ƒ ${value.name || "(anonymous)"}`;
    case "date":
      return Number.isNaN(value.time) ? "Invalid Date" : `Date ${new Date(value.time).toISOString()}`;
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "error":
      return `${value.name}: ${value.message}`;
    case "boxed":
      return `${value.class} ${shortValue(value.value, depth)}`;
    case "opaque":
      return `${value.class} {…}`;
    case "ref":
      return `↺ #${value.id}`;
    case "hole":
      return "";
    case "accessor":
      return "(getter)";
    case "elided":
      return "…";
    case "uninitialized":
      return "(not yet initialised)";
    case "array":
      return list("[", "]", value.class === "Array" ? "" : value.class, value.items, value, depth);
    case "typedarray":
      return list("[", "]", value.class, value.items, value, depth);
    case "set":
      return list("{", "}", value.class, value.items, value, depth);
    case "map":
      return wrap(
        "{",
        "}",
        value.class,
        value.entries.map(
          ([key, held]) =>
            () =>
              `${shortValue(key, depth + 1)} => ${shortValue(held, depth + 1)}`,
        ),
        value.truncated,
        depth,
      );
    case "object":
      return wrap(
        "{",
        "}",
        value.class === "Object" ? "" : value.class,
        value.properties.map(property => () => named(property, depth)),
        value.truncated,
        depth,
      );
  }
}

function named({ key, value }: Property, depth: number): string {
  const plain = /^[#@$\w]+$/.test(key) ? key : JSON.stringify(key);
  return `${plain}: ${shortValue(value, depth + 1)}`;
}

function list(
  open: string,
  close: string,
  name: string,
  items: readonly Value[],
  { truncated }: { readonly truncated: number },
  depth: number,
): string {
  const parts = items.map(item => () => shortValue(item, depth + 1));
  return wrap(open, close, name, parts, truncated, depth);
}

/** Parts are made only as far as they are shown: a value may be large. */
function wrap(
  open: string,
  close: string,
  name: string,
  parts: readonly (() => string)[],
  truncated: number,
  depth: number,
): string {
  const head = name === "" ? open : `${name} ${open}`;
  if (parts.length === 0 && truncated === 0) return `${head}${close}`;
  if (depth >= DEPTH) return `${head}…${close}`;
  const shown = parts.slice(0, ITEMS).map(part => part());
  const rest = parts.length + truncated - shown.length;
  if (rest > 0) shown.push(`… ${rest} more`);
  return `${head}${shown.join(", ")}${close}`;
}
