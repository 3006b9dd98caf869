class Door {
  count = 0;
  become(mood) {
    this.count++;
    return Object.setPrototypeOf(this, mood.prototype);
  }
  open() {
    throw new TypeError(`cannot open: ${this.mood}`);
  }
  get mood() {
    return this.constructor.name.toLowerCase();
  }
}

class Closed extends Door {
  open() {
    this.become(Open);
  }
  lock(code) {
    this.become(Locked).code = code;
  }
}

class Open extends Door {
  close() {
    this.become(Closed);
  }
}

class Locked extends Door {
  unlock(code) {
    if (code === this.code) {
      delete this.code;
      this.become(Closed);
    } else {
      this.wrong = (this.wrong ?? 0) + 1;
      if (this.wrong > 1) this.become(Jammed);
    }
  }
}

class Jammed extends Locked {
  unlock() {
    return super.open();
  }
}

function door(steps) {
  const door = new Closed();
  const moods = [];
  for (const step of steps) {
    const [verb, code] = step.split(" ");
    door[verb](code);
    moods.push(door.mood);
  }
  return { moods, ...door };
}
