type Memo = Map<number, number>;

function count(width: number, tiles: readonly number[], memo: Memo, calls: { n: number }): number {
  calls.n += 1;
  if (width === 0) return 1;
  if (width < 0) return 0;
  const known = memo.get(width);
  if (known !== undefined) return known;
  let sum = 0;
  for (const tile of tiles) sum += count(width - tile, tiles, memo, calls);
  memo.set(width, sum);
  return sum;
}

function tilings(width: number, tiles: readonly number[] = [1, 2]) {
  const memo: Memo = new Map();
  const calls = { n: 0 };
  const ways = count(width, tiles, memo, calls);
  return { ways, calls: calls.n, remembered: memo.size };
}
