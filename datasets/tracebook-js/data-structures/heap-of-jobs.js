const heap = [];

function siftUp(at) {
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent][1] <= heap[at][1]) break;
    [heap[parent], heap[at]] = [heap[at], heap[parent]];
    at = parent;
  }
}

function siftDown() {
  let at = 0;
  for (;;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && heap[child][1] < heap[least][1]) least = child;
    }
    if (least === at) return;
    [heap[least], heap[at]] = [heap[at], heap[least]];
    at = least;
  }
}

function schedule(jobs) {
  for (const job of jobs) siftUp(heap.push(job) - 1);
  const order = [];
  while (heap.length > 0) {
    const last = heap.pop();
    const top = heap.length > 0 ? heap[0] : last;
    if (heap.length > 0) heap[0] = last;
    order.push(top[0]);
    siftDown();
  }
  return order;
}
