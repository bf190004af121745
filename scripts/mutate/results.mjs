/**
 * What is known of every mutant, kept between runs in .cache: a result holds while its source file
 * and its spec file are the same. Changes in what either imports are not seen; `--fresh` forgets.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/run.mjs';
import { hashOf } from './instrument.mjs';

/**
 * @typedef {import('./instrument.mjs').Mutant} Mutant
 * @typedef {'killed' | 'timeout' | 'survived'} Status
 * @typedef {Record<Status | 'untried', number[]> & { hash: string }} SpecResults ids of mutants.
 * @typedef {{ hash: string, mutants: Mutant[], specs: Record<string, SpecResults> }} SourceResults
 * @typedef {Mutant & { source: string, status: Status | 'uncovered' }} JudgedMutant
 */

const PATH = join(ROOT, '.cache', 'mutate', 'results.json');

/** @type {readonly Status[]} */
const STATUSES = ['killed', 'timeout', 'survived'];

export class Results {
  /** @type {Record<string, SourceResults>} by source file. */
  #sources = {};
  /** @type {Record<string, number>} milliseconds that the tests of a spec take. */
  #costs = {};

  static load() {
    const results = new Results();
    try {
      const { sources, costs } = JSON.parse(readFileSync(PATH, 'utf8'));
      results.#sources = sources;
      results.#costs = costs;
    } catch {
      // The first run.
    }
    return results;
  }

  save() {
    mkdirSync(dirname(PATH), { recursive: true });
    writeFileSync(PATH, JSON.stringify({ sources: this.#sources, costs: this.#costs }));
  }

  /** @param {string} spec */
  costOf(spec) {
    return this.#costs[spec] ?? 0;
  }

  /**
   * Takes a file's mutants, and drops what is known of it when it has changed.
   * @param {string} source
   * @param {{ hash: string, mutants: Mutant[] }} file
   * @param {string[]} specs that reach it.
   */
  meet(source, { hash, mutants }, specs) {
    const earlier = this.#sources[source];
    const known = Object.entries(earlier?.hash === hash ? earlier.specs : {}).filter(
      ([spec, results]) => specs.includes(spec) && results.hash === hashOf(spec),
    );
    this.#sources[source] = { hash, mutants, specs: Object.fromEntries(known) };
  }

  /** @param {string} source */
  #of(source) {
    const known = this.#sources[source];
    if (!known) throw new Error(`${source} was not met.`);
    return known;
  }

  /**
   * Ids that no spec has killed yet and about which `spec` has not said its word.
   * @param {string} source @param {string} spec
   */
  todo(source, spec) {
    const { mutants, specs } = this.#of(source);
    const killed = this.#killed(source);
    const open = mutants.map(({ id }) => id).filter((id) => !killed.has(id));
    const known = specs[spec];
    if (!known) return open;
    const untried = new Set(known.untried);
    return open.filter((id) => untried.has(id));
  }

  /**
   * @param {string} source @param {string} spec
   * @param {number[]} covered ids that the spec reaches.
   * @param {number} cost milliseconds that its tests take.
   */
  begin(source, spec, covered, cost) {
    this.#costs[spec] = cost;
    const { specs } = this.#of(source);
    const known = specs[spec] ?? { hash: hashOf(spec), killed: [], timeout: [], survived: [] };
    const told = new Set([...known.killed, ...known.timeout, ...known.survived]);
    specs[spec] = { ...known, untried: covered.filter((id) => !told.has(id)) };
  }

  /** @param {string} source @param {string} spec @param {number} id @param {Status} status */
  tell(source, spec, id, status) {
    const known = this.#of(source).specs[spec];
    if (!known) throw new Error(`${spec} has not begun with ${source}.`);
    known[status].push(id);
    known.untried = known.untried.filter((other) => other !== id);
  }

  /** @param {string} source */
  #killed(source) {
    const { specs } = this.#of(source);
    return new Set(Object.values(specs).flatMap(({ killed, timeout }) => [...killed, ...timeout]));
  }

  /** Every mutant of a file with its status. @param {string} source @returns {JudgedMutant[]} */
  statuses(source) {
    const { mutants, specs } = this.#of(source);
    const all = Object.values(specs);
    /** @param {Status} status @param {number} id */
    const has = (status, id) => all.some((spec) => spec[status].includes(id));
    return mutants.map((mutant) => ({
      ...mutant,
      source,
      status: STATUSES.find((status) => has(status, mutant.id)) ?? 'uncovered',
    }));
  }
}
