let a = 1
let b = 2
let c = a
+ b
console.log(c)
;(function () { console.log("iife") })()
;[1, 2].forEach(x => console.log(x))
let d = b
++a
console.log(a, b, d)
const f = function () { return "called with" }
;`template`
var g = f
(1)
console.log(g)
function ret() {
  return
  "unreachable"
}
console.log(ret())
function retParen() { return (
  1 +
  2
) }
console.log(retParen())
var i = 0
do i++; while (i < 3) console.log(i)
do i-- 
while (i > 0)
console.log(i)
if (a) ; else console.log("no")
for (var k = 0
  ; k < 2
  ; k++
) console.log("k", k)
var x
,   y = 2
,   z
console.log(x, y, z)
const obj = {
  a
, b
, get
    c () { return 3 }
}
console.log(obj.c, obj.a)
class K {
  a = 1
  b
  'c' = 2
  static
  d = 3
  get
  e() { return 5 }
  f = () => { return this.a }
  ;['comp'] = 4;
  *gen() { yield 1 }
  g
  ;*gen2() { yield 2 }
  static async
  h() { return 1 }
  in
  of = 1
}
const kk = new K()
console.log(Object.keys(kk).join(), K.d, kk.e, kk.f(), kk.comp, [...kk.gen()].join(), 'h' in kk, K.async === undefined)
var s = "a"
.toUpperCase()
  .concat("b")
console.log(s)
let t = a /* a comment
with a line break ends the statement */ let2()
function let2() { console.log("after multi-line comment"); return 9 }
console.log(t)
var async
async
function notAsync() { return 1 }
console.log(notAsync(), async)
let yieldy = function* () {
  const r = yield
  console.log("r", r)
  yield
  1
}
const yi = yieldy(); yi.next(); console.log(yi.next("sent").value, yi.next().value)
const arrow = () =>
  ({ v: 1 })
const chained = [3, 1, 2]
  .sort()
  // comment inside a chain
  .map(v => v * 2)
  ?.join("-")
console.log(arrow().v, chained)
throwing: try { throw (
  new Error("multi")
) } catch (e) { console.log(e.message) }
const re = 4
/2/1
console.log(re)
const cond = a
  ? b
  : c
console.log(cond, a
  && b, (a
  , c))
let n = 5
n
--
n
console.log(n)
{ 1 } [2].length
{ console.log("block") } /regex/.test("regex")
if (a) { } (function () { console.log("call after block") })()
while (false) { } [4].map(v => console.log("array after block", v))
function decl() { } (5)
function decl2() { } /x/g
label: { } `t`
var fe = function () { return (a) => a + 1 }
(2)
console.log(fe(2))
var last = 1; console.log(last) // no newline at the end