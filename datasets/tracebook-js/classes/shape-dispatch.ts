abstract class Shape {
  abstract readonly name: string;
  abstract meet(other: Shape): string;
  meetDisc(disc: Disc): string {
    return `${this.name} bumps ${disc.name}`;
  }
  meetBar(bar: Bar): string {
    return `${this.name} blocks ${bar.name}`;
  }
}

class Disc extends Shape {
  readonly name = "disc";
  override meet(other: Shape): string {
    return other.meetDisc(this);
  }
  override meetDisc(): string {
    return "discs bounce";
  }
}

class Bar extends Shape {
  readonly name: string = "bar";
  override meet(other: Shape): string {
    return other.meetBar(this);
  }
  override meetBar(bar: Bar): string {
    return bar === this ? "same bar" : super.meetBar(bar).toUpperCase();
  }
}

const make: Record<string, () => Shape> = { disc: () => new Disc(), bar: () => new Bar() };

function meet(a: string, b: string): string[] {
  const [left, right] = [make[a](), make[b]()];
  return [left.meet(right), right.meet(left), left.meet(left)];
}
