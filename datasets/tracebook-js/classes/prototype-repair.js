function Machine(name) {
  this.name = name;
}
Machine.prototype.work = function () {
  return this.name + " hums";
};
Object.defineProperty(Machine.prototype, "tag", {
  get() {
    return `[${this.name}]`;
  },
  enumerable: false,
});

function Press(name) {
  Machine.call(this, name + " press");
}
Press.prototype = Object.create(Machine.prototype);
Press.prototype.constructor = Press;

function repair(kind) {
  const press = new Press("old");
  const first = press.work();
  if (kind === "patch") Machine.prototype.work = () => "silence";
  if (kind === "own") press.work = Machine.prototype.work.bind({ name: "ghost" });
  if (kind === "reparent") Object.setPrototypeOf(press, { work: () => "new family", tag: "none" });
  const second = press.work();
  delete press.work;
  const keys = [];
  for (const key in press) keys.push(key);
  return [first, second, press.work(), press.tag, press instanceof Machine, keys];
}
