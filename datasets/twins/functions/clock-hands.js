function pad(number) {
  if (number < 10) {
    return "0" + String(number);
  }
  return String(number);
}

function advance(hour, minute, waits) {
  const shown = [];
  for (const wait of waits) {
    minute = minute + wait;
    while (minute >= 60) {
      minute = minute - 60;
      hour = (hour % 12) + 1;
    }
    shown.push(pad(hour) + ":" + pad(minute));
  }
  return shown;
}
