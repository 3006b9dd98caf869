#!/usr/bin/env node
/* first */ "use strict"; // directive after a comment
/** doc */ function /*a*/ f /*b*/ ( /*c*/ x /*d*/ , /*e*/ y = /*f*/ 2 /*g*/ ) /*h*/ { /*i*/ return /*j*/ x /*k*/ + /*l*/ y /*m*/ ; /*n*/ } // trailing
console.log(f(1)) // comment
/* a */ for /* b */ ( /* c */ let /* d */ i = 0 /* e */ ; /* f */ i < 2 /* g */ ; /* h */ i++ /* i */ ) /* j */ console.log( /* k */ i /* l */ ) /* m */
if (f(1) > 2) /re/.test("re") && console.log("regex after )");
let n = 12; const g = 2, i = 3;
console.log(n /g/ i, n / 2 /i, [n]/g/i, (n)/g/i, n++ /g/i === 2);
console.log(/[/\]]+/.test("/]"), /\//.source, /(?<y>\d{4})-(?<m>\d\d)/u.exec("on 2020-03")?.groups.m, /a/y.sticky);
console.log("a-b".replace(/(?<l>a)-(?<r>b)/, "$<r>-$<l>"), "// not a comment", '/* nor this */', `// nor ${"this /* */" /* but this */} //`);
const div = { a: 4 }; console.log(div.a /2/ 1, div["a"] /2, ((x) => x) /* c */ (3) / 3, typeof /x/, [/a/, /b/g].map(String).join());
const arrow = x => /x/.test(x); console.log(arrow("x"), !/y/.test("x"), "x".match(/x/)[0], (/z/)?.source);
function r() { return /in return/.source } console.log(r());
switch ("k") { case /k/.source: console.log("regex in case"); }
const re = /a(b)?/g; let m; while ((m = re.exec("ab a ab")) !== null) console.log(m.index, m[1], re.lastIndex);
const t = true ? /yes/ : /no/; console.log(t.source, void /x/, /x/ in { "/x/": 1 });
for (const r of [/1/, /2/]) console.log(r.source); do ; while (/no/.test("x")) /semi/.test("semi");
x: { /block/.test("block"); } /after/.test("after"); console.log([..."a1b2".matchAll(/[a-z](\d)/g)].map((x) => x[1] + x.index).join());
console.log("x".replace(/x/, (all, off, str) => `${all}${off}${str}`), "aXbX".split(/(X)/).join("|"), "abc".search(/c/), /^.$/su.test("\n"), /\p{Lu}/u.test("É"), /(?<=\$)\d+/.exec("cost $42")[0], /[^]/.test("\n"), /\u{1F600}/u.test("😀"));
console.log(/(?<a>x)(?<b>y)?/.exec("x").groups.b, Object.keys(/(?<a>x)/.exec("x").groups).join(), /a|b/[Symbol.replace]("cab", "_"), /\bfoo\b/i.test("a FOO b"), /(a+)+b/.test("aaab"), RegExp("/").source, new RegExp("\n").source, RegExp(/x/g, "i").flags);
/* eslint-disable */ /*! keep */ //# sourceURL=fake.js
//# sourceMappingURL=fake.js.map
;;; /**/ ; /***/ /* * / */ console.log("done"); /* unclosed-looking // */ // /*
/*

multi

*/ console.log("after multi-line comment"); /* end */
