console.log([(a, b) => {}, (a, b = 1) => {}, (a = 1, b) => {}, (...r) => {}, (a, ...r) => {}, ({ a, b }) => {}, ([a] = [], b) => {}]
  .map((f) => f.length).join(","));
class C { constructor(a, b, c = 1) {} set v(x) {} get v() { return 1; } static m(a) {} }
class D extends C {}
class E extends C { constructor(...a) { super(...a); } }
console.log(C.length, D.length, E.length, C.m.length, Object.getOwnPropertyDescriptor(C.prototype, "v").set.length);
function f() {}
const g = () => {};
const h = async () => {};
function* gen() {}
const o = { m() {}, get a() { return 1; } };
for (const fn of [f, g, h, gen, o.m, C, async function* () {}, Object.getOwnPropertyDescriptor(o, "a").get]) {
  console.log(Reflect.ownKeys(fn).map(String).join(","), Object.prototype.hasOwnProperty.call(fn, "prototype"));
}
for (const fn of [g, o.m, h, gen]) {
  try { new fn(); console.log("constructed"); } catch (e) { console.log(e.name); }
}
try { C(); } catch (e) { console.log(e.name + ": " + e.message); }
console.log(Object.prototype.toString.call(gen), Object.prototype.toString.call(h), Object.prototype.toString.call(f));
console.log(Object.getPrototypeOf(gen) === Object.getPrototypeOf(function* () {}), gen.prototype.constructor === undefined);
console.log(f.prototype.constructor === f, Object.keys(f.prototype).length);
function T() { return new.target === undefined ? "call" : new.target === T ? "new" : "other"; }
function U() { this.kind = new.target && new.target.name; }
class V extends U {}
console.log(T(), new U().kind, new V().kind, Reflect.construct(U, [], V).kind, U.call({}) === undefined);
const nested = function () { return (() => new.target)(); };
console.log(nested(), new (function () { const t = (() => new.target)(); this.ok = typeof t; })().ok);
function returnsObject() { this.a = 1; return { b: 2 }; }
function returnsPrimitive() { this.a = 1; return 7; }
console.log(JSON.stringify(new returnsObject()), JSON.stringify(new returnsPrimitive()));
f.custom = 5;
console.log(Object.keys(f).join(), f.custom);
try { (function () { "use strict"; f.name = "x"; })(); } catch (e) { console.log(e.name); }
console.log(f.name, delete f.name, JSON.stringify(f.name));
function dup(a, a) { return a; }
console.log(dup(1, 2), dup.length);
hoisted();
function hoisted() { console.log("hoisted", typeof notYet, typeof blockFn); }
var notYet = 1;
{ function blockFn() { return "block"; } }
console.log(blockFn());
if (true) { function branchFn() { return "yes"; } } else { function branchFn() { return "no"; } }
console.log(branchFn());
console.log((function self() { self = 1; return typeof self; })());
console.log((function () { "use strict"; return this; })(), (function () { return typeof this; })());
console.log((() => typeof arguments)());
