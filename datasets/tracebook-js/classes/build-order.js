const log = [];
const note = (text, value = text) => {
  log.push(text);
  return value;
};

class Figure {
  name = note("Figure.name", "figure");
  constructor(...extras) {
    note(`Figure(${extras.length})`);
    this.dress?.(...extras);
  }
  get hat() {
    return note("hat", "bare");
  }
}

class Early extends Figure {
  coat = note("Early.coat", "wool");
  dress(hat = this.hat) {
    note(`${hat}/${this.coat}`);
  }
}

class Swap extends Figure {
  constructor() {
    note("before super");
    super();
    return { name: "another", dressed: this.hat };
  }
}

class Shadow extends Figure {
  ["h" + note("key", "at")] = note("field", super.hat + "!");
}

const kinds = { plain: Figure, early: Early, swap: Swap, shadow: Shadow };

function build(kind, ...extras) {
  const figure = new kinds[kind](...extras);
  return { hat: figure.hat ?? null, own: Object.keys(figure), swapped: !(figure instanceof Figure), log };
}
