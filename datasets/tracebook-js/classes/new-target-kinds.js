function Lamp(watts) {
  if (!new.target) return new Lamp(watts);
  this.watts = watts;
  this.made = new.target.name;
}

class Fixture {
  constructor() {
    if (new.target === Fixture) throw new TypeError("Fixture is abstract");
    this.kind = new.target.kind ?? "plain";
  }
  static create(...args) {
    return Reflect.construct(this, args);
  }
}

class Sconce extends Fixture {
  static kind = "wall";
}

function construct(how) {
  switch (how) {
    case "call":
      return { ...Lamp(40) };
    case "new":
      return [new Lamp(60).made, Reflect.construct(Lamp, [5], Sconce) instanceof Sconce];
    case "subclass":
      return [{ ...Sconce.create() }, new (class Floor extends Lamp {})(8).made];
    default:
      return new Fixture();
  }
}
