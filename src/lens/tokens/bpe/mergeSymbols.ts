import type { MergeTable } from "./MergeTable.js";

/**
 * Byte-pair encoding of one piece (Sennrich et al., arXiv 1508.07909): the pair with the earliest merge goes first, of several
 * the leftmost, until none is left. A heap over a linked list: O(n log n), so a vocabulary without pre-tokenisation
 * (Gemma's) takes a whole file as one piece.
 *
 * @param symbols ids to begin with.
 * @returns ids of the tokens; may be `symbols` itself.
 */
export function mergeSymbols(symbols: readonly number[], table: MergeTable): readonly number[] {
  const count = symbols.length;
  if (count < 2) return symbols;
  const id = Int32Array.from(symbols);
  const next = new Int32Array(count);
  const before = new Int32Array(count);
  const heap: number[] = [];
  // A key is rank * count + position: below 2^53, and the order of the heap is that of the merges.
  const offer = (at: number): void => {
    if (at < 0 || next[at] >= count) return;
    const slot = table.find(id[at], id[next[at]]);
    if (slot >= 0) push(heap, table.rank[slot] * count + at);
  };
  for (let at = 0; at < count; at++) {
    next[at] = at + 1;
    before[at] = at - 1;
  }
  for (let at = 0; at + 1 < count; at++) offer(at);
  while (heap.length > 0) {
    const key = pop(heap);
    const at = key % count;
    const right = next[at];
    if (id[at] < 0 || right >= count) continue;
    const slot = table.find(id[at], id[right]);
    // One of the pair has merged since with another.
    if (slot < 0 || table.rank[slot] !== (key - at) / count) continue;
    id[at] = table.merged[slot];
    id[right] = -1;
    next[at] = next[right];
    if (next[at] < count) before[next[at]] = at;
    offer(before[at]);
    offer(at);
  }
  const out: number[] = [];
  for (let at = 0; at < count; at = next[at]) out.push(id[at]);
  return out;
}

function push(heap: number[], key: number): void {
  let at = heap.length;
  heap.push(key);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent] <= key) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = key;
}

function pop(heap: number[]): number {
  const least = heap[0];
  const last = heap.pop() as number;
  const size = heap.length;
  if (size === 0) return least;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && heap[child + 1] < heap[child]) child++;
    if (heap[child] >= last) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = last;
  return least;
}
