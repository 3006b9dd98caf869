function guest(name, patience) {
  let heard = 0;

  const hear = bell => {
    heard += 1;
    console.log(`${name} hears ${bell}`);
    return heard < patience;
  };

  return hear;
}

function ring(guests, times) {
  let listening = [];
  for (const [name, patience] of guests) {
    listening.push(guest(name, patience));
  }
  for (let bell = 0; bell < times; bell++) {
    const staying = [];
    for (const hear of listening) {
      if (hear(bell)) {
        staying.push(hear);
      }
    }
    listening = staying;
  }
  return listening.length;
}
