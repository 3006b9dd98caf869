import { Coach, trained } from "./coach.mjs";
import { Player, RULES } from "./player.mjs";

export function season(weeks) {
  const coach = new Coach("Ada");
  const players = ["Lin", "Sam"].map(name => new Player(name, coach));
  for (let week = 1; week <= weeks; week++) {
    const player = players[week % players.length];
    coach.train(player, week);
    if (week % RULES.match === 0) console.log(`week ${week}: ${coach.pick(players).name}`);
  }
  return { trained, form: players.map(({ name, form }) => [name, form]), coach: coach.report() };
}
