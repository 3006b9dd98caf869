import type { Program } from "../../program/Program.js";

/** The literal that stands last in a program's text, as written; undefined where there is none. */
export function lastLiteral({ nodes, source }: Program): string | undefined {
  const literals = nodes.filter(({ type }) => type === "Literal");
  const last = literals.reduce<(typeof literals)[number] | undefined>(
    (a, b) => (a === undefined || b.start > a.start ? b : a),
    undefined,
  );
  return last === undefined ? undefined : source.slice(last.start, last.end);
}
