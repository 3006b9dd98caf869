function take(n, box) {
  try {
    if (n < 0) throw box;
    return [n, box, box.n++];
  } catch (thrown) {
    thrown.caught = true;
    return thrown;
  } finally {
    n = 2;
    box.n *= 10;
  }
}

function change(n) {
  const box = { n };
  const out = take(n, box);
  label: try {
    if (n === 0) break label;
    out[3] = "kept";
  } finally {
    box.last = typeof out[3];
  }
  return { out, box, same: out === box };
}
