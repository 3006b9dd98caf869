interface Visitor<R> {
  item(name: string, weight: number): R;
  box(parts: readonly Crate[]): R;
  fragile(inside: Crate): R;
}

abstract class Crate {
  abstract accept<R>(visitor: Visitor<R>): R;
}

class Item extends Crate {
  readonly #text: string;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  override accept<R>(visitor: Visitor<R>): R {
    return visitor.item(this.#text.slice(0, -1), Number(this.#text.at(-1)));
  }
}

class Box extends Crate {
  readonly parts: readonly Crate[] = [];
  static of(...parts: readonly Crate[]): Crate {
    return Object.assign(new this(), { parts });
  }
  override accept<R>(visitor: Visitor<R>): R {
    return visitor.box(this.parts);
  }
}

class Fragile extends Box {
  override accept<R>(visitor: Visitor<R>): R {
    const [inside] = this.parts;
    return inside ? visitor.fragile(inside) : super.accept(visitor);
  }
}

const weigh: Visitor<number> = {
  item: (_, weight) => weight,
  box: parts => parts.reduce((sum, part) => sum + part.accept(weigh), 1),
  fragile: inside => inside.accept(weigh) + 2,
};

const label = (care = false): Visitor<string> => ({
  item: name => (care ? name.toUpperCase() : name),
  box: parts => `[${parts.map(part => part.accept(label(care))).join(" ")}]`,
  fragile: inside => inside.accept(label(true)),
});

const jars = (...weights: number[]): Crate[] => weights.map(weight => new Item(`jar${weight}`));

function inspect(kind: "loose" | "box" | "fragile" | "mixed", ...weights: number[]): [string, number] {
  let crate: Crate = Box.of(new Item("nut3"), ...jars(...weights));
  if (kind === "fragile") crate = Fragile.of(crate);
  if (kind === "mixed") crate = Box.of(Fragile.of(...jars(...weights)), new Item("jar1"));
  if (kind === "loose") [crate] = jars(...weights);
  return [crate.accept(label()), crate.accept(weigh)];
}
