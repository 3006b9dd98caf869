class Boat {
  crew = 1;
  constructor(knots) {
    this.knots = knots;
    this.label = this.describe();
  }
  describe() {
    return `${new.target === undefined ? "" : "never"}${this.constructor.name}@${this.knots}`;
  }
  get speed() {
    return this.knots * 10;
  }
}

class Ferry extends Boat {
  crew = 5;
  describe() {
    return super.describe() + "+cars";
  }
  get speed() {
    return super.speed - this.crew;
  }
}

class Tug extends Ferry {
  constructor(knots) {
    super(knots / 2);
    this.crew += super.speed;
  }
}

const kinds = { ferry: Ferry, tug: Tug, raft: class extends Boat {} };

function sail(kind, knots) {
  const boat = new kinds[kind](knots);
  const { label, crew, speed } = boat;
  return { label, crew, speed, ferry: boat instanceof Ferry };
}
