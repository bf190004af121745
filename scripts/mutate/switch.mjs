// @ts-nocheck
/** Which mutant is active, and which tests reach which. Lives on `globalThis.mutants`. */

/** A mutant that is passed this many times as often as in the plain run is an endless loop. */
const ENDLESS = 20;

/** What the instrumented code of one file asks: `id` is its active mutant, -1 for none. */
class FileSwitch {
  id = -1;
  #all;
  /** Per mutant: the test that saw it last, and the first mutant on the same spot. */
  #seen;
  #first;
  #hits;
  /** id -> tests that reach it; a null among them stands for the loading of modules. */
  tests = new Map();

  constructor(all, size) {
    this.#all = all;
    this.#seen = new Int32Array(size).fill(-2);
    this.#first = new Int32Array(size);
    this.#hits = new Float64Array(size);
  }

  /** The mutants in the arguments lie on one spot, so that one count serves them all. */
  cover(first) {
    this.#hits[first]++;
    if (this.#seen[first] === this.#all.number) return;
    this.#seen[first] = this.#all.number;
    // biome-ignore lint/complexity/noArguments: a rest parameter would build an array each time.
    for (const id of arguments) {
      this.#first[id] = first;
      const tests = this.tests.get(id) ?? new Set();
      this.tests.set(id, tests.add(this.#all.test));
    }
  }

  hitsOf(id) {
    return this.#hits[this.#first[id]];
  }

  hit() {
    this.#all.hit();
    return true;
  }
}

export class Mutants {
  /** The test under way, and its number; null and -1 while modules load and suites are set up. */
  test = null;
  number = -1;
  covering = true;
  endless = false;
  #files = new Map();
  #active = null;
  #numbers = 0;
  #hits = 0;
  #limit = 0;

  /** Called by the instrumented code of `file`, which has `size` mutants. */
  of(file, size) {
    const known = this.#files.get(file);
    if (known) return known;
    const added = new FileSwitch(this, size);
    this.#files.set(file, added);
    return added;
  }

  begin(test) {
    this.test = test;
    this.number = test === null ? -1 : this.#numbers++;
  }

  coveredIn(file) {
    return [...(this.#files.get(file)?.tests.keys() ?? [])];
  }

  /** Names of the tests that reach a mutant; null for all of them, as modules load with it. */
  testsOf(file, id) {
    const tests = this.#files.get(file).tests.get(id);
    return tests.has(null) ? null : tests;
  }

  deactivate() {
    if (this.#active) this.#active.id = -1;
  }

  activate(file, id) {
    this.deactivate();
    this.#active = this.#files.get(file);
    this.#active.id = id;
    this.endless = false;
    this.#hits = 0;
    this.#limit = 1000 + ENDLESS * this.#active.hitsOf(id);
  }

  hit() {
    this.#hits++;
    if (this.#hits <= this.#limit) return;
    this.endless = true;
    throw new Error(`The mutant ran ${this.#hits} times`);
  }
}
