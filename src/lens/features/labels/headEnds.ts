import type { Program } from "../../../program/Program.js";
import type { Site } from "../../../trace/format/tables.js";

const BODY = /^(?:body|consequent|alternate|cases|block|handler|finalizer|alternative)$/;

/** Byte of the source behind what a site runs itself: a simple statement whole, of a head all before its body. */
export function headEnd({ nodes }: Program, site: Site): number {
  const node = nodes[site.node];
  if (site.kind === "statement") return node.byteEnd;
  let end = node.byteStart;
  // Of a `do` the condition stands behind the body.
  if (site.kind === "do") return node.byteEnd;
  for (let id = node.id + 1; id <= node.last; id = nodes[id].last + 1) {
    if (BODY.test(nodes[id].field)) return Math.max(end, nodes[id].byteStart);
    end = nodes[id].byteEnd;
  }
  return node.byteEnd;
}
