/** Runs of `npm run evaluate` in sets of the page's pictures, timed from start to end of the process. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { ROOT, runScript } from '../lib/run.mjs';
import { lineThrough, shardTimes } from './forecast.mjs';

const SAMPLES = join(ROOT, 'public/samples');
/** Pictures of the sets: two that are evaluated whole, and one of many labels of which one picture is. */
const SMALL = 10;
const LARGE = 50;
const WIDE = 1000;

/**
 * @param {object} asked
 * @param {string | undefined} asked.methods as `--methods` has it; those of the command without it.
 * @param {number} asked.threads
 * @param {number} asked.runs of each; medians count.
 * @param {(line: string) => void} asked.say
 * @returns {Promise<import('./forecast.mjs').Measured>}
 * @throws Error where a run fails.
 */
export async function measure({ methods, threads, runs, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'anomalens-scale-'));
  const options = [...(methods ? ['--methods', methods] : []), '--threads', String(threads)];
  try {
    const evaluated = async (/** @type {number} */ count, /** @type {number} */ shards) => {
      const set = makeSet(folder, count);
      const places = ['--images', join(set, 'images'), '--labels', join(set, 'labels')];
      const out = join(set, 'shard');
      const command = [...places, ...options, '--shard', `1/${shards}`, '--out', out];
      const seconds = await median(runs, () => {
        rmSync(out, { recursive: true, force: true });
        return timed(command);
      });
      say(`${count / shards} of ${count} pictures: ${seconds.toFixed(1)} s`);
      return { labels: count, pictures: count / shards, seconds, out };
    };
    const merged = async (/** @type {number} */ count, /** @type {string} */ shard) => {
      const out = join(folder, String(count), 'merged');
      const seconds = await median(runs, () => timed(['--merge', '--out', out, shard]));
      say(`${count} pictures merged: ${seconds.toFixed(1)} s`);
      return { seconds, bytes: statSync(join(out, 'report.json')).size };
    };
    const small = await evaluated(SMALL, 1);
    const large = await evaluated(LARGE, 1);
    const wide = await evaluated(WIDE, WIDE);
    const few = await merged(SMALL, small.out);
    const many = await merged(LARGE, large.out);
    return {
      ...shardTimes(small, large, wide),
      merge: lineThrough([SMALL, few.seconds], [LARGE, many.seconds]),
      kept: lineThrough([SMALL, bytesIn(small.out)], [LARGE, bytesIn(large.out)]),
      report: lineThrough([SMALL, few.bytes], [LARGE, many.bytes]),
      threads,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The page's pictures under new names until there are enough. Returns the folder of the set. */
function makeSet(/** @type {string} */ folder, /** @type {number} */ count) {
  const set = join(folder, String(count));
  const pictures = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));
  for (const kind of ['images', 'labels']) mkdirSync(join(set, kind), { recursive: true });
  for (let index = 0; index < count; index++) {
    const { name, base } = parse(String(pictures[index % pictures.length]));
    copyFileSync(join(SAMPLES, base), join(set, 'images', `${index}-${base}`));
    copyFileSync(
      join(SAMPLES, 'masks', `${name}.png`),
      join(set, 'labels', `${index}-${name}.png`),
    );
  }
  return set;
}

/** Seconds of one command. @param {string[]} options */
async function timed(options) {
  let told = '';
  const start = performance.now();
  const code = await runScript('scripts/evaluate.mjs', options, {
    print: (text) => {
      told += text;
    },
  });
  if (code !== 0) throw new Error(`npm run evaluate ended with ${code}:\n${told}`);
  return (performance.now() - start) / 1000;
}

/** @param {number} runs @param {() => Promise<number>} once */
async function median(runs, once) {
  const all = [];
  for (let run = 0; run < runs; run++) all.push(await once());
  return all.sort((a, b) => a - b)[Math.floor((runs - 1) / 2)] ?? 0;
}

/** What merging needs of a shard. @param {string} shard */
const bytesIn = (shard) =>
  ['state', 'scores', 'labels']
    .flatMap((name) => readdirSync(join(shard, name), { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
