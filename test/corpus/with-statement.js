const scope = { a: 1, b: 2, f() { return this === scope; } };
var a = "outer", c = "outer c";
with (scope) { console.log(a, b, c, f()); a = 10; var b = 20; var fresh = 5; c = "changed"; }
console.log(scope.a, scope.b, a, c, fresh, typeof b);
with ([1, 2, 3]) { console.log(length, map((x) => x * 2).join()); }
with (new Proxy({ x: 1 }, { has: (t, k) => k === "x" || k === "magic", get: (t, k) => (k === Symbol.unscopables ? undefined : k === "magic" ? 42 : t[k]) })) { console.log(x, magic); x++; console.log(x); }
with ({ [Symbol.unscopables]: { hidden: true }, hidden: 1, shown: 2 }) { console.log(typeof hidden, shown); }
const fns = []; for (const v of [1, 2]) with ({ v: v * 10 }) fns.push(() => v); console.log(fns.map((g) => g()).join());
function inner(o) { with (o) { return function () { return y; }; } } console.log(inner({ y: "captured" })());
with ({ console: { log: (m) => globalThis.captured = m } }) { console.log("redirected"); } console.log(captured);
lab: with ({ n: 1 }) { if (n) break lab; console.log("skipped"); } with (5) console.log(toFixed(2)); try { with (null) { } } catch (e) { console.log(e.name); } with ({ length: "obj" }) with ("str") console.log(length);
