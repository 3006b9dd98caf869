function tideLevels(readings, { mean = 1.5, slack = mean / 10 } = {}) {
  const counts = { low: 0, level: 0, high: 0, broken: 0 };
  let longest = 0;
  let run = 0;
  for (let i = 0; i < readings.length; i++) {
    const gap = readings[i] - mean;
    let label;
    if (gap !== gap) {
      label = "broken";
    } else if (gap > slack) {
      label = "high";
    } else if (gap < -slack) {
      label = "low";
    } else {
      label = "level";
    }
    counts[label]++;
    run = label === "high" ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return { ...counts, longest };
}
