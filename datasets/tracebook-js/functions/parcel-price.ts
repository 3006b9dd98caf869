interface Parcel {
  readonly grams: number;
  readonly zone: number;
  readonly fragile?: boolean;
}

function price({ grams, zone, fragile = false }: Parcel, discount: number = 0): number {
  let cents = 250 + Math.ceil(grams / 500) * 75;
  switch (zone) {
    case 3:
      cents += 400;
    case 2:
      cents += 150;
    default:
      cents += 20;
      break;
    case 1:
      cents -= 30;
  }
  if (fragile) cents = Math.round(cents * 1.25);
  return cents - Math.floor(cents * discount);
}
