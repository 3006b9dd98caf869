import type { Complex } from "./pythonNumber.js";

/** The repr of a Python float: the shortest digits that read back, `1e+16`, `1e-05`, `1.0`, `inf`, `nan`. */
export function pythonFloat(value: number): string {
  const text = digitsOf(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The repr of a Python complex number: `1j`, `(1+2j)`, `(-0-1j)`. */
export function pythonComplex({ real, imaginary }: Complex): string {
  const text = `${digitsOf(imaginary)}j`;
  if (Object.is(real, 0)) return text;
  return `(${digitsOf(real)}${/^-/.test(text) ? "" : "+"}${text})`;
}

/** Python turns to exponents below 1e-4 and from 1e16 on; JavaScript below 1e-6 and from 1e21 on. */
function digitsOf(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0";
  const [mantissa, power] = value.toExponential().split("e");
  const exponent = Number(power);
  if (value === 0 || (exponent >= -4 && exponent < 16)) return fixed(mantissa, exponent);
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function fixed(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, "0");
  const behind = padded.slice(exponent + 1);
  return `${sign}${padded.slice(0, exponent + 1)}${behind === "" ? "" : `.${behind}`}`;
}
