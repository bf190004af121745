/** What the command is told of labels, and where it stops because it cannot ask. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { evaluate, makeSet, readReport } from './support/evaluation';
import { fixture } from './support/files';
import { labelFile, squareOf } from './support/labels';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-label-options-'));
  makeSet(at('masks'), ({ inPatch }) => (inPatch ? 255 : 0));
  for (const set of ['hazards', 'StreetHazards'])
    makeSet(at(set), ({ inPatch, y }) => (inPatch ? 14 : y < 60 ? 13 : 8));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (set: string, out: string, ...options: string[]) =>
  evaluate([
    ...['--images', at(set, 'images'), '--labels', at(set, 'labels')],
    ...['--long-side', '160', '--methods', 'msp', '--out', at(out), ...options],
  ]);

test('stops at masks of 0 and 255, and names the option', async () => {
  const { code, stderr } = await run('masks', 'out-masks');
  expect(code).toBe(2);
  expect(stderr).toContain('--anomaly-ids 255');
  expect(stderr).toContain('--anomaly-ids none --void-ids 255');
  const shard = await run('masks', 'out-shard', '--shard', '4/4');
  expect(shard.code).toBe(2);
});

test('reads them as it is told', async () => {
  expect((await run('masks', 'out-255', '--anomaly-ids', '255')).code).toBe(0);
  expect(readReport(at('out-255')).methods.msp!.pixel.AP).toBeGreaterThan(0);
  const nothing = await run('masks', 'out-none', '--anomaly-ids', 'none', '--void-ids', '255');
  expect(nothing.code).toBe(0);
  expect(readReport(at('out-none')).methods.msp!.clean?.images).toBe(4);
});

test('reads ids of a data set by option or by the folder’s name', async () => {
  const told = await run('hazards', 'out-14', '--anomaly-ids', '14');
  expect(told.code).toBe(0);
  const slip = await run('hazards', 'out-15', '--anomaly-ids', '15');
  expect(slip).toMatchObject({ code: 2, stderr: expect.stringContaining('8, 13, 14') });
  expect((await run('StreetHazards', 'out-named')).code).toBe(0);
  expect(readReport(at('out-named')).prior).toBe(readReport(at('out-14')).prior);
});

test('reads a colour on black', async () => {
  for (const name of ['images', 'labels']) mkdirSync(at('colour', name), { recursive: true });
  writeFileSync(at('colour/images/a.jpg'), fixture('good/plain.jpg'));
  const label = squareOf('a.png', 3, [250, 50, 83], [0, 0, 0]);
  writeFileSync(at('colour/labels/a.png'), label.buffer);
  const { code, stderr } = await run('colour', 'out-colour', '--labels-as', 'colour');
  expect(code, stderr).toBe(0);
  expect(readReport(at('out-colour')).prior).toBeCloseTo(10, 6);
});

test('reads drawn shapes by their names, within a region of interest', async () => {
  const square = [0, 0, 120, 0, 120, 68, 0, 68];
  const images = ['a', 'b', 'c', 'd'].map((stem, id) => {
    return { id, file_name: `left/${stem}.jpg`, width: 240, height: 136 };
  });
  const annotations = [
    { image_id: 0, category_id: 1, segmentation: [square] },
    { image_id: 1, category_id: 2, segmentation: [square] },
  ];
  const categories = [
    { id: 1, name: 'dog' },
    { id: 2, name: 'car' },
  ];
  writeFileSync(at('shapes.json'), JSON.stringify({ images, annotations, categories }));
  writeFileSync(at('roi.png'), labelFile('roi.png', 60, 34, (x) => (x < 30 ? 255 : 0)).buffer);
  const shapes = ['--images', at('masks', 'images'), '--labels', at('shapes.json')];
  const measure = (out: string, ...options: string[]) =>
    evaluate([...shapes, '--methods', 'msp', '--long-side', '160', '--out', at(out), ...options]);
  const asked = await measure('out-shapes');
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('--anomaly-names') });
  const told = await measure('out-dog', '--anomaly-names', 'dog', '--roi', at('roi.png'));
  expect(told.code, told.stderr).toBe(0);
  const report = readReport(at('out-dog'));
  expect(report.prior).toBeCloseTo(12.5, 6); // half of the left half of one picture of four
  expect(report.regionOfInterest).toEqual({ images: 4, leftOut: 50 });
  expect(report.readings[0]?.words).toBe('dog = anomaly, the rest normal');
});

test('refuses options that contradict each other', async () => {
  const both = await run('masks', 'x', '--labels-as', 'soft', '--anomaly-ids', '1');
  expect(both.code).toBe(2);
  expect((await run('masks', 'x', '--void-ids', '255')).code).toBe(2);
  expect((await run('masks', 'x', '--anomaly-ids', 'cow')).code).toBe(2);
  expect((await run('masks', 'x', '--closed-set', '--anomaly-ids', '1')).code).toBe(2);
  const names = await run('masks', 'x', '--anomaly-names', 'cow', '--anomaly-ids', '1');
  expect(names.code).toBe(2);
});
