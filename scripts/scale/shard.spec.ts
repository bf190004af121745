/** What a scheduler is told of a shard, with a command in the place of Node that ends as it is asked to. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPT = join(import.meta.dirname, 'shard.sh');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-shard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs shard 2 of 3 whose `npm run evaluate` ends with `code` and has written `report`, if anything. */
function runShard(code: number, report?: object) {
  const shard = join(folder, 'shards/2');
  const written = report ? `echo '${JSON.stringify(report)}' >${shard}/report.json` : '';
  const node = `#!/bin/sh
[ "$1" = -e ] && exec "${process.execPath}" "$@"
echo "$@" >${folder}/told
${written}
exit ${code}
`;
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'bin/node'), node);
  chmodSync(join(folder, 'bin/node'), 0o755);
  const path = `${join(folder, 'bin')}${delimiter}${process.env.PATH}`;
  const { status } = spawnSync(
    'sh',
    [SCRIPT, '2', '3', join(folder, 'shards'), '--images', 'a set/images'],
    { env: { ...process.env, PATH: path } },
  );
  return { status, shard };
}

test('evaluates its share into its own folder', () => {
  const { status, shard } = runShard(0);
  expect(status).toBe(0);
  const told = readFileSync(join(folder, 'told'), 'utf8');
  expect(told).toBe(`scripts/evaluate.mjs --images a set/images --shard 2/3 --out ${shard}\n`);
});

test('is finished when some of its pictures failed, as the merged report names them', () => {
  expect(runShard(1, { images: 4 }).status).toBe(0);
});

test('is not finished when all failed, or when it wrote no report', () => {
  expect(runShard(1, { images: 0 }).status).toBe(1);
  expect(runShard(1).status).toBe(1);
});

test('a report of an earlier try does not finish it', () => {
  const old = join(folder, 'shards/2');
  mkdirSync(old, { recursive: true });
  writeFileSync(join(old, 'report.json'), '{"images": 4}');
  expect(runShard(1).status).toBe(1);
  expect(existsSync(join(old, 'report.json'))).toBe(false);
});

test('a mistake on the command line and a signal stay what they are', () => {
  expect(runShard(2, { images: 4 }).status).toBe(2);
  expect(runShard(137, { images: 4 }).status).toBe(137);
});
