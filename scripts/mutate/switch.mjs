/** Which mutant is active, and which tests reach which. Lives on `globalThis.mutants`. */

/** A mutant that is passed this many times as often as in the plain run is an endless loop. */
const ENDLESS = 20;

/** What the instrumented code of one file asks: `id` is its active mutant, -1 for none. */
class FileSwitch {
  id = -1;
  /** @type {Mutants} */
  #all;
  /** Per mutant: the test that saw it last, and the first mutant on the same spot. */
  #seen;
  #first;
  #hits;
  /**
   * @type {Map<number, Set<string | null>>} by id the tests that reach it; a null among them stands
   * for the loading of modules.
   */
  tests = new Map();

  /** @param {Mutants} all @param {number} size */
  constructor(all, size) {
    this.#all = all;
    this.#seen = new Int32Array(size).fill(-2);
    this.#first = new Int32Array(size);
    this.#hits = new Float64Array(size);
  }

  /**
   * The mutants in the arguments lie on one spot, so that one count serves them all.
   * @param {number} first
   */
  cover(first) {
    /** @type {number} */ (this.#hits[first])++;
    if (this.#seen[first] === this.#all.number) return;
    this.#seen[first] = this.#all.number;
    // biome-ignore lint/complexity/noArguments: a rest parameter would build an array each time.
    for (const id of arguments) {
      this.#first[id] = first;
      const tests = this.tests.get(id) ?? new Set();
      this.tests.set(id, tests.add(this.#all.test));
    }
  }

  /** @param {number} id */
  hitsOf(id) {
    return this.#hits[this.#first[id] ?? -1] ?? 0;
  }

  hit() {
    this.#all.hit();
    return true;
  }
}

export class Mutants {
  /**
   * @type {string | null} the test under way, null while modules load and suites are set up; its
   * number is -1 then.
   */
  test = null;
  number = -1;
  covering = true;
  endless = false;
  /** @type {Map<string, FileSwitch>} */
  #files = new Map();
  /** @type {FileSwitch | null} */
  #active = null;
  #numbers = 0;
  #hits = 0;
  #limit = 0;

  /**
   * Called by the instrumented code of a file.
   * @param {string} file @param {number} size mutants in it.
   */
  of(file, size) {
    const known = this.#files.get(file);
    if (known) return known;
    const added = new FileSwitch(this, size);
    this.#files.set(file, added);
    return added;
  }

  /** @param {string | null} test */
  begin(test) {
    this.test = test;
    this.number = test === null ? -1 : this.#numbers++;
  }

  /** @param {string} file @returns ids. */
  coveredIn(file) {
    return [...(this.#files.get(file)?.tests.keys() ?? [])];
  }

  /**
   * Names of the tests that reach a mutant; null for all of them, as modules load with it.
   * @param {string} file @param {number} id
   */
  testsOf(file, id) {
    const tests = this.#switchOf(file).tests.get(id);
    return tests?.has(null) ? null : (tests ?? new Set());
  }

  /** @param {string} file */
  #switchOf(file) {
    const known = this.#files.get(file);
    if (!known) throw new Error(`${file} was not loaded.`);
    return known;
  }

  deactivate() {
    if (this.#active) this.#active.id = -1;
  }

  /** @param {string} file @param {number} id */
  activate(file, id) {
    this.deactivate();
    this.#active = this.#switchOf(file);
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
