class Kettle {
  static #built = 0;
  static limit = 100;
  #heat = 15;
  readings = [];

  constructor() {
    Kettle.#built++;
  }

  get heat() {
    this.readings.push("read");
    return this.#heat;
  }

  set heat(value) {
    if (typeof value !== "number") throw new TypeError(`heat must be a number, not ${typeof value}`);
    this.#heat = value > Kettle.limit ? Kettle.limit : value;
    this.readings.push(this.#heat);
  }

  static isKettle(thing) {
    return #heat in thing;
  }

  static get built() {
    return Kettle.#built;
  }
}

function brew(steps) {
  const kettle = new Kettle();
  for (const step of steps) kettle.heat = step;
  kettle.heat += 2;
  kettle.heat--;
  const real = [kettle, {}, Kettle].map(thing => Kettle.isKettle(thing));
  return { readings: kettle.readings, built: Kettle.built, real };
}
