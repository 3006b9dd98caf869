function alias(a, b) {
  a = 10;
  arguments[1] = 20;
  return [a, b, arguments[0], arguments[1], arguments.length].join();
}
console.log(alias(1, 2), alias(1), alias(1, 2, 3));
function strict(a) {
  "use strict";
  a = 10;
  arguments[1] = 5;
  return [a, arguments[0], arguments.length].join();
}
console.log(strict(1, 2));
function unmapped(a, b = 2) {
  a = 10;
  return [arguments[0], arguments.length].join();
}
console.log(unmapped(1), unmapped());
function rest(a, ...others) {
  a = "changed";
  return arguments[0] + others.join("") + arguments.length;
}
console.log(rest("x", "y", "z"));
function viaArrow() { return (() => { arguments[0]++; return arguments[0]; })(); }
console.log(viaArrow(4));
function sum() { let t = 0; for (const v of arguments) t += v; for (let i = 0; i < arguments.length; i++) t += arguments[i]; return t; }
console.log(sum(1, 2, 3));
function forward() { return sum.apply(null, arguments) + sum(...arguments); }
console.log(forward(1, 2));
function callee() { return typeof arguments.callee + arguments.callee.name; }
console.log(callee());
function shadowParam(arguments) { return arguments; }
console.log(shadowParam(7));
function shadowVar() { var arguments = 8; return arguments; }
function shadowVarNoInit() { var arguments; return typeof arguments + arguments.length; }
console.log(shadowVar(), shadowVarNoInit(1, 2));
function deleted(a) { delete arguments[0]; a = 3; return String(arguments[0]); }
console.log(deleted(1));
function increments(i) { arguments[0]++; i += 5; --arguments[0]; return i; }
console.log(increments(1));
function destructured(a, b) { [arguments[0], arguments[1]] = [b, a]; return [a, b].join(); }
console.log(destructured("p", "q"));
function leaked(a) { return [arguments, (v) => { a = v; }]; }
const [args, set] = leaked(1);
set(99);
console.log(args[0], Object.prototype.toString.call(args), JSON.stringify(args), Array.from(args).join());
function defaultSees(a, b = arguments.length, c = a + b) { return [a, b, c].join(); }
console.log(defaultSees(1), defaultSees(1, undefined, 3));
function* gen() { yield arguments.length; yield* arguments; }
console.log([...gen("a", "b")].join());
const m = { f() { return arguments.length; }, set v(x) { console.log("set", arguments.length, x); } };
m.v = 3;
console.log(m.f(1, 2, 3), (class { constructor() { this.n = arguments.length; } }, new (class { constructor() { this.n = arguments.length; } })(1, 2)).n);
(async function () { console.log("async", arguments[0]); await 0; console.log("later", arguments[0]); })("arg");
function evalFree(a) { if (a) { var arguments_ = arguments; } return arguments_ ? arguments_[0] : "none"; }
console.log(evalFree(1), evalFree(0));
