function grid() {
  const seen = [];
  rows: for (let r = 0; r < 3; r++) {
    cols: for (let c = 0; c < 3; c++) {
      if (c === r) continue rows;
      if (r === 2 && c === 1) break rows;
      inner: do { if (c > 0) break inner; seen.push(r + "" + c); continue cols; } while (true);
      seen.push("x" + r + c);
    }
    seen.push("never?");
  }
  return seen.join();
}
console.log(grid());
block: { console.log("in"); if (grid.length === 0) break block; console.log("unreachable"); }
a: b: c: for (const x of [1, 2, 3]) { if (x === 1) continue b; if (x === 2) continue a; console.log(x); break c; }
lab: if (true) { console.log("labelled if"); break lab; console.log("no"); } else { console.log("else"); }
sw: switch (2) { case 1: console.log("one"); case 2: for (;;) { break sw; } case 3: console.log("three"); }
tr: try { break tr; } finally { console.log("finally on label"); }
one: console.log("labelled expression");
yield: console.log("label named yield"); await: console.log("label named await"); async: console.log("label named async");
let: for (var i = 0; i < 2; i++) continue let; console.log(i);
function kinds(v) {
  switch (typeof v) {
    case "number":
      if (v !== v) return "NaN";
    case "bigint": return "numeric";
    default: return "other";
    case "string": { const n = v.length; if (n) break; return "empty"; }
    case "object":
  }
  return "fell out " + typeof v;
}
console.log([1, NaN, 5n, "x", "", null, true].map(kinds).join("; "));
function middle(v) { const l = []; switch (v) { case 1: l.push(1); default: l.push("d"); case 2: l.push(2); break; case 3: l.push(3); } return l.join(""); }
console.log([1, 2, 3, 4].map(middle).join());
function scope(v) { switch (v) { case 0: let x = "zero"; return x; case 1: x = "one"; return x; case 2: return typeof (() => x); case 3: { let x = "own"; return x; } } }
console.log(scope(0), (() => { try { return scope(1); } catch (e) { return e.name; } })(), scope(2), scope(3));
function closures(v) { let f; switch (v) { case 0: f = () => late; case 1: const late = "late" + v; } return f ? f() : "none"; } console.log(closures(0), closures(1));
function hoist(v) { switch (v) { case 1: return fn(); case 2: function fn() { return "hoisted in switch"; } } } console.log(hoist(1));
switch (1) {} switch (console.log("discriminant")) { } switch (3) { default: } switch (3) { default: console.log("only default"); }
switch (true) { case 1 > 2: console.log("no"); break; case "a" < "b": console.log("yes"); }
console.log((() => { for (const v of [1, 2, 3]) { switch (v) { case 1: continue; case 2: break; case 3: return "three"; } } })());
console.log((() => { let n = 0; do { switch (n) { case 0: n = 5; continue; case 5: n = 9; break; } n++; } while (n < 10); return n; })());
switch (NaN) { case NaN: console.log("never"); break; default: console.log("NaN never matches"); } switch (-0) { case 0: console.log("zeros match"); }
const obj = {}; switch (obj) { case {}: console.log("no"); break; case obj: console.log("identity"); }
let count = 0; do count++; while (count < 3) console.log("do without semicolon", count);
while (count --> 0); console.log(count); for (; ;) { if (++count > 2) break } for (; count < 5; count++); for (var q = 0, w = 10; q < w; q++, w--); console.log(count, q, w);
if (count) ; else console.log("no"); if (!count) console.log("no"); else if (count > 100) console.log("no"); else console.log("dangling else");
if (1) if (0) console.log("no"); else console.log("inner else");
for (const v of [1, 2]) if (v > 1) for (const u of [v]) while (true) { console.log("deep", u); break; }
for (let i = 0, n = 2; i < n; i++) { let i = "shadow"; console.log(i); }
for (let i = 0, f = () => i; i < 2; i++) console.log(f(), i); { let i = 5; { let i = 6; console.log(i); } console.log(i); }
let loops = 0; for (var x = 0; x < 3; loops++) { x++; if (x === 2) continue; loops += 10; } console.log(loops);
empty: ; ; { } {;} (function () { ; })(); done: { }
while (true) { try { break; } finally { console.log("broke"); } }
outer: while (true) { while (true) { try { break outer; } catch { } finally { console.log("broke outer"); } } }
