function plain(a, b = 2, ...rest) {
  // a comment inside
  return a + b + rest.length;
}
const arrow = (x) => x * 2;
const arrowBlock = async ({ a, b: [c] }) => {
  await null;
  return a + c;
};
const expr = function (n) { return n; };
const obj = {
  method(a) { return a; },
  get value() { return 1; },
  async *agen() { yield 1; },
  ["comp" + "uted"]() {},
  arrow: y => y,
};
class Base {
  static s = 1;
  #p = () => 1;
  m(a, b) { return super.toString(a, b); }
  static async sm() {}
  static { this.z = 3; }
}
class Derived extends Base { constructor() { super(); } }
for (const f of [plain, arrow, arrowBlock, expr, obj.method, obj.agen, obj.computed, obj.arrow, Base, Derived]) {
  console.log(f.toString());
}
console.log(Object.getOwnPropertyDescriptor(obj, "value").get.toString());
console.log(String(Base.prototype.m), `${Base.sm}`, "" + (() => { for (;;) break; }));
console.log(Function.prototype.toString.call(plain) === plain.toString());
console.log(Math.max.toString());
console.log(plain.bind(null).toString());
const parts = /\(([^)]*)\)/.exec(plain.toString())[1].split(",").map((s) => s.trim());
console.log(parts.join(";"));
console.log((function ( /* odd */ a , b ) /* here */ { return a }).toString());
console.log((x=>x).toString(), ((x)  =>  x).toString(), (async x=>x).toString(), (function*(){}).toString());
