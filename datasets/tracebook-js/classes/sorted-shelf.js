class Shelf extends Array {
  static get [Symbol.species]() {
    return Array;
  }
  insert(item) {
    let at = this.length;
    while (at > 0 && this[at - 1] > item) {
      this[at] = this[at - 1];
      at--;
    }
    this[at] = item;
    return this;
  }
}

class Tally extends Map {
  add(key, by = 1) {
    return this.set(key, (this.get(key) ?? 0) + by);
  }
  get(key) {
    return super.get(String(key));
  }
  set(key, value) {
    return super.set(String(key), value);
  }
}

function shelve(items, extra = 1) {
  const shelf = items.reduce((s, item) => s.insert(item), new Shelf());
  const tally = new Tally();
  for (const item of items) tally.add(item, extra);
  const doubled = shelf.map(item => item + item);
  const kinds = [shelf, doubled].map(list => list instanceof Shelf);
  return { shelf: [...shelf], tally: [...tally], kinds, length: shelf.length };
}
