/**
 * Runs a spec file once to see which mutants each test reaches, then once more for each of them,
 * with only the tests that reach it, in the same worker and with its modules loaded anew. That
 * costs milliseconds where a new worker costs most of a second.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { startTests } from '@vitest/runner';
import { vi } from 'vitest';
import { VitestTestRunner } from 'vitest/runners';
import { Mutants } from './switch.mjs';

/**
 * @typedef {import('./trial.mjs').Line} Line
 * @typedef {import('./results.mjs').Status} Status
 * @typedef {import('@vitest/runner').File} File
 * @typedef {import('@vitest/runner').Task} Task
 * @typedef {ConstructorParameters<typeof VitestTestRunner>[0]} Config
 * @typedef {[source: string, ids: number[]]} Wanted
 */

/** @type {{ logs: string[], log: string, plan: string }} */
const { logs, log, plan } = JSON.parse(process.env.MUTATE_JOB ?? '{}');
/** @type {import('./trial.mjs').Plan} */
const wantedOf = JSON.parse(readFileSync(plan, 'utf8'));

/** @param {Task} test @returns {string} */
const nameOf = (test) => (test.suite ? `${nameOf(test.suite)} > ${test.name}` : test.name);
/** @param {Line} line */
const write = (line) => appendFileSync(log, `${JSON.stringify(line)}\n`);

/**
 * Ids that a spec is asked to try, by source file, less what any process has killed since.
 * @param {string} spec @returns {Wanted[]}
 */
function stillWanted(spec) {
  const killed = new Set();
  for (const path of logs) {
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      /** @type {Partial<Line>} */
      const { result } = line.includes('"result"') ? JSON.parse(line) : {};
      if (result && result[2] !== 'survived') killed.add(`${result[0]} ${result[1]}`);
    }
  }
  return Object.entries(wantedOf[spec] ?? {})
    .map(
      ([source, ids]) =>
        /** @type {Wanted} */ ([source, ids.filter((id) => !killed.has(`${source} ${id}`))]),
    )
    .filter(([, ids]) => ids.length > 0);
}

export default class MutantRunner extends VitestTestRunner {
  #mutants = new Mutants();
  #slowest = 0;
  #cost = 0;
  #failed = false;
  #timedOut = false;
  /** @type {File | undefined} */
  #file;
  /** @type {Wanted[]} */
  #wanted = [];

  /** @param {Config} config */
  constructor(config) {
    super(config);
    Object.assign(globalThis, { mutants: this.#mutants });
    process.on('unhandledRejection', () => {
      this.#failed = true;
    });
  }

  /** One file at a time, as `fileParallelism` is off. @param {File[]} files */
  onBeforeRunFiles([file]) {
    this.#file = file;
    this.#wanted = file ? stillWanted(file.name) : [];
    if (file && this.#wanted.length === 0) file.mode = 'skip';
  }

  /** @override @param {Task} test */
  async onBeforeRunTask(test) {
    await super.onBeforeRunTask(test);
    this.#mutants.begin(nameOf(test));
  }

  /** @override @param {Task} test */
  onAfterRunTask(test) {
    super.onAfterRunTask(test);
    this.#mutants.begin(null);
    const duration = test.result?.duration ?? 0;
    this.#slowest = Math.max(this.#slowest, duration);
    this.#cost += duration;
    if (test.result?.state === 'fail') this.#failed = true;
  }

  /** @override */
  async onAfterRunFiles() {
    super.onAfterRunFiles();
    this.#mutants.covering = false;
    const file = this.#file;
    if (!file || this.#wanted.length === 0) return;
    const spec = file.name;
    if (this.#failed || file.result?.state === 'fail') {
      write({ spec, broken: true });
      return;
    }
    const covered = Object.fromEntries(
      this.#wanted.map(([source]) => [source, this.#mutants.coveredIn(source)]),
    );
    write({ spec, covered, cost: Math.round(this.#cost) });
    const timeout = 2000 + 20 * this.#slowest;
    for (const [source, ids] of this.#wanted) {
      const reached = new Set(covered[source]);
      for (const id of ids) {
        if (!reached.has(id)) continue;
        write({ spec, start: [source, id] });
        const status = await this.#try(file, source, id, timeout);
        write({ spec, result: [source, id, status] });
      }
    }
    this.#mutants.deactivate();
    write({ spec, done: true });
  }

  /**
   * @param {File} file @param {string} source @param {number} id
   * @param {number} timeout of each test, in milliseconds.
   * @returns {Promise<Status>}
   */
  async #try(file, source, id, timeout) {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.resetModules();
    const tests = this.#mutants.testsOf(source, id);
    this.#mutants.activate(source, id);
    this.#failed = false;
    this.#timedOut = false;
    const [result] = await startTests([file.filepath], this.#quiet(tests, timeout));
    vi.useRealTimers();
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#mutants.endless || this.#timedOut) return 'timeout';
    return this.#failed || result?.result?.state === 'fail' ? 'killed' : 'survived';
  }

  /**
   * This runner without a word to the reporters, stopping at the first test that fails.
   * @param {Set<string | null> | null} tests names of those to run, null for all.
   * @param {number} testTimeout
   */
  #quiet(tests, testTimeout) {
    const quiet = Object.create(this);
    const nothing = () => {};
    return Object.assign(quiet, {
      config: { ...this.config, testTimeout, hookTimeout: testTimeout, setupFiles: [] },
      /** @param {File} file */
      onCollectStart: (file) => VitestTestRunner.prototype.onCollectStart.call(this, file),
      onBeforeRunFiles: nothing,
      onCollected: nothing,
      onTaskUpdate: nothing,
      onTestAnnotate: nothing,
      onTestArtifactRecord: nothing,
      onAfterRunFiles: nothing,
      onAfterRunSuite: nothing,
      /** @param {Task} test */
      onBeforeRunTask: async (test) => {
        await VitestTestRunner.prototype.onBeforeRunTask.call(this, test);
        if (this.#failed || (tests && !tests.has(nameOf(test)))) test.mode = 'skip';
      },
      /** @param {Task} test */
      onAfterRunTask: (test) => {
        VitestTestRunner.prototype.onAfterRunTask.call(this, test);
        if (test.result?.state !== 'fail') return;
        this.#failed = true;
        const errors = test.result.errors ?? [];
        this.#timedOut = errors.some(({ message }) => message.includes('timed out in'));
      },
    });
  }
}
