import { bump, later } from "./module-live-bindings-b.mjs";
console.log("c first (cycle)", typeof bump);
try { later(); } catch (e) { console.log(e.name); }
try { bump(); } catch (e) { console.log(e.name, e.message); }
export const fromMain = "from c";
export default class { }
