import type { TreeCursor } from "web-tree-sitter";

/** {@link TreeVisitor.enter}: nothing to read inside. */
export const LEAF = -1;
/** {@link TreeVisitor.enter}: the words of a token such as `not in` are read next. */
export const WORDS = -2;

/** What is done at each node of a tree of tree-sitter. */
export interface TreeVisitor {
  /**
   * Takes the node the cursor stands on. If its children are to be read, it has moved the cursor to the first and returns
   * the node's id, {@link WORDS} for a token of several words; else {@link LEAF}.
   */
  enter(cursor: TreeCursor, parent: number): number;
  /** The words of a token are read. */
  leaveWords(): void;
  /** All inside of a node is read; the cursor stands on it. Gives the id of its parent. */
  leave(id: number, cursor: TreeCursor): number;
}

/** Visits what is below the node a cursor stands on, in order, without recursion: trees may be deeper than the stack. */
export function walkTree(cursor: TreeCursor, root: number, visitor: TreeVisitor): void {
  /** For every level of the cursor below the root its node; {@link WORDS} for a token of several words. */
  const levels: number[] = [];
  let parent = root;
  let inside = cursor.gotoFirstChild();
  while (inside) {
    const entered = visitor.enter(cursor, parent);
    if (entered !== LEAF) {
      levels.push(entered);
      if (entered >= 0) parent = entered;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      cursor.gotoParent();
      const left = levels.pop();
      if (left === undefined) {
        inside = false;
        break;
      }
      if (left < 0) visitor.leaveWords();
      else parent = visitor.leave(left, cursor);
    }
  }
}
