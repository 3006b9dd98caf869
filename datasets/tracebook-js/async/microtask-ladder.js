let turn = 0;
let open = 0;

async function count() {
  while (open > 0) {
    await null;
    turn++;
  }
}

const thenable = {
  then(done) {
    queueMicrotask(done);
  },
};

const kinds = {
  "await value": async () => {
    await 1;
  },
  "await promise": async () => {
    await Promise.resolve(1);
    await Promise.resolve(2);
  },
  "return promise": async () => Promise.resolve(3),
  nested: async () => await kinds["return promise"](),
  thenable: async () => void (await thenable),
  then: () => Promise.resolve().then(() => {}),
  rejected: async () => {
    try {
      await Promise.reject(new Error("down"));
    } finally {
      await null;
    }
  },
};

async function ladder(...names) {
  open = names.length;
  const counting = count();
  const done = [];
  for (const name of names) {
    const finish = how => () => {
      open--;
      done.push(`${name} ${how}${turn}`);
    };
    kinds[name]().then(finish("@"), finish("!"));
  }
  await counting;
  return done;
}
