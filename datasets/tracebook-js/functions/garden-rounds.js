const BEDS = [
  { name: "herbs", soil: "sand", dry: 2 },
  { name: "roses", soil: "clay", dry: 0 },
  { name: "beans", soil: "loam", dry: 1 },
];

function need(soil, dry, hot) {
  let litres = dry;
  switch (soil) {
    case "sand":
      litres *= 2;
      break;
    case "clay":
      litres = dry > 2 ? dry - 1 : 0;
      if (!hot) return 0;
    default:
      litres += hot ? 1 : 0;
  }
  return litres;
}

function water(weather, tank) {
  const beds = BEDS.map(bed => ({ ...bed }));
  const diary = [];
  let day = 0;
  for (const sky of weather) {
    day += 1;
    if (sky === "rain") {
      tank += 4;
      for (const bed of beds) bed.dry = 0;
      continue;
    }
    for (const bed of beds) {
      bed.dry++;
      const litres = need(bed.soil, bed.dry, sky === "hot");
      if (litres > 0) {
        if (litres > tank) {
          if (bed.dry > 4) {
            diary.push(`${bed.name} wilts on day ${day}`);
            return { diary, tank };
          }
          diary.push(`${bed.name} waits`);
        } else {
          tank -= litres;
          bed.dry = 0;
          diary.push(`${day}:${bed.name}=${litres}`);
        }
      }
    }
  }
  return { diary, tank };
}
