function turnstile(limit) {
  let inside = 0;
  let peak = 0;
  const change = by => {
    inside += by;
    peak = inside > peak ? inside : peak;
    return inside;
  };
  return {
    in: () => (inside < limit ? change(1) : "full"),
    out: () => (inside > 0 ? change(-1) : "empty"),
    peak: () => peak,
    reset() {
      inside = peak = 0;
    },
  };
}

function day(events) {
  const gate = turnstile(2);
  const other = turnstile(9);
  other.in();
  return events.map(event => gate[event]()).concat([[other.peak()]]);
}
