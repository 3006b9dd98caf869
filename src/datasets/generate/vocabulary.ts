/** Words a program about a list of numbers is written in. */
export interface NumberTheme {
  readonly list: string;
  readonly item: string;
  /** A number the items are compared with. */
  readonly bound: string;
}

/** Words a program about a list of words is written in, and the words its calls use. */
export interface TextTheme {
  readonly list: string;
  readonly item: string;
  readonly values: readonly string[];
}

/** Words a program about a list of objects is written in: fields of a text, a number and a flag. */
export interface RecordTheme {
  readonly list: string;
  readonly item: string;
  readonly text: string;
  readonly number: string;
  readonly flag: string;
  /** Name of the TypeScript interface. */
  readonly type: string;
  readonly values: readonly string[];
}

const numberTheme = (text: string): NumberTheme => {
  const [list, item, bound] = text.split(" ");
  return { list, item, bound };
};

/** Lists of numbers. */
export const NUMBERS: readonly NumberTheme[] = [
  "prices price budget",
  "readings reading cutoff",
  "scores score target",
  "steps step goal",
  "heights height ceiling",
  "weights weight capacity",
  "depths depth floor",
  "tides tide mark",
  "costs cost limit",
  "laps lap pace",
  "bids bid reserve",
  "doses dose maximum",
  "widths width gap",
  "delays delay patience",
  "harvests harvest quota",
  "levels level threshold",
].map(numberTheme);

const textTheme = (text: string): TextTheme => {
  const [list, item, ...values] = text.split(" ");
  return { list, item, values };
};

/** Lists of words. */
export const TEXTS: readonly TextTheme[] = [
  "words word apple pear fig plum kiwi lime grape melon",
  "names name Ada Bo Cleo Dan Eve Finn Gus Ida",
  "towns town Oslo Bern Rome Lima Cairo Delhi Perth Quito",
  "colors color red blue green teal pink gray amber white",
  "birds bird owl wren crow swan finch heron robin stork",
  "tools tool saw axe drill file clamp plane level vise",
  "metals metal iron zinc gold lead tin silver copper nickel",
  "fabrics fabric wool silk linen felt denim tweed lace satin",
  "spices spice mint sage dill thyme cumin basil clove anise",
  "games game chess go darts poker tag bingo rummy dice",
].map(textTheme);

const recordTheme = (text: string): RecordTheme => {
  const [type, list, item, name, number, flag, ...values] = text.split(" ");
  return { type, list, item, text: name, number, flag, values };
};

/** Lists of objects. */
export const RECORDS: readonly RecordTheme[] = [
  "Order orders order dish portions paid soup rice tart stew",
  "Visit visits visit room minutes late hall attic cellar porch",
  "Parcel parcels parcel city weight fragile Oslo Bern Lima Rome",
  "Player players player team points active red blue gold",
  "Trip trips trip port miles delayed Cork Nice Bari Vigo",
  "Plant plants plant kind height indoor fern ivy palm rose",
  "Ticket tickets ticket zone seats used north south east",
  "Loan loans loan shelf days overdue maps art poems",
  "Shift shifts shift desk hours night front back phone",
  "Crate crates crate fruit count sealed plums figs pears",
].map(recordTheme);

/** Verbs that functions over a list are named with. */
export const VERBS: readonly string[] =
  "review scan survey digest gather inspect fold weigh trim sift chart audit rank brief sum_up combine reckon sort_out".split(
    " ",
  );

/** Names of helpers that turn one item into another value. */
export const HELPERS: readonly string[] = "adjust shape rate grade mark convert tune settle clip shade".split(
  " ",
);

/** First letter of a word in upper case; `sum_up` becomes `SumUp`. */
export function capital(word: string): string {
  return word.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Words joined in camel case. */
export function camel(first: string, ...rest: readonly string[]): string {
  const whole = [first, ...rest].map(capital).join("");
  return whole[0].toLowerCase() + whole.slice(1);
}
