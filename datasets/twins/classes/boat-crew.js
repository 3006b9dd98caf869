class Boat {
  crew;

  constructor(crew) {
    this.crew = crew;
  }

  speed() {
    return 3 + this.crew;
  }
}

class Sloop extends Boat {
  speed() {
    return super.speed() * 2;
  }
}

class Ferry extends Boat {
  cars;

  constructor(crew) {
    super(crew + 1);
    this.cars = crew * 2;
  }

  speed() {
    return Math.max(1, super.speed() - this.cars);
  }
}

function build(kind, crew) {
  if (kind === "sloop") {
    return new Sloop(crew);
  }
  if (kind === "ferry") {
    return new Ferry(crew);
  }
  return new Boat(crew);
}

function sail(fleet) {
  const speeds = [];
  for (const [kind, crew] of fleet) {
    const boat = build(kind, crew);
    speeds.push(boat.speed());
  }
  return speeds;
}
