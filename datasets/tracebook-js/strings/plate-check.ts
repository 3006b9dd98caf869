const PATTERNS = {
  modern: /^(?<area>[A-Z]{2})-(?<serial>\d{4})-(?<suffix>[A-Z])$/,
  classic: /^(?<serial>\d{4})-(?<area>[A-Z]{2})$/,
} satisfies Record<string, RegExp>;

type Style = keyof typeof PATTERNS;

function check(plate: string): { style: Style | "unknown"; area?: string; digits: number } {
  for (const style in PATTERNS) {
    const match = PATTERNS[style as Style].exec(plate);
    if (!match?.groups) continue;
    const { area, serial, suffix = "" } = match.groups;
    const digits = [...serial].reduce((sum, d) => sum + Number(d), 0);
    return { style: style as Style, area: area + suffix, digits };
  }
  return { style: "unknown", digits: plate.replace(/\D/g, "").length };
}
