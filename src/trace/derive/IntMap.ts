/*
 * A node is an array of 32 children (or values) and, at index 32, the edit it belongs to. A node of the
 * current edit may be changed in place; older nodes are shared with checkpoints and are copied first.
 */
type Node = unknown[];
const WIDTH = 32;
const EDIT = 32;

/**
 * Map from non-negative integers to values as a radix tree with structural sharing. `clone` costs nothing; a
 * write copies only the nodes on its path, and those only once per edit. This is what makes checkpoints of a
 * {@link Replay} cheap.
 */
export class IntMap<T> {
  private root: Node | undefined;
  private shift = 0;

  get(index: number): T | undefined {
    let node = this.root;
    if (node === undefined || index < 0 || (this.shift < 30 && index >>> (this.shift + 5) !== 0))
      return undefined;
    for (let shift = this.shift; shift > 0; shift -= 5) {
      node = node[(index >>> shift) & 31] as Node | undefined;
      if (node === undefined) return undefined;
    }
    return node[index & 31] as T | undefined;
  }

  /** Writes (`undefined` deletes). Only nodes whose edit is `edit` are changed in place. */
  set(index: number, value: T | undefined, edit: number): void {
    if (value === undefined) {
      if (this.get(index) !== undefined && this.root !== undefined) {
        this.root = this.without(this.root, this.shift, index, edit);
        if (this.root === undefined) this.shift = 0;
      }
      return;
    }
    if (this.root === undefined) this.root = blank(edit);
    while (this.shift < 30 && index >>> (this.shift + 5) !== 0) {
      const above = blank(edit);
      above[0] = this.root;
      this.root = above;
      this.shift += 5;
    }
    let node = own(this.root, edit);
    this.root = node;
    for (let shift = this.shift; shift > 0; shift -= 5) {
      const at = (index >>> shift) & 31;
      const child = node[at] as Node | undefined;
      const next = child === undefined ? blank(edit) : own(child, edit);
      node[at] = next;
      node = next;
    }
    node[index & 31] = value;
  }

  /** A map with the same content; both may then be written under edits newer than this one's nodes. */
  clone(): IntMap<T> {
    const copy = new IntMap<T>();
    copy.root = this.root;
    copy.shift = this.shift;
    return copy;
  }

  /** Visits entries in ascending order of their index, until the visitor returns false. */
  visit(visit: (value: T, index: number) => boolean | undefined): void {
    if (this.root !== undefined)
      walk(this.root, this.shift, 0, visit as (v: unknown, i: number) => boolean | undefined);
  }

  private without(node: Node, shift: number, index: number, edit: number): Node | undefined {
    const at = (index >>> shift) & 31;
    const mine = own(node, edit);
    mine[at] = shift === 0 ? undefined : this.without(mine[at] as Node, shift - 5, index, edit);
    for (let i = 0; i < WIDTH; i++) if (mine[i] !== undefined) return mine;
    return undefined;
  }
}

function blank(edit: number): Node {
  const node: Node = new Array(WIDTH + 1).fill(undefined);
  node[EDIT] = edit;
  return node;
}

function own(node: Node, edit: number): Node {
  if (node[EDIT] === edit) return node;
  const copy = node.slice();
  copy[EDIT] = edit;
  return copy;
}

function walk(
  node: Node,
  shift: number,
  base: number,
  visit: (value: unknown, index: number) => boolean | undefined,
): boolean {
  for (let i = 0; i < WIDTH; i++) {
    const child = node[i];
    if (child === undefined) continue;
    if (shift === 0) {
      if (visit(child, base + i) === false) return false;
    } else if (!walk(child as Node, shift - 5, base + i * 2 ** shift, visit)) return false;
  }
  return true;
}
