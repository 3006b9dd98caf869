function visit(size: number, guests: string[]): [string[], string[], number] {
  const seats: string[] = [];
  const gone: string[] = [];
  let place = 0;
  for (const guest of guests) {
    if (seats.length < size) {
      seats.push(guest);
    } else {
      gone.push(seats[place]);
      seats[place] = guest;
    }
    place = (place + 1) % size;
  }
  return [seats, gone, place];
}
