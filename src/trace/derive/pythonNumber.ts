import type { Value } from "../format/Value.js";

/** Parts of a Python complex number. */
export interface Complex {
  readonly real: number;
  readonly imaginary: number;
}

/** Decimal exponents beyond this are not written out: nothing but another Decimal is that large or small. */
const FAR = 10_000;

/**
 * A text that two Python numbers share exactly if they are equal by `==`, whatever their types: `1`, `1.0`, `True`,
 * `1+0j`, `Decimal("1.0")` and `Fraction(1, 1)` give the same. Comparison is exact, as Python's is beyond 2^53.
 * `NaN` for what is equal to nothing; undefined where the value is no number.
 */
export function numberKey(value: Value): string | undefined {
  switch (value.type) {
    case "boolean":
      return value.value ? "1" : "0";
    case "int":
    case "bigint":
      return value.value;
    case "number":
      return floatKey(value.value);
    case "boxed":
      return value.value.type === "string" ? boxedKey(value.class, value.value.value) : undefined;
    default:
      return undefined;
  }
}

function boxedKey(name: string, repr: string): string | undefined {
  if (name === "complex") {
    const { real, imaginary } = readComplex(repr);
    const key = floatKey(imaginary);
    return key === "0"
      ? floatKey(real)
      : key === "NaN" || Number.isNaN(real)
        ? "NaN"
        : `${floatKey(real)}+${key}j`;
  }
  const fraction = name === "Fraction" ? /^Fraction\((-?\d+), (\d+)\)$/.exec(repr) : null;
  if (fraction !== null) return ratioKey(BigInt(fraction[1]), BigInt(fraction[2]));
  const decimal =
    name === "Decimal"
      ? /^Decimal\('(-?)(?:(\d+)(?:\.(\d+))?(?:E([-+]\d+))?|(Infinity)|s?NaN\d*)'\)$/.exec(repr)
      : null;
  if (decimal === null) return undefined;
  const [, sign, digits, fractional = "", exponent = "0", infinity] = decimal;
  if (infinity !== undefined) return `${sign}inf`;
  return digits === undefined
    ? "NaN"
    : decimalKey(sign, digits + fractional, Number(exponent) - fractional.length);
}

function decimalKey(sign: string, digits: string, exponent: number): string {
  const bare = digits.replace(/0+$/, "");
  if (/^0*$/.test(bare)) return "0";
  const power = exponent + digits.length - bare.length;
  if (Math.abs(power) > FAR) return `${sign}${bare.replace(/^0+/, "")}e${power}`;
  const whole = BigInt(sign + bare);
  return power >= 0 ? String(whole * 10n ** BigInt(power)) : ratioKey(whole, 10n ** BigInt(-power));
}

/** A float is an integer times a power of two, and nothing else. */
function floatKey(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
  if (Number.isInteger(value)) return Object.is(value, -0) ? "0" : BigInt(value).toString();
  let top = value;
  let power = 0n;
  // Exact: doubling a float that is no integer never overflows.
  while (!Number.isInteger(top)) {
    top *= 2;
    power++;
  }
  return ratioKey(BigInt(top), 2n ** power);
}

function ratioKey(top: bigint, bottom: bigint): string {
  let a = top < 0n ? -top : top;
  let b = bottom;
  while (b > 0n) [a, b] = [b, a % b];
  return bottom === a ? String(top / a) : `${top / a}/${bottom / a}`;
}

/** Reads the repr of a complex number: `(1-2j)`, `-0j`, `(nan+infj)`. */
export function readComplex(repr: string): Complex {
  const found =
    /^\(?(?:([-+]?(?:inf|nan|[\d.]+(?:e[-+]\d+)?))(?=[-+]))?([-+]?(?:inf|nan|[\d.]+(?:e[-+]\d+)?))j\)?$/.exec(
      repr,
    );
  return { real: readFloat(found?.[1] ?? "0"), imaginary: readFloat(found?.[2] ?? "nan") };
}

function readFloat(text: string): number {
  const bare = text.replace(/^[-+]/, "");
  const size = bare === "inf" ? Number.POSITIVE_INFINITY : bare === "nan" ? Number.NaN : Number(bare);
  return text.startsWith("-") ? -size : size;
}
