const desk = {
  owner: "Mo",
  plain() {
    return this?.owner ?? "nobody";
  },
  arrow: () => typeof this,
  later() {
    return [1, 2].map(n => this.owner + n);
  },
};

function bindings(kind) {
  "use strict";
  const { plain } = desk;
  const lent = { owner: "Li", plain };
  switch (kind) {
    case "plain":
      return desk.plain();
    case "method":
      return [lent.plain(), lent["plain"](), desk.later(), desk.later.call(lent)];
    case "detached":
      return [plain(), (0, desk.plain)(), (desk.plain)()];
    case "bound":
      return [plain.bind({ owner: "Jo" })(), plain.bind(lent).call(desk), plain.apply(lent, [])];
    default:
      return desk.arrow.call(lent);
  }
}
