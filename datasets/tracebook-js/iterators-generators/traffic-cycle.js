function* lights() {
  let state = "red";
  while (true) {
    const signal = yield state;
    if (signal === "fault") {
      while ((yield "blink") !== "clear") state = "red";
      continue;
    }
    switch (state) {
      case "red":
        state = "green";
        break;
      case "green":
        state = "amber";
        break;
      case "amber":
        state = "red";
    }
  }
}

function drive(signals) {
  const machine = lights();
  const seen = [machine.next().value];
  for (const signal of signals) seen.push(machine.next(signal).value);
  return seen;
}
