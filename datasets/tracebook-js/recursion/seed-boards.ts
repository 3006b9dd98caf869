type Piles = { readonly grains: bigint; readonly piles: number };

function split(grains: bigint, hands: bigint): Piles {
  if (grains < hands) return { grains, piles: 1 };
  const rest = split(grains / hands, hands + 1n);
  return { grains: rest.grains * 10n + (grains % hands), piles: rest.piles + 1 };
}

function grow(grains: bigint, squares: number): bigint {
  if (grains <= 0n) throw new RangeError(`${grains} grains cannot grow`);
  if (squares === 0) return grains;
  if (squares % 2 === 1) return grow(grains, squares - 1) + grains;
  return grow(grains, squares / 2) * 2n ** BigInt(squares > 8 ? 8 : squares);
}

function share(grains: bigint, squares: number): [bigint, number, boolean] {
  const grown = grow(grains, squares);
  const { grains: left, piles } = split(grown, 2n);
  return [left, piles, BigInt.asUintN(8, grown) === grown];
}
