function light(count, from = 0) {
  if (count === 0) return [];
  const half = count >> 1;
  const middle = from + half;
  const left = light(half, from);
  const right = light(count - half - 1, middle + 1);
  return [middle, ...left, ...right];
}
