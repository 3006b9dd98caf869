function swap(beads, left, right) {
  const held = beads[left];
  beads[left] = beads[right];
  beads[right] = held;
}

function rearrange(text, swaps) {
  const beads = [...text];
  let moved = 0;
  for (const [left, right] of swaps) {
    if (left >= beads.length || right >= beads.length) {
      continue;
    }
    if (beads[left] !== beads[right]) {
      moved += 1;
    }
    swap(beads, left, right);
  }
  return [beads.join(""), moved];
}
