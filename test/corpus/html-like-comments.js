var x = 1; <!-- this is a comment to the end of the line in a script
console.log(x);
--> so is this, at the start of a line
/* multi
line */ --> and this, after a comment that holds a line break
var y = 3;
while (y --> 0) console.log("y", y);
console.log(x<!--y
);
var a = 5, b = 2; console.log(a-->b, a < ! --b);
  --> indented
console.log("<!-- not in a string -->", `<!-- nor ${"-->"} here`, /<!--/.test("<!--"));
