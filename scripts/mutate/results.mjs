// @ts-nocheck
/**
 * What is known of every mutant, kept between runs in .cache: a result holds while its source file
 * and its spec file are the same. Changes in what either imports are not seen; `--fresh` forgets.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../lib/run.mjs';
import { hashOf } from './instrument.mjs';

const PATH = join(ROOT, '.cache', 'mutate', 'results.json');

/** source -> { hash, mutants, specs: spec -> { hash, killed, timeout, survived, untried } } */
export class Results {
  #sources = {};
  /** spec -> milliseconds that its tests take. */
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

  costOf(spec) {
    return this.#costs[spec] ?? 0;
  }

  /** Takes a file's mutants, and drops what is known of it when it has changed. */
  meet(source, { hash, mutants }, specs) {
    if (this.#sources[source]?.hash !== hash) this.#sources[source] = { hash, mutants, specs: {} };
    const known = this.#sources[source].specs;
    for (const spec of Object.keys(known)) {
      if (!specs.includes(spec) || known[spec].hash !== hashOf(spec)) delete known[spec];
    }
  }

  /** Ids that no spec has killed yet and about which `spec` has not said its word. */
  todo(source, spec) {
    const { mutants, specs } = this.#sources[source];
    const killed = this.#killed(source);
    const open = mutants.map(({ id }) => id).filter((id) => !killed.has(id));
    const known = specs[spec];
    if (!known) return open;
    const untried = new Set(known.untried);
    return open.filter((id) => untried.has(id));
  }

  /** Ids that `spec` reaches; its tests take `cost` milliseconds. */
  begin(source, spec, covered, cost) {
    this.#costs[spec] = cost;
    const { specs } = this.#sources[source];
    const known = specs[spec] ?? { hash: hashOf(spec), killed: [], timeout: [], survived: [] };
    const told = new Set([...known.killed, ...known.timeout, ...known.survived]);
    specs[spec] = { ...known, untried: covered.filter((id) => !told.has(id)) };
  }

  tell(source, spec, id, status) {
    const known = this.#sources[source].specs[spec];
    known[status].push(id);
    known.untried = known.untried.filter((other) => other !== id);
  }

  #killed(source) {
    const { specs } = this.#sources[source];
    return new Set(Object.values(specs).flatMap(({ killed, timeout }) => [...killed, ...timeout]));
  }

  /** Every mutant of a file with its status: killed, timeout, survived or uncovered. */
  statuses(source) {
    const { mutants, specs } = this.#sources[source];
    const all = Object.values(specs);
    const has = (status, id) => all.some((spec) => spec[status].includes(id));
    return mutants.map((mutant) => ({
      ...mutant,
      source,
      status: ['killed', 'timeout', 'survived'].find((s) => has(s, mutant.id)) ?? 'uncovered',
    }));
  }
}
