import fc from "fast-check";

const blank = fc.oneof(
  { weight: 12, arbitrary: fc.constant("") },
  { weight: 3, arbitrary: fc.constant(" ") },
  fc.constantFrom("\t", "  ", "\f", "\\\n", " \\\r\n "),
);
/** Within brackets also line breaks and comments. */
const inner = fc.oneof(
  { weight: 8, arbitrary: blank },
  fc.constantFrom("\n", "\r\n", "\r", " # it's\n", '#"\n', "\n\n  "),
);

const digits = fc.constantFrom(
  "0",
  "1",
  "7",
  "12",
  "1_0",
  "00",
  "007",
  "9_007_199_254_740_993",
  "123456789012345678901234567890",
);
const number = fc.oneof(
  { weight: 6, arbitrary: fc.nat().map(String) },
  digits,
  fc.constantFrom(
    "0x1F",
    "0Xdead_BEEF",
    "0x_f",
    "0o17",
    "0O_7",
    "0b101",
    "0B_1",
    "0_0",
    "0x",
    "0b2",
    "1__0",
    "1_",
  ),
  fc.constantFrom(
    "1.",
    ".5",
    "1.5",
    "0.1",
    "1e5",
    "1E+5",
    "1e-5",
    "1e16",
    "1e22",
    "1e400",
    "01.5",
    "1.e3",
    "1_0.0_1e1_0",
    "1._5",
    "1e",
    "5e-324",
    "2.5e-7",
    "123456789.123456789",
  ),
  fc.constantFrom("2j", "1.5J", "0j", "1e3j", "01j", "0xfj", "1e400j"),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }).map(x => String(x)),
  fc.bigInt({ min: 0n }).map(String),
);

const escapes = fc.constantFrom(
  "\\n",
  "\\t",
  "\\\\",
  "\\'",
  '\\"',
  "\\x41",
  "\\x4",
  "\\0",
  "\\12",
  "\\777",
  "\\8",
  "\\q",
  "\\u00e9",
  "\\u12",
  "\\ud800",
  "\\udc00",
  "\\U0001F600",
  "\\U00110000",
  "\\a\\b\\f\\v\\r",
  "\\\n",
  "\\\r\n",
  "\\N{BULLET}",
  "\\N{",
  "\\",
);
const plain = fc.constantFrom(
  "a",
  "Z",
  " ",
  "'",
  '"',
  "#",
  "é",
  "漢",
  "😀",
  "\n",
  "\r",
  "\r\n",
  "\t",
  "{",
  "}",
  "\u2028",
  "\u00a0",
  "\u00ad",
  "ab",
  "0",
);
const content = fc
  .array(fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: escapes }), { maxLength: 5 })
  .map(x => x.join(""));
const prefix = fc.oneof(
  { weight: 5, arbitrary: fc.constant("") },
  fc.constantFrom("b", "r", "u", "R", "B", "U", "br", "rb", "Rb", "BR", "bR", "f", "rf", "ur", "bu", "bb"),
);
const quote = fc.constantFrom("'", '"', "'''", '"""');
const text = fc.tuple(prefix, quote, content).map(([p, q, c]) => p + q + c + q);
const texts = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.tuple(text, blank, text).map(x => x.join("")),
);

const atom = fc.oneof(
  { weight: 3, arbitrary: number },
  { weight: 3, arbitrary: texts },
  fc.constantFrom(
    "True",
    "False",
    "None",
    "...",
    "()",
    "[]",
    "{}",
    "set()",
    "( )",
    "set",
    "x",
    "true",
    "nan",
  ),
);
const signed = fc.oneof(
  { weight: 12, arbitrary: atom },
  fc
    .tuple(fc.constantFrom("-", "+", "- ", "-(", "--", "~"), atom)
    .map(([s, a]) => (s === "-(" ? `-(${a})` : s + a)),
  fc
    .tuple(
      signless(),
      fc.constantFrom("+", "-", " - ", "*"),
      fc.constantFrom("1j", "2.5J", "0j", "(3j)", "-1j", "1"),
    )
    .map(x => x.join("")),
);
function signless(): fc.Arbitrary<string> {
  return fc.oneof(
    number,
    number.map(n => `-${n}`),
    number.map(n => `(-${n})`),
    fc.constant("True"),
  );
}

/** Texts that look like Python literals, most of which are. */
export const literalText: fc.Arbitrary<string> = fc
  .letrec<{ value: string; list: string }>(tie => {
    const item = fc.tuple(inner, tie("value"), inner).map(x => x.join(""));
    const items = fc
      .tuple(fc.array(item, { maxLength: 4 }), fc.constantFrom("", "", ","))
      .map(([x, last]) => x.join(",") + last);
    const pair = fc.tuple(item, fc.constantFrom(":", ": ", " :"), item).map(x => x.join(""));
    const pairs = fc
      .tuple(fc.array(pair, { maxLength: 4 }), fc.constantFrom("", "", ","))
      .map(([x, last]) => x.join(",") + last);
    return {
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        signed,
        items.map(x => `[${x}]`),
        items.map(x => `(${x})`),
        items.map(x => `{${x}}`),
        pairs.map(x => `{${x}}`),
      ),
      list: fc.oneof(
        { weight: 5, arbitrary: tie("value") },
        fc
          .tuple(fc.array(tie("value"), { minLength: 1, maxLength: 3 }), fc.constantFrom("", ","))
          .map(([x, last]) => x.join(", ") + last),
      ),
    };
  })
  .list.chain(value =>
    fc
      .tuple(
        fc.oneof({ weight: 8, arbitrary: blank }, fc.constantFrom("\n", "# c\n", "\n ", " \n", "\t\n#\n")),
        fc.oneof(
          { weight: 8, arbitrary: blank },
          fc.constantFrom("\n", " # c", "\n\n", "\n #c", "\n ", ";", " 1", "\n1", "\\"),
        ),
      )
      .map(([before, behind]) => before + value + behind),
  );

/** Literal texts with a character taken out, put in or changed. */
export const spoiledText: fc.Arbitrary<string> = fc
  .tuple(
    literalText,
    fc.nat(),
    fc.constantFrom(0, 1),
    fc.constantFrom(..."'\"\\[](){},:+-.#\n\r \tjexbru0_1\0é", "'''", "if", "not "),
  )
  .map(([whole, place, cut, put]) => {
    const at = place % (whole.length + 1);
    return whole.slice(0, at) + put + whole.slice(at + cut);
  });
