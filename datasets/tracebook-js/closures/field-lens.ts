interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box {
  readonly at: Point;
  readonly corner: Point;
  readonly label: string;
}
interface Lens<S, T> {
  get(whole: S): T;
  set(whole: S, part: T): S;
}

const field = <S, K extends keyof S>(key: K): Lens<S, S[K]> => ({
  get: whole => whole[key],
  set: (whole, part) => (whole[key] === part ? whole : Object.freeze({ ...whole, [key]: part })),
});

const inside = <A, B, C>(outer: Lens<A, B>, inner: Lens<B, C>): Lens<A, C> => ({
  get: whole => inner.get(outer.get(whole)),
  set: (whole, part) => outer.set(whole, inner.set(outer.get(whole), part)),
});

const over =
  <S, T>(lens: Lens<S, T>, change: (part: T) => T) =>
  (whole: S): S =>
    lens.set(whole, change(lens.get(whole)));

const at = field<Box, "at">("at");
const corner = field<Box, "corner">("corner");

function move(what: keyof Box | keyof Point, by: number) {
  const box: Box = { at: { x: 1, y: 1 }, corner: { x: 5, y: 3 }, label: "box" };
  let moved = box;
  if (what === "x" || what === "y") moved = over(inside(at, field<Point, "x" | "y">(what)), n => n + by)(box);
  else if (what === "label") moved = over(field<Box, "label">("label"), text => text.slice(by))(box);
  else moved = over(what === "at" ? at : corner, ({ x, y }) => ({ x: x + by, y: y + by }))(box);
  return [moved.at, moved.corner, moved.label, moved === box, moved.at === box.at];
}
