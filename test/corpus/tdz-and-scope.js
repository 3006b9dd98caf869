const attempt = (f) => { try { return f(); } catch (e) { return e.name + ": " + e.message; } };
console.log(attempt(() => { const v = x; let x = 1; return v; }));
console.log(attempt(() => { x = 1; let x; return x; }));
console.log(attempt(() => { typeof x; let x; }));
console.log(attempt(() => { const f = () => x; f(); const x = 1; }));
console.log(attempt(() => { const f = () => x; const x = 1; return f(); }));
console.log(attempt(() => new K()), attempt(() => { class Q { static v = Q.name; } return Q.v; })); class K {}
console.log(attempt(() => { class S extends S {} }));
console.log(attempt(() => { let x = x + 1; }));
console.log(attempt(() => ((a = b, b = 1) => a)()));
console.log(attempt(() => ((a, b = a) => b)(3)));
console.log(attempt(() => { for (const x of [x]) ; }));
console.log(attempt(() => { for (let i = 0, n = i + 2; i < n; i++) ; return "fine"; }));
console.log(attempt(() => { { f(); function f() {} } return "block function"; }));
console.log(attempt(() => { if (true) { x++; let x; } }));
console.log(attempt(() => { let a = 1; { a = 2; let b = a; { let a = 3; b += a; } return a + b; } }));
console.log(attempt(() => { const c = 1; c = 2; }), attempt(() => { const c = 1; c++; }), attempt(() => { const c = [1]; c.push(2); return c.length; }));
console.log(attempt(() => { const { a, b = a } = { a: 4 }; return b; }), attempt(() => { const { b = a, a } = { a: 4 }; return b; }));
console.log(attempt(() => { let let1 = 1; var var1 = let1; { var var1 = 2; } return var1; }));
console.log(attempt(() => { var x = 1; { let x = 2; } var x; return x; }));
console.log(attempt(() => { let x = "outer"; const r = []; { r.push((() => typeof x)()); } return r.join(); }));
console.log(attempt(() => { try { throw 1; } catch (e) { let x = e; { let e = 5; x += e; } return x; } }));
const lets = [], vars = [], both = [];
for (let i = 0; i < 3; i++) { lets.push(() => i); if (i === 1) i++; }
for (var j = 0; j < 3; j++) { vars.push(() => j); const copy = j; both.push(() => copy + j); }
console.log(lets.map((f) => f()).join(), vars.map((f) => f()).join(), both.map((f) => f()).join());
const bumped = []; for (let i = 0; i < 3; bumped.push(() => i), i++) ; console.log(bumped.map((f) => f()).join());
const init = []; for (let i = 0, get = () => i; i < 2; i++) init.push(get()); console.log(init.join());
const incs = []; for (let i = 0; i < 3; i++) { incs.push(() => ++i, () => i); } console.log(incs[0](), incs[0](), incs[1](), incs[3]());
const cond = []; for (let i = 0; cond.push(() => i), i < 2; i++) ; console.log(cond.map((f) => f()).join());
const ofs = []; for (const v of [1, 2]) ofs.push(() => v); for (var u of [1, 2]) ofs.push(() => u); console.log(ofs.map((f) => f()).join());
let w = 0; const whiles = []; while (w < 2) { let inner = w++; whiles.push(() => inner * 10 + w); } console.log(whiles.map((f) => f()).join());
const counter = (() => { let n = 0; return { inc: () => ++n, dec: () => --n, get value() { return n; } }; })(); counter.inc(); counter.inc(); counter.dec(); console.log(counter.value);
var hoistedVar = "kept"; var hoistedVar; console.log(hoistedVar);
console.log(typeof fnDecl, typeof fnExpr, typeof Cls); function fnDecl() {} var fnExpr = function () {}; var Cls = class {};
function paramsScope(a, get = () => a, set = (v) => { a = v; }) { var a; const before = a; a = 5; set(9); return [before, a, get()].join(); } console.log(paramsScope(1));
function noVar(a, get = () => a, set = (v) => { a = v; }) { a = 5; set(9); return [a, get()].join(); } console.log(noVar(1));
function bodyFn(f, g = () => typeof f) { function f() {} return typeof f + g(); } console.log(bodyFn(1));
function same(x) { var x; return x; } function same2(x) { var x = x || 2; return x; } console.log(same(1), same2(), same2(4));
(function named() { "use strict"; try { named = 1; } catch (e) { console.log(e.name, e.message); } })();
(function shadow() { var shadow = 2; console.log(shadow); })();
const self = function me(n) { return n ? me(n - 1) + 1 : 0; }; console.log(self(4));
switchScope: switch (0) { case 0: let only = "case scope"; console.log(only); }
if (true) { var fromIf = 1; let notLeaked = 2; } console.log(fromIf, typeof notLeaked);
const Outer = class Inner { static self() { return Inner === Outer; } }; console.log(Outer.self(), typeof Inner);
class Reassigned { static me() { return Reassigned.tag; } static tag = "first"; } const kept = Reassigned; Reassigned = { tag: "second" }; console.log(kept.me(), Reassigned.tag);
console.log(attempt(() => { class A { static x = 1; static { A = null; } } }));
