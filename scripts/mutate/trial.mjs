/** Tries mutants in child processes, each with its share of the spec files. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/run.mjs';

/**
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {import('./results.mjs').Status} Status
 * @typedef {import('./specs.mjs').Spec} Spec
 * @typedef {Record<string, Record<string, number[]>>} Plan ids to try, by spec and source file.
 *
 * @typedef {object} Line what a child writes of a spec.
 * @property {string} spec
 * @property {Record<string, number[]>} [covered] ids that it reaches, by source file.
 * @property {number} [cost] milliseconds of its plain run, with `covered`.
 * @property {[source: string, id: number]} [start]
 * @property {[source: string, id: number, status: Status]} [result]
 * @property {true} [done]
 * @property {true} [broken] it fails without a mutant.
 *
 * @typedef {object} Job
 * @property {Spec[]} specs
 * @property {string} log of this child, JSON lines.
 * @property {string[]} logs of all children.
 * @property {string} code path of the instrumented files.
 * @property {Results} results
 * @property {(line: Line) => void} onLine
 */

/**
 * A mutant without an answer for this long, and five times what the plain run of its spec takes,
 * hangs outside its own code: it is ended and counts as a timeout.
 */
const HANGS_AFTER_MS = 45_000;
const DIRECTORY = join(ROOT, '.cache', 'mutate');

/**
 * @param {(line: Line) => void} onLine
 * @returns {(path: string) => void} reads what a file has more than last time.
 */
const follower = (onLine) => {
  let offset = 0;
  let rest = '';
  return (path) => {
    const file = openSync(path, 'r');
    const buffer = Buffer.alloc(1 << 20);
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, offset);
      if (length === 0) break;
      offset += length;
      const lines = (rest + buffer.toString('utf8', 0, length)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(JSON.parse(line));
    }
    closeSync(file);
  };
};

/** One child after the other until every spec of `specs` has said its word. @param {Job} job */
async function share({ specs, log, logs, code, results, onLine }) {
  let left = specs;
  while (left.length > 0) {
    const plan = `${log}.plan`;
    writeFileSync(plan, JSON.stringify(planOf(left, results)));
    writeFileSync(log, '');
    left = await oneChild({ left, log, logs, plan, code, onLine });
  }
}

/** @param {Spec[]} specs @param {Results} results @returns {Plan} */
export function planOf(specs, results) {
  return Object.fromEntries(
    specs.map(({ spec, sources }) => [
      spec,
      Object.fromEntries(
        sources
          .map((source) => ({ source, ids: results.todo(source, spec) }))
          .filter(({ ids }) => ids.length > 0)
          .map(({ source, ids }) => [source, ids]),
      ),
    ]),
  );
}

/**
 * @param {Omit<Job, 'specs' | 'results'> & { left: Spec[], plan: string }} job
 * @returns {Promise<Spec[]>} those that it did not come to.
 */
function oneChild({ left, log, logs, plan, code, onLine }) {
  return new Promise((resolve) => {
    const said = new Set();
    /** @type {Required<Pick<Line, 'spec' | 'start'>> | null} */
    let started = null;
    let last = Date.now();
    let patience = HANGS_AFTER_MS;
    const read = follower((line) => {
      last = Date.now();
      started = line.start ? { spec: line.spec, start: line.start } : null;
      if (line.covered) patience = HANGS_AFTER_MS + 5 * (line.cost ?? 0);
      if (line.done || line.broken) said.add(line.spec);
      onLine(line);
    });
    const child = spawn(
      process.execPath,
      [join(ROOT, 'scripts/mutate/child.mjs'), ...left.map(({ spec }) => spec)],
      {
        cwd: ROOT,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, MUTATE_JOB: JSON.stringify({ log, logs, plan, code }) },
      },
    );
    let hung = false;
    const watch = setInterval(() => {
      read(log);
      if (!started || Date.now() - last < patience) return;
      hung = true;
      child.kill('SIGKILL');
    }, 1000);
    child.on('close', (exitCode) => {
      clearInterval(watch);
      read(log);
      // A mutant can end the process with all that is left to try, by an assertion within Node.
      const hasDied = hung || (exitCode !== 0 && started !== null);
      if (hasDied && started) {
        onLine({ spec: started.spec, result: [...started.start, hung ? 'timeout' : 'killed'] });
      }
      resolve(hasDied ? left.filter(({ spec }) => !said.has(spec)) : []);
    });
  });
}

/**
 * @param {object} trial
 * @param {Spec[]} trial.specs
 * @param {Record<string, string>} trial.code instrumented, by file.
 * @param {Results} trial.results
 * @param {number} trial.processes
 * @param {(line: Line) => void} trial.onLine hears what the children write.
 */
export async function tryMutants({ specs, code, results, processes, onLine }) {
  const codePath = join(DIRECTORY, 'code.json');
  mkdirSync(DIRECTORY, { recursive: true });
  writeFileSync(codePath, JSON.stringify(code));
  const logs = Array.from({ length: processes }, (_, i) => join(DIRECTORY, `log-${i}.jsonl`));
  for (const log of logs) writeFileSync(log, '');
  await Promise.all(
    logs.map((log, i) =>
      share({
        specs: specs.filter((_, index) => index % processes === i),
        log,
        logs,
        code: codePath,
        results,
        onLine,
      }),
    ),
  );
}
