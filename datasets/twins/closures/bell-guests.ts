type Hear = (bell: number) => boolean;

function guest(name: string, patience: number): Hear {
  let heard = 0;

  const hear = (bell: number): boolean => {
    heard += 1;
    console.log(`${name} hears ${bell}`);
    return heard < patience;
  };

  return hear;
}

function ring(guests: [string, number][], times: number): number {
  let listening: Hear[] = [];
  for (const [name, patience] of guests) {
    listening.push(guest(name, patience));
  }
  for (let bell = 0; bell < times; bell++) {
    const staying: Hear[] = [];
    for (const hear of listening) {
      if (hear(bell)) {
        staying.push(hear);
      }
    }
    listening = staying;
  }
  return listening.length;
}
