var level = "outer";

function hoist(n) {
  const before = typeof inner + "," + level;
  if (n > 0) {
    var level = "local" + n;
    let shadow = level;
    {
      let shadow = "block";
      level += shadow;
    }
    level += "|" + shadow;
  }
  function inner() {
    return level;
  }
  var reader = () => typeof later;
  try {
    reader();
    later;
  } catch (error) {
    var caught = error.name;
  }
  let later = n;
  return { before, level: inner(), caught, after: reader() };
}
