function search(stones, weight, start, chosen) {
  if (weight === 0) {
    return chosen;
  }
  for (let i = start; i < stones.length; i++) {
    if (stones[i] <= weight) {
      const longer = chosen.concat([stones[i]]);
      const found = search(stones, weight - stones[i], i + 1, longer);
      if (found !== null) {
        return found;
      }
    }
  }
  return null;
}

function balance(stones, weight) {
  return search(stones, weight, 0, []);
}
