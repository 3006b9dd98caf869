import type { TreeCursor } from "web-tree-sitter";
import type { Node } from "../Node.js";
import { type NodeWriter, nodeWriter } from "../NodeWriter.js";
import type { Language } from "../Program.js";
import { LEAF, type TreeVisitor, WORDS, walkTree } from "../walkTree.js";
import { looseCategory } from "./looseCategory.js";

/** Nodes whose text between children is text of the string, not space. */
const TEXTUAL: ReadonlySet<string> = new Set(["string", "format_specifier", "template_string"]);

/** Leaves, whatever the grammar finds inside. */
const WHOLE: ReadonlySet<string> = new Set(["string_content", "string_fragment", "regex", "jsx_text"]);

const COMMENTS: ReadonlySet<string> = new Set(["comment", "html_comment", "hash_bang_line"]);

/** Pieces of a template that are one leaf where they stand side by side. */
const FRAGMENTS: ReadonlySet<string> = new Set(["string_fragment", "escape_sequence"]);

/** Walks any tree of tree-sitter once and writes the node table {@link parseLoose} describes; it refuses nothing. */
export class LooseTable implements TreeVisitor {
  readonly errors: Set<number> = new Set();
  readonly missing: Map<number, string> = new Map();
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
    language: Language,
    private readonly root: string,
  ) {
    this.writer = nodeWriter(source, language, looseCategory);
  }

  /** Writes the tree under a cursor that stands on its root, and deletes the cursor. */
  build(cursor: TreeCursor): Node[] {
    const root = this.writer.push(this.root, 0, this.source.length, -1, "");
    if (cursor.nodeType === "ERROR") this.errors.add(root);
    walkTree(cursor, root, this);
    cursor.delete();
    this.flush(root);
    this.between(root, this.source.length);
    this.writer.close(root);
    return this.writer.nodes;
  }

  enter(cursor: TreeCursor, parent: number): number {
    const { nodeType: type, startIndex: start, endIndex: end, nodeIsNamed: named } = cursor;
    if (COMMENTS.has(type)) {
      this.between(parent, start);
      this.comments.push({ start, end });
      this.covered = end;
      return LEAF;
    }
    const field = cursor.currentFieldName ?? this.words;
    if (start === end) return this.empty(cursor, parent, field);
    if (type === "line_continuation") this.leaf("Punctuator", start, start + 1, parent, field);
    else if (type === "optional_chain") this.leaf("Punctuator", start, end, parent, field);
    else if (!named) {
      if (cursor.gotoFirstChild()) {
        this.words = field;
        return WORDS;
      }
      this.leaf(/^\w/.test(type) ? "Keyword" : "Punctuator", start, end, parent, field);
    } else if (FRAGMENTS.has(type) && this.continues(parent, start)) this.extend(end);
    else if (isWhole(cursor, type)) {
      const id = this.leaf(FRAGMENTS.has(type) ? "string_fragment" : type, start, end, parent, field);
      if (type === "ERROR") this.errors.add(id);
    } else {
      this.flush(parent);
      this.between(parent, start);
      const id = this.writer.push(type, start, end, parent, field);
      if (type === "ERROR") this.errors.add(id);
      return id;
    }
    return LEAF;
  }

  /** A node without text: what is missing is kept, the automatic end of a line is not. */
  private empty(cursor: TreeCursor, parent: number, field: string): number {
    const { nodeType: type, startIndex: start, nodeIsNamed: named } = cursor;
    if (!named && !cursor.nodeIsMissing) return LEAF;
    this.flush(parent);
    this.between(parent, start);
    const kind = named ? type : /^\w/.test(type) ? "Keyword" : "Punctuator";
    const id = this.writer.push(kind, start, start, parent, field);
    this.missing.set(id, type);
    this.tokenEnd = Math.max(this.tokenEnd, start);
    return cursor.gotoFirstChild() ? id : LEAF;
  }

  leaveWords(): void {
    this.words = "";
  }

  leave(id: number, cursor: TreeCursor): number {
    const node = this.writer.nodes[id];
    if (TEXTUAL.has(node.type)) this.between(id, cursor.endIndex);
    this.writer.close(id, Math.max(node.start, this.tokenEnd));
    return node.parent;
  }

  private leaf(type: string, start: number, end: number, parent: number, field: string): number {
    this.flush(parent);
    this.between(parent, start);
    const id = this.writer.push(type, start, end, parent, field);
    this.covered = end;
    this.tokenEnd = end;
    return id;
  }

  /** Whether the last leaf is a piece of the same template that ends here. */
  private continues(parent: number, start: number): boolean {
    const last = this.writer.nodes[this.writer.nodes.length - 1];
    return last.type === "string_fragment" && last.parent === parent && last.end === start;
  }

  private extend(end: number): void {
    this.writer.close(this.writer.nodes.length - 1, end);
    this.covered = end;
    this.tokenEnd = end;
  }

  /** Writes the comments that wait. */
  private flush(parent: number): void {
    for (const { start, end } of this.comments) this.writer.push("Comment", start, end, parent, "");
    this.comments = [];
  }

  /** Takes the text up to an offset: text of a string, space, or what no token of the grammar is. */
  private between(parent: number, offset: number): void {
    if (offset <= this.covered) return;
    if (TEXTUAL.has(this.writer.nodes[parent].type)) {
      this.writer.push("string_content", this.covered, offset, parent, "");
      this.tokenEnd = offset;
    } else {
      const from = this.covered;
      for (const { index, 0: text } of this.source
        .slice(from, offset)
        .matchAll(/\\(?=[\r\n])|[^\s\\]+|\\/g)) {
        this.flush(parent);
        const continued = text === "\\" && /[\r\n]/.test(this.source[from + index + 1] ?? "");
        const type = continued ? "Punctuator" : "ERROR";
        const id = this.writer.push(type, from + index, from + index + text.length, parent, "");
        if (!continued) this.errors.add(id);
        this.tokenEnd = from + index + text.length;
      }
    }
    this.covered = offset;
  }
}

/** Whether a named node is one leaf; if not, moves the cursor to its first child. */
function isWhole(cursor: TreeCursor, type: string): boolean {
  // Escapes inside leave the rest of the content without nodes.
  if (WHOLE.has(type) || !cursor.gotoFirstChild()) return true;
  if (type !== "string") return false;
  let parted = false;
  do parted ||= cursor.nodeType === "interpolation" || cursor.nodeIsMissing || cursor.nodeType === "ERROR";
  while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return !(parted && cursor.gotoFirstChild());
}
