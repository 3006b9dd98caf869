const arrow = () => {};
const anon = function () {};
const cls = class {};
let later;
later = () => 1;
var list = [() => {}, function () {}];
const o = {
  a: () => {},
  b: function () {},
  c() {},
  get d() { return 1; },
  set d(v) {},
  ["e" + 1]: () => {},
  [Symbol("s")]: () => {},
  [Symbol()]: function () {},
  async f() {},
  *g() {},
  "quoted name": () => {},
  42: () => {},
  k: class {},
  l: class Named {},
  m: (() => {}),
  n: (0, () => {}),
};
console.log([arrow.name, anon.name, cls.name, later.name].join("|"));
console.log(list.map((f) => JSON.stringify(f.name)).join("|"));
for (const key of Reflect.ownKeys(o)) {
  const d = Object.getOwnPropertyDescriptor(o, key);
  if (d.get) console.log(d.get.name, d.set.name);
  else console.log(String(key), JSON.stringify(d.value.name));
}
function withDefault(f = () => {}, { g = function () {}, h: [i = class {}] = [] } = {}) {
  return [f.name, g.name, i.name].join("|");
}
console.log(withDefault());
const [x = () => {}] = [];
const { y = () => {}, z: w = async () => {} } = {};
console.log(x.name, y.name, w.name);
let p, q, r, s;
p ??= () => {};
q ||= function () {};
r = 1;
r &&= class {};
s = (() => {});
console.log(p.name, q.name, r.name, s.name);
const holder = {};
holder.member = () => {};
holder["computed"] = function () {};
console.log(JSON.stringify(holder.member.name), JSON.stringify(holder.computed.name));
let parenTarget;
(parenTarget) = () => {};
console.log(JSON.stringify(parenTarget.name));
class A {
  static field = () => {};
  inst = () => {};
  #priv = () => {};
  static #sp = class {};
  static { this.block = () => {}; }
  static nameOfPriv(a) { return a.#priv.name + "|" + A.#sp.name; }
  ["comp" + 2] = () => {};
  static get acc() { return 1; }
}
console.log(A.field.name, new A().inst.name, A.nameOfPriv(new A()), JSON.stringify(A.block.name), new A().comp2.name);
console.log(A.name, Object.getOwnPropertyDescriptor(A, "acc").get.name);
const StaticName = class { static name = "own"; };
console.log(StaticName.name);
const condName = true ? () => {} : function () {};
const commaName = (1, function () {});
const orName = null || (() => {});
console.log(JSON.stringify([condName.name, commaName.name, orName.name]));
console.log((function () {}).name === "", (() => {}).name === "", (class {}).name === "");
console.log(function fact(n) { return n < 2 ? 1 : n * fact(n - 1); }(5));
console.log((function () {}).bind().name, arrow.bind(null).name);
for (const loopFn = () => {}; ; ) { console.log(loopFn.name); break; }
for (const { cb = () => {} } of [{}]) console.log(cb.name);
export_: { const inBlock = function* () {}; console.log(inBlock.name); }
