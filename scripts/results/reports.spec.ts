import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { LABEL_OPTIONS, labelOptionsIn } from '../evaluate/label-options.mjs';
import { reportOf } from './reports.mjs';

vi.mock('node:child_process');
const command = vi.mocked(spawnSync);
const folder = mkdtempSync(join(tmpdir(), 'reports-'));
const manifest = { models: [{ id: 'base', sha256: 'ab', parameters: 1, bytes: 1 }] };
const measured = () => command.mock.calls.map(([, args]) => args?.slice(1) ?? []);

/** A set that is measured with what stands on the command line of `npm run results`. */
function measure(...args: string[]) {
  const { values } = parseArgs({ args, options: LABEL_OPTIONS });
  const options = ['--methods', 'msp', ...labelOptionsIn(values)];
  return reportOf({ id: 'set', title: 'Set', folder, options }, folder, manifest);
}

beforeEach(() => {
  rmSync(join(folder, 'set'), { recursive: true, force: true });
  command.mockReset().mockImplementation(() => {
    mkdirSync(join(folder, 'set'), { recursive: true });
    writeFileSync(join(folder, 'set/report.json'), JSON.stringify({ models: { base: 'ab' } }));
    return { status: 0 } as ReturnType<typeof spawnSync>;
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

it('what is said of the labels goes to each evaluation', () => {
  measure('--anomaly-ids', '16,17', '--void-ids', 'none', '--labels-as', 'colour', '--turn-labels');
  expect(measured()).toEqual([
    [
      ...['--images', join(folder, 'images'), '--labels', join(folder, 'labels')],
      ...['--out', join(folder, 'set'), '--methods', 'msp'],
      ...['--anomaly-ids', '16,17', '--void-ids', 'none', '--labels-as', 'colour'],
      '--turn-labels',
    ],
  ]);
});

it('a report is taken where it lies, but not one of labels that were read in another way', () => {
  measure('--anomaly-ids', '16');
  measure('--anomaly-ids', '16');
  expect(measured()).toHaveLength(1);
  measure('--anomaly-ids', '17');
  measure();
  expect(measured()).toHaveLength(3);
});

it('a report of words is taken where its tables are those of the manifest', () => {
  const content = JSON.stringify({ models: { base: 'ab', 'words/a.bin': 'a5' } });
  command.mockImplementation(() => {
    mkdirSync(join(folder, 'set'), { recursive: true });
    writeFileSync(join(folder, 'set/report.json'), content);
    return { status: 0 } as ReturnType<typeof spawnSync>;
  });
  const tables = { vectors: { file: 'words/a.bin', sha256: 'a5' } };
  Object.assign(manifest, { words: { tables } });
  expect(() => measure()).not.toThrow();
  tables.vectors.sha256 = 'b6';
  expect(() => measure()).toThrow(/another build/);
});

it('a report of other networks is measured again', () => {
  measure();
  manifest.models = [{ id: 'base', sha256: 'cd', parameters: 1, bytes: 1 }];
  expect(() => measure()).toThrow(/another build/);
  expect(measured()).toHaveLength(2);
});
