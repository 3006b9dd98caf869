const log = [];
class Base {
  static count = 0;
  static { Base.count += 10; }
  kind = "base";
  #secret = 1;
  constructor(name) {
    this.name = name;
    Base.count++;
  }
  get secret() { return this.#secret; }
  set secret(v) { this.#secret = v; }
  bump() { this.#secret++; this.#secret += 2; return this.#secret; }
  static make(...args) { return new this(...args); }
  #hidden() { return this.name; }
  hidden() { return this.#hidden(); }
}
class Derived extends Base {
  extra = this.kind + "!";
  handler = () => this.name;
  plain;
  static ["comp" + "uted"] = 5;
  constructor(name) {
    super(name + "?");
    this.after = this.extra;
  }
  get secret() { return super.secret * 2; }
  set secret(v) { super.secret = v; super.other = v; }
  bump() { return super.bump() + 100; }
}
const d = Derived.make("n");
d.secret = 5;
const seen = [d.secret, d.bump(), d.handler(), d.hidden(), Base.count, d.other];
const Anonymous = class { static who = this.name; };
const text = [Anonymous.name, Anonymous.who, String(class A { x = 1 }), Base.make.toString(), `${Derived.prototype.bump}`];
function f(a, b = 2) { /* inside */ return a; }
text.push(f.toString(), (a => a).toString(), f.length);
