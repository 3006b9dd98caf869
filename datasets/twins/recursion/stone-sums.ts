function search(stones: number[], weight: number, start: number, chosen: number[]): number[] | null {
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

function balance(stones: number[], weight: number): number[] | null {
  return search(stones, weight, 0, []);
}
