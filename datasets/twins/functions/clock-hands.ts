function pad(number: number): string {
  if (number < 10) {
    return "0" + String(number);
  }
  return String(number);
}

function advance(hour: number, minute: number, waits: number[]): string[] {
  const shown: string[] = [];
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
