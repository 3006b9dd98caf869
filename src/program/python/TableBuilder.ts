import type { TreeCursor } from "web-tree-sitter";
import { lineStarts, positionAt } from "../lines.js";
import type { Node } from "../Node.js";
import { type NodeWriter, nodeWriter } from "../NodeWriter.js";
import { SourceError } from "../SourceError.js";
import { LEAF, type TreeVisitor, WORDS, walkTree } from "../walkTree.js";
import { oldInteger, PYTHON_2 } from "./python2.js";
import { rotateSplats } from "./rotateSplats.js";

/** Nodes whose text between children is text of the string, not space. */
const TEXTUAL: ReadonlySet<string> = new Set(["string", "format_specifier"]);

/** Walks tree-sitter's tree once and writes the node table {@link parsePython} describes. */
export class TableBuilder implements TreeVisitor {
  private readonly writer: NodeWriter;
  /** Comments read since the last token: their parent is known when the next token comes. */
  private comments: { readonly start: number; readonly end: number }[] = [];
  /** Where the text not yet in a leaf begins. */
  private covered = 0;
  /** Field of the token of several words that is being read. */
  private words = "";
  /** End of the last token that is no comment. */
  private tokenEnd = 0;

  constructor(
    private readonly source: string,
    private readonly file: string,
  ) {
    this.writer = nodeWriter(source, "python");
  }

  /** Writes the tree under a cursor that stands on its root, and deletes the cursor. */
  build(cursor: TreeCursor): Node[] {
    const root = this.writer.push("module", 0, this.source.length, -1, "");
    walkTree(cursor, root, this);
    cursor.delete();
    this.flush(root);
    this.gap(this.source.length);
    this.writer.close(root);
    rotateSplats(this.writer.nodes);
    return this.writer.nodes;
  }

  enter(cursor: TreeCursor, parent: number): number {
    const { nodeType: type, startIndex: start, endIndex: end } = cursor;
    if (type === "comment") {
      this.gap(start);
      this.comments.push({ start, end });
      this.covered = end;
      return LEAF;
    }
    // An automatic end of line has no text.
    if (start === end) {
      if (type === "block") this.refuse("an indented block is missing", this.tokenEnd);
      return LEAF;
    }
    const old = PYTHON_2.get(type);
    if (old !== undefined) this.refuse(old, start);
    const field = cursor.currentFieldName ?? this.words;
    if (type === "line_continuation") {
      this.leaf("Punctuator", start, start + 1, parent, field);
    } else if (!cursor.nodeIsNamed) {
      if (cursor.gotoFirstChild()) {
        this.words = field;
        return WORDS;
      }
      this.leaf(/^\w/.test(type) ? "Keyword" : "Punctuator", start, end, parent, field);
    } else if (isWhole(cursor, type)) {
      if (type === "integer") this.integer(start, end);
      this.leaf(type, start, end, parent, field);
    } else {
      this.flush(parent);
      this.between(parent, start);
      return this.writer.push(type, start, end, parent, field);
    }
    return LEAF;
  }

  leaveWords(): void {
    this.words = "";
  }

  leave(id: number, cursor: TreeCursor): number {
    const node = this.writer.nodes[id];
    if (TEXTUAL.has(node.type)) this.between(id, cursor.endIndex);
    this.writer.close(id, this.tokenEnd);
    return node.parent;
  }

  private leaf(type: string, start: number, end: number, parent: number, field: string): void {
    this.flush(parent);
    this.between(parent, start);
    this.writer.push(type, start, end, parent, field);
    this.covered = end;
    this.tokenEnd = end;
  }

  /** Writes the comments that wait. */
  private flush(parent: number): void {
    for (const { start, end } of this.comments) this.writer.push("Comment", start, end, parent, "");
    this.comments = [];
  }

  /** Takes the text up to an offset: text of a string, or space. */
  private between(parent: number, offset: number): void {
    if (offset > this.covered && TEXTUAL.has(this.writer.nodes[parent].type)) {
      this.writer.push("string_content", this.covered, offset, parent, "");
      this.tokenEnd = offset;
    } else {
      // Where the grammar's scanner skips the end of a continued line, the tree has no node for it.
      for (const { index } of this.source.slice(this.covered, offset).matchAll(/\\(?=[\r\n])/g)) {
        const at = this.covered + index;
        this.writer.push("Punctuator", at, at + 1, parent, "");
        this.covered = at + 1;
      }
      this.gap(offset);
    }
    this.covered = offset;
  }

  /** Refuses text between tokens that is no space. */
  private gap(offset: number): void {
    const at = this.source.slice(this.covered, offset).search(/\S/);
    if (at < 0) return;
    const character = String.fromCodePoint(this.source.codePointAt(this.covered + at)!);
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
    this.refuse(`invalid character ${JSON.stringify(character)} (U+${code})`, this.covered + at);
  }

  private integer(start: number, end: number): void {
    const reason = oldInteger(this.source.slice(start, end));
    if (reason !== undefined) this.refuse(reason, start);
  }

  private refuse(reason: string, offset: number): never {
    const { line, column } = positionAt(lineStarts(this.source, "python"), offset);
    throw new SourceError(reason, this.file, line, column);
  }
}

/** Whether a named node is one leaf; if not, moves the cursor to its first child. */
function isWhole(cursor: TreeCursor, type: string): boolean {
  // Escapes inside leave the rest of the content without nodes.
  if (type === "string_content" || !cursor.gotoFirstChild()) return true;
  if (type !== "string") return false;
  let interpolated = false;
  do interpolated ||= cursor.nodeType === "interpolation";
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return !(interpolated && cursor.gotoFirstChild());
}
