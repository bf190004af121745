// @ts-nocheck
/** Tries mutants in child processes, each with its share of the spec files. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/run.mjs';

/**
 * A mutant without an answer for this long, and five times what the plain run of its spec takes,
 * hangs outside its own code: it is ended and counts as a timeout.
 */
const HANGS_AFTER_MS = 45_000;
const DIRECTORY = join(ROOT, '.cache', 'mutate');

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
      rest = lines.pop();
      for (const line of lines) onLine(JSON.parse(line));
    }
    closeSync(file);
  };
};

/** One child after the other until every spec of `specs` has said its word. */
async function share({ specs, log, logs, code, results, onLine }) {
  let left = specs;
  while (left.length > 0) {
    const plan = `${log}.plan`;
    writeFileSync(plan, JSON.stringify(planOf(left, results)));
    writeFileSync(log, '');
    left = await oneChild({ left, log, logs, plan, code, onLine });
  }
}

export function planOf(specs, results) {
  return Object.fromEntries(
    specs.map(({ spec, sources }) => [
      spec,
      Object.fromEntries(
        sources
          .map((source) => [source, results.todo(source, spec)])
          .filter(([, ids]) => ids.length > 0),
      ),
    ]),
  );
}

function oneChild({ left, log, logs, plan, code, onLine }) {
  return new Promise((resolve) => {
    const said = new Set();
    let started = null;
    let last = Date.now();
    let patience = HANGS_AFTER_MS;
    const read = follower((line) => {
      last = Date.now();
      started = line.start ? line : null;
      if (line.covered) patience = HANGS_AFTER_MS + 5 * line.cost;
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
    child.on('close', () => {
      clearInterval(watch);
      read(log);
      if (hung && started) {
        onLine({ spec: started.spec, result: [...started.start, 'timeout'] });
      }
      const rest = left.filter(({ spec }) => !said.has(spec));
      resolve(hung ? rest : []);
    });
  });
}

/** `specs` as `specsOf` gives them; `onLine` hears what the children write. */
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
