type Rule = (counts: readonly number[], roll: readonly number[]) => number | undefined;

const rules = {
  straight: (counts, roll) => (roll.length > 2 && counts.every(n => n < 2) ? 10 : undefined),
  triple(counts) {
    const face = counts.findIndex(n => n > 2);
    return face < 0 ? undefined : face ** 2 + 4;
  },
  pair(counts) {
    for (let face = 6; face > 0; face--) if (counts[face] > 1) return face * 2;
  },
  sum: (_, roll) => roll.reduce((a, b) => a + b, 0) >> 1,
} satisfies Record<string, Rule>;

type Name = keyof typeof rules;

function score(roll: readonly number[], ...skipped: Name[]): readonly [rule: string, points: number] {
  const counts = new Array<number>(7).fill(0);
  for (const die of roll) {
    if (!Number.isInteger(die) || die < 1 || die > 6) throw new RangeError(`a die cannot show ${die}`);
    counts[die]++;
  }
  let best: [string, number] = ["nothing", 0];
  for (const [name, rule] of Object.entries<Rule>(rules)) {
    if (skipped.includes(name as Name)) continue;
    const points = rule(counts, roll);
    if (points !== undefined && points > best[1]) best = [name, points];
  }
  return best;
}
