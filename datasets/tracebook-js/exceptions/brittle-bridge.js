function plank(weight) {
  if (weight < 0) throw "ghost";
  if (weight > 40) {
    const error = new Error(`plank broke under ${weight}`);
    error.weight = weight;
    throw error;
  }
  return weight * 2;
}

function span(weights) {
  return weights.map((weight, i) => {
    console.log("step", i);
    return plank(weight);
  });
}

function bridge(weights) {
  const strain = span(weights);
  return strain.reduce((a, b) => a + b);
}

function walk(weights) {
  try {
    return bridge(weights);
  } catch (problem) {
    console.log("caught", typeof problem);
    return { text: String(problem), weight: problem?.weight };
  }
}
