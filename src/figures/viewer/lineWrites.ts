import type { Replay } from "../../trace/derive/Replay.js";
import { previewValue } from "./previewValue.js";
import { isPrimitive, rowValue } from "./rowValue.js";
import type { PlaceRows } from "./scanRows.js";

/** Characters of one value in the list beside a line. */
const VALUE_CHARS = 28;

/**
 * What was assigned and returned on each line, over the whole run: `i = 0, 1, 2, … 9 (10×)`. Program index →
 * 1-based line → text.
 * Moves the replay.
 */
export function lineWrites(
  replay: Replay,
  places: readonly PlaceRows[],
): Map<number, Record<number, string>> {
  const texts = new Map<number, string>();
  const wanted = places
    .flatMap(place => [...place.first, place.last])
    .filter(row => !texts.has(row.row) && texts.set(row.row, ""))
    .sort((a, b) => a.row - b.row);
  for (const { row, tag, value } of wanted) {
    if (!isPrimitive(tag)) replay.seek(row);
    texts.set(row, previewValue(rowValue(replay, tag, value), VALUE_CHARS, replay.trace.header.language));
  }
  const result = new Map<number, Record<number, string>>();
  for (const place of [...places].sort(
    (a, b) => a.program - b.program || a.line - b.line || a.node - b.node,
  )) {
    const lines = result.get(place.program) ?? {};
    result.set(place.program, lines);
    const values = place.first.map(row => texts.get(row.row)!);
    const more = place.count > place.first.length;
    const same = values.every(value => value === values[0] && value === texts.get(place.last.row));
    if (same) values.splice(1);
    else if (more)
      values.push(`${place.count > place.first.length + 1 ? "… " : ""}${texts.get(place.last.row)!}`);
    const times = place.count > 1 ? ` (${place.count}×)` : "";
    const text = `${place.name} ${values.join(", ")}${times}`;
    lines[place.line] = lines[place.line] === undefined ? text : `${lines[place.line]};  ${text}`;
  }
  return result;
}
