class Pot {
  size: number;
  honey: number;

  constructor(size: number) {
    this.size = size;
    this.honey = 0;
  }

  fill(spoons: number): number {
    this.honey = Math.min(this.size, this.honey + spoons);
    return this.honey;
  }

  eat(spoons: number): number {
    if (spoons > this.honey) {
      return -1;
    }
    this.honey -= spoons;
    return this.honey;
  }
}

function use(events: [string, number][]): number[] {
  const pot = new Pot(8);
  const levels: number[] = [];
  for (const [kind, spoons] of events) {
    if (kind === "fill") {
      levels.push(pot.fill(spoons));
    } else {
      levels.push(pot.eat(spoons));
    }
  }
  return levels;
}
