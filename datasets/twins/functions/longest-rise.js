function climb(heights) {
  let best = 0;
  let start = 0;
  let run = 0;
  for (let i = 0; i < heights.length; i++) {
    if (i > 0 && heights[i] > heights[i - 1]) {
      run += 1;
    } else {
      run = 1;
    }
    if (run > best) {
      best = run;
      start = i - run + 1;
    }
  }
  return heights.slice(start, start + best);
}
