function build(values, knot) {
  const nodes = values.map(value => ({ value, next: null }));
  nodes.forEach((node, i) => {
    node.next = nodes[i + 1] ?? nodes[knot] ?? null;
  });
  return nodes[0] ?? null;
}

function inspect(values, knot) {
  const head = build(values, knot);
  let slow = head;
  let fast = head;
  let rounds = 0;
  while (fast?.next) {
    slow = slow.next;
    fast = fast.next.next;
    rounds++;
    if (slow === fast) break;
  }
  const looped = Boolean(fast && fast.next);
  const { value: at = null } = slow ?? {};
  return { looped, rounds, at, head: head && head.value };
}
