type Code = `${string}-${string}`;
type Checked = { code: string; letter: string; sum: number };

function check(code: Code | string): Checked {
  let sum = 7;
  for (const sign of code) if (sign === " ") throw new SyntaxError(`space in ${code}`);
  for (let i = 0; i < code.length; i++) sum = (sum * 5 + code.toUpperCase().charCodeAt(i) * (i + 1)) % 23;
  return { code: code.replace("-", ""), letter: String.fromCharCode(65 + sum), sum };
}
