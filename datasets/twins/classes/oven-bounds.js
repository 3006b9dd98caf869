class Oven {
  heat;
  changes;

  constructor() {
    this.heat = 50;
    this.changes = 0;
  }

  get degrees() {
    return this.heat;
  }

  set degrees(wanted) {
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

function bake(settings) {
  const oven = new Oven();
  const shown = [];
  for (const setting of settings) {
    oven.degrees = setting;
    shown.push(oven.degrees);
  }
  return [shown, oven.changes];
}
