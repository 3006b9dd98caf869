import type { Node } from "typescript";
import type { TypeScript } from "./Tslab.js";

/** A cell as tslab can compile it. */
export interface EditedCell {
  readonly text: string;
  /** Offset (UTF-16) in the cell as written, of an offset in `text`. */
  back(offset: number): number;
  /** It awaits outside of any function. */
  readonly awaits: boolean;
}

/** Makes the parser take the cell as a module, where `await` is a keyword. */
const MODULE = "export {};";

/**
 * Mends what tslab compiles wrongly, without moving a line:
 *
 * - it writes variables of earlier cells as properties of an object but leaves shorthand properties alone, so `{a}` is
 *   written out as `{a: a}` (not `{__proto__}`, which would mean something else);
 * - it overlooks an `await` before a bracket and a lone `for await`: `awaits` says that there is one.
 *
 * A cell with syntax errors is left as it is: the compiler will say what is wrong with it.
 */
export function editCell(ts: TypeScript, source: string, isJS: boolean): EditedCell {
  const file = ts.createSourceFile(
    isJS ? "cell.js" : "cell.ts",
    MODULE + source,
    ts.ScriptTarget.ES2022,
    false,
  );
  const { parseDiagnostics } = file as unknown as { readonly parseDiagnostics: readonly unknown[] };
  if (parseDiagnostics.length > 0) return { text: source, back: offset => offset, awaits: false };
  const edits: { readonly at: number; readonly text: string }[] = [];
  let awaits = false;
  const visit = (node: Node, inFunction: boolean): void => {
    if (ts.isShorthandPropertyAssignment(node)) {
      const name = node.name.getText(file);
      if (name !== "__proto__") edits.push({ at: node.name.getEnd() - MODULE.length, text: `: ${name}` });
    } else if (!inFunction) {
      awaits ||=
        ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    }
    // Field initialisers and static blocks cannot await either.
    const inside = inFunction || ts.isFunctionLike(node) || ts.isClassElement(node);
    ts.forEachChild(node, child => visit(child, inside));
  };
  visit(file, false);
  edits.sort((a, b) => a.at - b.at);
  let text = "";
  let from = 0;
  for (const edit of edits) {
    text += source.slice(from, edit.at) + edit.text;
    from = edit.at;
  }
  text += source.slice(from);
  const back = (offset: number): number => {
    let added = 0;
    for (const edit of edits) {
      if (offset < edit.at + added + edit.text.length) return Math.min(offset - added, edit.at);
      added += edit.text.length;
    }
    return offset - added;
  };
  return { text, back, awaits };
}
