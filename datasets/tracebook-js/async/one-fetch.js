const pending = new Map();
let sent = 0;

function lookUp(name, done) {
  const number = ++sent;
  setTimeout(() => {
    if (name === "salt" && number % 2) done(new Error(`${name} lost in ${number}`));
    else done(null, `${name}#${number}`);
  }, name.length * 10);
}

function fetch(name) {
  const known = pending.get(name);
  if (known) return known;
  const promise = new Promise((resolve, reject) => {
    lookUp(name, (error, value) => (error ? reject(error) : resolve(value)));
  });
  pending.set(name, promise);
  promise.catch(() => pending.delete(name));
  return promise;
}

async function ask(names, oneByOne = false) {
  const answers = [];
  if (oneByOne) {
    for (const name of names) {
      try {
        answers.push(await fetch(name));
      } catch (error) {
        answers.push(error.message);
      }
    }
  } else {
    answers.push(...(await Promise.all(names.map(fetch))));
  }
  return { answers, sent, kept: pending.size };
}
