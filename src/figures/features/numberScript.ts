/**
 * Numbers of a live page, as declarations of plain ES2020: `words(value)` writes one as `numberText` does, `number(text)` reads what it
 * wrote. What a script compares must be what stands on the page, or a threshold of 2.683 drops what the page calls 2.68.
 */
export const NUMBER_SCRIPT: string = `function words(v){var s=Math.abs(v);
return (s!==0&&(s<1e-4||s>=1e9)?v.toExponential(1):s>=1000?String(Math.round(v)).replace(/\\B(?=(\\d{3})+$)/g,","):String(Number(v.toPrecision(3)))).replace(/-/g,"\\u2212")}
function number(text){return Number(text.replace(/\\u2212/g,"-").replace(/,/g,""))}`;
