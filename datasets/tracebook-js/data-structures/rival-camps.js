const leader = new Map();

function find(name) {
  const link = leader.get(name);
  if (link === undefined) return { root: name, side: 0 };
  const above = find(link.to);
  link.side ^= above.side;
  link.to = above.root;
  return { root: link.to, side: link.side };
}

function join(left, right, rivals) {
  const a = find(left);
  const b = find(right);
  const side = a.side ^ b.side ^ rivals;
  if (a.root !== b.root) leader.set(a.root, { to: b.root, side });
  else if (side !== 0) throw new Error(`${left} cannot be ${rivals ? "against" : "with"} ${right}`);
}

function camps(first, second, facts) {
  for (const fact of facts) {
    const [, left, sign, right] = /(\w+)([+-])(\w+)/.exec(fact);
    join(left, right, sign === "-" ? 1 : 0);
  }
  const a = find(first);
  const b = find(second);
  if (a.root !== b.root) return "unknown";
  return a.side === b.side ? "together" : "against";
}
