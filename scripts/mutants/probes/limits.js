let n = 0;
function deep() { n++; deep(); }
try { deep(); } catch (e) { console.log(e instanceof RangeError, e.message); }
console.log(n > 100);
n = 1;
with ({ a: 1 }) { a = 2; }
var hoisted = typeof later;
function later() {}
{ function inBlock() { return 1; } inBlock(); }
const before = typeof inBlock;
arguments;
function args(a) { a = 2; return arguments[0] + arguments.length; }
args(1, 2);
leak = 5;
leak++;
label: { if (n) break label; n = -1; }
if (n) var x = 1; else var x = 2;
{ var inner = 1; inner++; }
