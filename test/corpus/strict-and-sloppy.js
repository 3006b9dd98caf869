const frozen = Object.freeze({ a: 1, list: [1] });
function sloppyWrite() { frozen.a = 2; frozen.b = 3; delete frozen.a; return JSON.stringify(frozen); }
function strictWrite(action) {
  "use strict";
  try { action(); return "ok"; } catch (e) { return e.name + ": " + e.message; }
}
console.log(sloppyWrite());
console.log(strictWrite(function () { "use strict"; frozen.a = 2; }));
console.log(strictWrite(function () { "use strict"; frozen.b = 2; }));
console.log(strictWrite(function () { "use strict"; delete frozen.a; }));
console.log(strictWrite(function () { "use strict"; frozen.a++; }));
console.log(strictWrite(function () { "use strict"; frozen.a += 1; }));
console.log(strictWrite(function () { "use strict"; frozen.list.push(2); return frozen.list; }), frozen.list.length);
console.log(strictWrite(function () { "use strict"; undeclared = 1; }));
console.log(strictWrite(function () { "use strict"; [frozen.a] = [4]; }));
console.log(strictWrite(function () { "use strict"; for (frozen.a of [4]); }));
console.log(strictWrite(function () { "use strict"; frozen.a ||= 4; }), strictWrite(function () { "use strict"; frozen.a &&= 4; }));
const readOnly = { get v() { return 1; } };
readOnly.v = 5;
console.log(readOnly.v, strictWrite(function () { "use strict"; readOnly.v = 5; }));
const nonWritable = Object.defineProperty([1, 2, 3], "length", { writable: false });
nonWritable[5] = 1;
console.log(nonWritable.length, strictWrite(function () { "use strict"; nonWritable.push(1); }));
"text".prop = 1;
console.log("text".prop, strictWrite(function () { "use strict"; "text".prop = 1; }), strictWrite(function () { "use strict"; "text"[0] = "x"; }));
console.log(strictWrite(function () { "use strict"; undefined = 1; }), strictWrite(function () { "use strict"; NaN += 1; }));
leakedGlobal = 5;
console.log(typeof leakedGlobal, delete globalThis.leakedGlobal, typeof leakedGlobal);
function thisOf() { return this === globalThis ? "global" : typeof this; }
function strictThisOf() { "use strict"; return this === undefined ? "undefined" : typeof this; }
console.log(thisOf(), thisOf.call(5), thisOf.call(null), strictThisOf(), strictThisOf.call(5), strictThisOf.call(null));
console.log((0, { m() { return this === globalThis; } }.m)(), [function () { return Array.isArray(this); }][0]());
class Body { static m() { return (function () { return this; })(); } static w() { try { frozen.z = 1; } catch (e) { return e.name; } } }
console.log(Body.m(), Body.w());
const notExtensible = Object.preventExtensions({ a: 1 });
notExtensible.b = 1;
console.log(Object.keys(notExtensible).join(), strictWrite(function () { "use strict"; notExtensible.b = 1; }));
const c = 1;
console.log(strictWrite(() => { c = 2; }), strictWrite(() => { c++; }), strictWrite(() => { [c] = [1]; }), strictWrite(() => { for (c in { a: 1 }); }));
console.log(typeof undeclaredName, strictWrite(() => undeclaredName), strictWrite(() => { undeclaredName += 1; }));
console.log(strictWrite(() => { undeclaredName2 ??= 1; }));
with_: { var octal = 010; console.log(octal, "\101"); }
console.log(((a) => { "use strict"; return typeof this; })(), (function () { 'not a directive' + ""; return this === globalThis; })());
function directiveAfterComment() { /* c */ "a"; 'use strict'; return this; }
console.log(directiveAfterComment());
function parenthesised() { ("use strict"); return this === globalThis; }
console.log(parenthesised());
const seal = Object.seal({ x: 1 });
seal.x = 2; delete seal.x;
console.log(seal.x, strictWrite(function () { "use strict"; delete seal.x; }));
