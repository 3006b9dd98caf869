const hidden = new WeakMap();
const count = Symbol("count");

class Notebook {
  constructor() {
    hidden.set(this, []);
  }

  write(note) {
    hidden.get(this).push(note);
    return this;
  }

  [count]() {
    return hidden.get(this).length;
  }

  static merge(...books) {
    const whole = new this();
    for (const book of books) hidden.get(book).forEach(note => whole.write(note));
    return whole;
  }
}

function notebook(notes, forget = false) {
  let mine = notes.reduce((book, note) => book.write(note), new Notebook());
  const other = new Notebook().write("other");
  const both = Notebook.merge(mine, other, mine);
  if (forget) hidden.delete(mine);
  const seen = hidden.has(mine) ? mine[count]() : "forgotten";
  const keys = Reflect.ownKeys(mine);
  return { keys, seen, both: both[count](), text: String(count), nothing: void (mine = null) };
}
