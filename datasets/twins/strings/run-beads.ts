function shorten(text: string): string {
  let short = "";
  let i = 0;
  while (i < text.length) {
    let run = 1;
    while (i + run < text.length && text[i + run] === text[i]) {
      run += 1;
    }
    short += text[i];
    if (run > 1) {
      short += String(run);
    }
    i += run;
  }
  return short;
}
