"use strict";
function outer(x, { y = x + 1, z } = {}, ...rest) {
  var total = hoisted(x) + y;
  function hoisted(n) { return n * 2; }
  const add = m => total += m;
  add(rest.length);
  return { total, z };
}
const one = outer(1);
const two = outer(2, { y: 3, z: 4 }, 5, 6);
function thrower(flag) {
  try {
    if (flag) throw new RangeError("bad");
    return "try";
  } catch (error) {
    return error.message;
  } finally {
    flag = 0;
  }
}
const three = [thrower(true), thrower(false)];
function override() {
  try { return 1; } finally { return 2; }
}
override();
function lost() {
  try { throw { code: 1 }; } catch { return "caught"; }
}
lost();
try { try { null.x; } finally { "inner"; } } catch ({ name, message: m = "" }) { name + m; }
const fact = n => (n < 2 ? 1 : n * fact(n - 1));
const six = fact(3);
const makers = [];
for (let i = 0; i < 2; i++) makers.push(() => i);
const made = makers.map(f => f());
const object = {
  v: 3,
  get double() { return this.v * 2; },
  set half(h) { this.v = h / 2; },
  method(a = this.v) { return a; },
};
object.half = object.double + object.method();
function Old(name) { this.name = name; }
const made2 = new Old("x");
const bound = function () { return this; }.call(7);
function dflt(a, b = a ? object.method() : 0) { return b; }
dflt(1);
dflt(1, 2);
