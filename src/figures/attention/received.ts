import type { AttentionModel } from "./AttentionModel.js";
import { unpackPattern, unpackShare } from "./packPattern.js";

/** What a place receives of one query's attention. */
export interface Receiver {
  /** Its text in one line, and where it stands. */
  readonly text: string;
  readonly type: string;
  readonly line: number;
  readonly share: number;
}

/** One query's attention as the figure has it. */
export interface Received {
  /** By unit, of its text. */
  readonly units: Float64Array;
  /** Leaves, gaps and special tokens, most first. */
  readonly places: readonly Receiver[];
}

/** The packed row of a query, as shares by token. */
export function packedRow(model: AttentionModel, head: number, query: number): Float64Array {
  const codes = unpackPattern(Buffer.from(model.patterns[head], "base64"), model.tokens);
  const start = (query * (query + 1)) / 2;
  return Float64Array.from({ length: model.tokens }, (_, key) =>
    key <= query ? unpackShare(codes[start + key]) : 0,
  );
}

/** What each unit and each place receives. */
export function received(model: AttentionModel, row: Float64Array): Received {
  const units = new Float64Array(model.units.length);
  const places = new Map<string, { unit: number; share: number; text: string }>();
  const lines: number[] = [];
  let at = 0;
  let line = 1;
  model.units.forEach(([length, token, more, node, special], u) => {
    const text = special ?? model.text.slice(at, at + length);
    at += length;
    lines.push(line);
    line += special === undefined ? (text.match(/\r\n|[\r\n]/g)?.length ?? 0) : 0;
    const parts = model.parts[u];
    if (parts === undefined) for (let t = token; t <= token + more; t++) units[u] += row[t];
    else for (const [t, share] of parts) units[u] += (row[t] * share) / 1000;
    // White space between leaves is a place by itself; a leaf of many tokens is one.
    const gap = special === undefined && text.trim() === "";
    const key = special !== undefined || gap || node < 0 ? `unit ${u}` : `node ${node}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { unit: u, share: units[u], text });
    else {
      place.share += units[u];
      place.text += text;
    }
  });
  return {
    units,
    places: [...places.values()]
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share || a.unit - b.unit)
      .map(({ unit, share, text }) => ({
        text: JSON.stringify(text.trim() === "" ? text.replace(/ /g, "␣") : text).slice(1, -1),
        type: typeOf(model, unit, text),
        line: lines[unit],
        share,
      })),
  };
}

function typeOf(model: AttentionModel, unit: number, text: string): string {
  const [, , , node, special] = model.units[unit];
  if (special !== undefined) return "special token";
  if (node < 0) return "outside of the source";
  const name = model.types[model.nodes[node][0]];
  return text.trim() === "" ? `white space in ${name}` : name;
}
