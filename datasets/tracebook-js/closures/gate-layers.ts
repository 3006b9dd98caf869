type Handler = (room: string) => string;
type Layer = (room: string, next: Handler) => string;

const log: string[] = [];

const layers: Record<string, Layer> = {
  log(room, next) {
    log.push(`in ${room}`);
    const answer = next(room);
    log.push(`out ${answer}`);
    return answer;
  },
  lock: (room, next) => (room === "vault" ? "locked" : next(room)),
  cache: (() => {
    const known = new Map<string, string>();
    return (room, next) => known.get(room) ?? known.set(room, next(room)).get(room)!;
  })(),
  shout: (room, next) => next(room.toUpperCase()) + "!",
  twice: (room, next) => next(room) + next(room),
};

function wrap(names: readonly string[], handler: Handler): Handler {
  return names.reduceRight<Handler>((inner, name) => {
    return room => {
      let used = false;
      return layers[name](room, (value: string) => {
        if (used) throw new Error(`${name} went on twice`);
        used = true;
        return inner(value);
      });
    };
  }, handler);
}

function visit(names: readonly string[], room: string) {
  let opened = 0;
  const enter = wrap(names, name => `${name}#${++opened}`);
  const answers = [enter(room), enter(room)];
  return { answers, log };
}
