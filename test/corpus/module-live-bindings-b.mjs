import { fromMain } from "./module-live-bindings-c.mjs";
console.log("b starts", fromMain);
export let count = 1;
export function bump() { count++; return count; }
export const later = () => "later:" + count;
export default function () { return "default"; }
export class Klass { n = count; }
console.log("b ends", count);
