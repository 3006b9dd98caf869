class Jar {
  constructor(sweets) {
    this.sweets = sweets;
  }
  [Symbol.toPrimitive](hint) {
    if (this.sweets === 0) throw new RangeError(`empty jar as ${hint}`);
    return hint === "string" ? `jar of ${this.sweets}` : this.sweets;
  }
  get [Symbol.toStringTag]() {
    return "Jar";
  }
  static [Symbol.hasInstance](thing) {
    return Number.isInteger(thing?.sweets);
  }
  get [Symbol.isConcatSpreadable]() {
    return this.sweets > 1;
  }
  get length() {
    return this.sweets;
  }
  get 0() {
    return "sweet";
  }
}

class Label {
  constructor(text) {
    this.text = text;
  }
  [Symbol.replace](line, by) {
    return line.split(this.text).join(`<${by}>`);
  }
  [Symbol.search](line) {
    return line.lastIndexOf(this.text);
  }
}

function jars(kind, sweets) {
  const jar = new Jar(sweets);
  if (kind === "convert") return [`${jar}`, jar + 1, jar * 2, jar == sweets, jar < 2];
  if (kind === "instance")
    return [
      { sweets: 1 } instanceof Jar,
      jar instanceof Jar,
      [] instanceof Jar,
      String(Object(jar).constructor.name),
    ];
  if (kind === "concat") return ["a"].concat(jar).length;
  const label = new Label("a");
  return ["banana".replace(label, sweets), "banana".search(label), Object.prototype.toString.call(jar)];
}
