import { byteOffsets } from "./bytes.js";
import { categorize } from "./categorize.js";
import { lineIndex, lineStarts } from "./lines.js";
import type { Category, Node } from "./Node.js";
import type { Language } from "./Program.js";

/** Writes a node table in preorder. */
export interface NodeWriter {
  /** What has been written. */
  readonly nodes: Node[];
  /** Adds a node and returns its id; until {@link NodeWriter.close} it is a leaf. */
  readonly push: (type: string, start: number, end: number, parent: number, field: string) => number;
  /** Says that everything inside node `id` has been written, and, if given, where it ends. */
  readonly close: (id: number, end?: number) => void;
}

/**
 * A {@link NodeWriter} for a text: it knows lines, bytes and categories.
 *
 * @param categoryOf table of categories, as {@link categorize} by default.
 */
export function nodeWriter(
  source: string,
  language: Language,
  categoryOf: (...of: Parameters<typeof categorize>) => Category = categorize,
): NodeWriter {
  const starts = lineStarts(source, language);
  const bytes = byteOffsets(source);
  const nodes: { -readonly [K in keyof Node]: Node[K] }[] = [];
  return {
    nodes,
    push(type, start, end, parent, field) {
      const id = nodes.length;
      const first = lineIndex(starts, start);
      const last = lineIndex(starts, end);
      nodes.push({
        id,
        type,
        category: categoryOf(language, type, source, start, end, parent < 0 ? "" : nodes[parent].type),
        parent,
        field,
        last: id,
        start,
        end,
        byteStart: bytes === undefined ? start : bytes[start],
        byteEnd: bytes === undefined ? end : bytes[end],
        line: first + 1,
        column: start - starts[first],
        endLine: last + 1,
        endColumn: end - starts[last],
      });
      return id;
    },
    close(id, end) {
      const node = nodes[id];
      node.last = nodes.length - 1;
      if (end === undefined || end === node.end) return;
      const last = lineIndex(starts, end);
      node.end = end;
      node.byteEnd = bytes === undefined ? end : bytes[end];
      node.endLine = last + 1;
      node.endColumn = end - starts[last];
    },
  };
}
