const Sharp = Base =>
  class extends Base {
    sharpness = 3;
    use() {
      this.sharpness--;
      return [...super.use(), "cut"];
    }
  };

const Electric = Base =>
  class Electric extends Base {
    use() {
      return this.charge > 0 ? (this.charge--, ["buzz", ...super.use()]) : ["silent"];
    }
    get charge() {
      return (this._charge ??= 2);
    }
    set charge(value) {
      this._charge = value;
    }
  };

class Tool {
  use() {
    return [this.constructor.name || "anonymous"];
  }
}

class Saw extends Electric(Sharp(Tool)) {}
const makers = { plane: Sharp(Tool), saw: Saw, hammer: Tool };

function craft(name) {
  const tool = new makers[name]();
  const uses = [];
  for (let i = 0; i < 4; i++) uses.push(tool.use().join("-"));
  return { uses, sharp: tool.sharpness ?? null, own: Object.keys(tool) };
}
