class Boat {
  crew: number;

  constructor(crew: number) {
    this.crew = crew;
  }

  speed(): number {
    return 3 + this.crew;
  }
}

class Sloop extends Boat {
  override speed(): number {
    return super.speed() * 2;
  }
}

class Ferry extends Boat {
  cars: number;

  constructor(crew: number) {
    super(crew + 1);
    this.cars = crew * 2;
  }

  override speed(): number {
    return Math.max(1, super.speed() - this.cars);
  }
}

function build(kind: string, crew: number): Boat {
  if (kind === "sloop") {
    return new Sloop(crew);
  }
  if (kind === "ferry") {
    return new Ferry(crew);
  }
  return new Boat(crew);
}

function sail(fleet: [string, number][]): number[] {
  const speeds: number[] = [];
  for (const [kind, crew] of fleet) {
    const boat = build(kind, crew);
    speeds.push(boat.speed());
  }
  return speeds;
}
