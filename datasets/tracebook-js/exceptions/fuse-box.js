class Blown extends Error {}

function fuse(limit, rest = 2) {
  let faults = 0;
  let openFor = 0;
  return action => {
    if (openFor > 0) {
      openFor--;
      throw new Blown("open");
    }
    try {
      const result = action();
      faults = 0;
      return result;
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      if (++faults >= limit) {
        openFor = rest;
        faults = limit - 1;
      }
      throw error;
    }
  };
}

function run(signals, limit) {
  const guard = fuse(limit);
  let calls = 0;
  let text = "";
  for (const signal of signals) {
    try {
      text += guard(() => {
        calls++;
        if (signal === "?") throw new SyntaxError("unknown signal");
        if (signal === "x") throw new Error("spark");
        return "+";
      });
    } catch (error) {
      if (error instanceof SyntaxError) throw error;
      text += error instanceof Blown ? "o" : "x";
    }
  }
  return { text, calls };
}
