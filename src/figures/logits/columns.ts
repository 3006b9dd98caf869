/** Digits of numbers in pages: no character that markup, JSON or a script would have to escape. */
const DIGITS: string = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i))
  .filter(character => !"&<>\\".includes(character))
  .join("");

/** Digits that end a number; the {@link MORE} others say that it goes on. */
const LAST = 58;
const MORE: number = DIGITS.length - LAST;

const FACTORS: readonly number[] = [1, 100, 1000];

/**
 * Numbers of 0 or more, to three decimals, and NaN, as a text of one digit for small ones and more for others, after one that says
 * whether they are whole, hundredths or thousandths. A quarter of the size of JSON, and quick to read.
 */
export function packed(values: ArrayLike<number>): string {
  let step = 0;
  for (let i = 0; i < values.length; i++) {
    while (step < 2 && !isWhole(values[i] * FACTORS[step])) step++;
  }
  const factor = FACTORS[step];
  let text = String(step);
  for (let i = 0; i < values.length; i++) {
    // 0 stands for NaN.
    let rest = Number.isNaN(values[i]) ? 0 : Math.round(values[i] * factor) + 1;
    while (rest >= LAST) {
      text += DIGITS[LAST + ((rest - LAST) % MORE)];
      rest = Math.floor((rest - LAST) / MORE);
    }
    text += DIGITS[rest];
  }
  return text;
}

function isWhole(value: number): boolean {
  return Number.isNaN(value) || Math.abs(value - Math.round(value)) < 1e-7;
}

/** Steps from each number to the next, folded so that none is negative; NaN counts as -1. */
export function steps(values: ArrayLike<number>): number[] {
  let before = 0;
  return Array.from(values, value => {
    const step = (Number.isNaN(value) ? -1 : value) - before;
    before += step;
    return step < 0 ? -2 * step - 1 : 2 * step;
  });
}

/** Functions of pages: `unpack(text)` gives the numbers {@link packed} wrote, `walk(text)` those of {@link steps} in it. */
export const UNPACK_SCRIPT: string = `var DIGIT={};for(var q=0,c=35;c<127;c++)if(c!==38&&c!==60&&c!==62&&c!==92)DIGIT[String.fromCharCode(c)]=q++;
function unpack(s){var f=[1,100,1000][s[0]],o=[];for(var i=1;i<s.length;i++){var v=0,m=1,d;while((d=DIGIT[s[i]])>=${LAST}){v+=d*m;m*=${MORE};i++}v+=d*m;o.push(v?(v-1)/f:NaN)}return o}
function walk(s){var at=0;return unpack(s).map(v=>at+=v%2?-(v+1)/2:v/2)}`;
