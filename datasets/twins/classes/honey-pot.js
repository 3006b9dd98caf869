class Pot {
  size;
  honey;

  constructor(size) {
    this.size = size;
    this.honey = 0;
  }

  fill(spoons) {
    this.honey = Math.min(this.size, this.honey + spoons);
    return this.honey;
  }

  eat(spoons) {
    if (spoons > this.honey) {
      return -1;
    }
    this.honey -= spoons;
    return this.honey;
  }
}

function use(events) {
  const pot = new Pot(8);
  const levels = [];
  for (const [kind, spoons] of events) {
    if (kind === "fill") {
      levels.push(pot.fill(spoons));
    } else {
      levels.push(pot.eat(spoons));
    }
  }
  return levels;
}
