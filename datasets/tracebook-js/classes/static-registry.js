const log = [];
const note = (text, value) => (log.push(text), value);

class Tree {
  static all = note("all", new Map());
  static [note("key", "count")] = 0;
  static {
    log.push("block");
    for (const name of ["oak", "elm"]) new this(name);
  }
  static #secret = note("secret", "sap");
  rings = note("rings", 1);

  constructor(name) {
    log.push("new " + name);
    this.name = name;
    Tree.all.set(name, this);
    Tree.count++;
  }

  ["is" + "Oak"]() {
    return this.name === "oak";
  }

  static peek() {
    return this.#secret;
  }
}

function registry(name) {
  if (name === "all") return { log, count: Tree.count, sap: Tree.peek() };
  const tree = Tree.all.get(name);
  return { name: tree.name, oak: tree.isOak(), rings: ++tree.rings };
}
