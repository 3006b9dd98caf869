function play(commands) {
  const end = { song: null };
  end.before = end.after = end;
  let at = end;
  let bumps = 0;
  for (const command of commands.split(" ")) {
    switch (command[0]) {
      case "+": {
        const entry = { song: command.slice(1), before: at, after: at.after };
        at.after.before = entry;
        at = at.after = entry;
        break;
      }
      case "-":
        if (at === end) {
          console.log("nothing to remove");
          break;
        }
        at.before.after = at.after;
        at.after.before = at.before;
        console.log("removed " + at.song);
        at = at.before;
        break;
      case "<":
      case ">":
        at = command === "<" ? at.before : at.after;
        if (at === end) bumps++;
        break;
      default:
        throw new SyntaxError(`what is ${command}?`);
    }
  }
  const songs = [];
  for (let entry = end.after; entry !== end; entry = entry.after) songs.push(entry.song);
  return { songs: songs.join(""), at: at.song, bumps };
}
