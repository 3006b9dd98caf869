class Oven {
  heat: number;
  changes: number;

  constructor() {
    this.heat = 50;
    this.changes = 0;
  }

  get degrees(): number {
    return this.heat;
  }

  set degrees(wanted: number) {
    if (wanted < 0) {
      throw new RangeError(`${wanted} is too cold`);
    }
    const bounded = Math.min(Math.max(wanted, 50), 250);
    if (bounded !== this.heat) {
      this.changes += 1;
    }
    this.heat = bounded;
  }
}

function bake(settings: number[]): [number[], number] {
  const oven = new Oven();
  const shown: number[] = [];
  for (const setting of settings) {
    oven.degrees = setting;
    shown.push(oven.degrees);
  }
  return [shown, oven.changes];
}
