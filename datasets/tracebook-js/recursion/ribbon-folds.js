const flip = text => [...text].reverse().map(c => (c === "v" ? "^" : "v")).join("");

function creases(folds) {
  if (folds <= 0) return "";
  const half = creases(folds - 1);
  const whole = half + "v" + flip(half);
  console.log(folds, whole.length);
  return whole;
}
