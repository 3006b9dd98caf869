const animal = {
  sound: "...",
  speak() {
    return `${this.name} says ${this.sound}`;
  },
  get title() {
    return this.name.toUpperCase();
  },
};

const cat = {
  __proto__: animal,
  name: "cat",
  sound: "meow",
  speak() {
    return super.speak() + "!";
  },
  get title() {
    return `the ${super.title}`;
  },
};

const kitten = {
  __proto__: cat,
  name: "kitten",
  speak() {
    return super.speak().replace("meow", "mew");
  },
};

function speak(which) {
  const dog = { name: "dog", sound: "woof", speak: cat.speak, title: "Sir" };
  switch (which) {
    case "cat":
      return [cat.speak(), cat.title];
    case "kitten":
      return [kitten.speak(), kitten.title, kitten.hasOwnProperty("sound")];
    case "borrowed":
      return [dog.speak(), kitten.speak.call(dog), dog.title];
    case "swapped":
      Object.setPrototypeOf(cat, { speak: () => "hiss", title: "beast" });
      return [kitten.speak(), cat.title, dog.speak()];
  }
  return { cat, kitten }[which].speak();
}
