/** `npm run analyze` and `npm run evaluate` of a drive, from the shell to the files. */
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { evaluate, makeSet, readReport } from './support/evaluation';

let folder: string;
const inFolder = (...names: string[]) => join(folder, ...names);
const small = ['--long-side', '160'];

test.describe.configure({ timeout: 240_000 }); // each test starts the command
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-drives-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a video without labels gives frames, tracks and moments under names of its frames', async () => {
  const out = inFolder('analysed');
  const { code, stdout, stderr } = await evaluate(
    [
      ...['--video', 'e2e/fixtures/drives/h264.mp4', '--method', 'entropy'],
      ...['--per-second', '2', '--out', out, ...small],
    ],
    undefined,
    'scripts/analyze.mjs',
  );
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/h264: \d+ tracks in \d+ frames/);
  const rows = readFileSync(join(out, 'frames.csv'), 'utf8').trim().split('\r\n');
  expect(rows[0]).toMatch(/^frame,timestamp,file,peak,area_percent,tracks$/);
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows.slice(1)) {
    const [frame, timestamp, file] = row.split(',') as [string, string, string];
    const time = Number(timestamp).toFixed(3).padStart(9, '0');
    expect(file).toBe(`h264_f${frame.padStart(6, '0')}_t${time}.png`);
  }
  const { tracks } = JSON.parse(readFileSync(join(out, 'tracks.json'), 'utf8'));
  const coco = JSON.parse(readFileSync(join(out, 'tracks.coco.json'), 'utf8'));
  const ids = new Set(tracks.map(({ id }: { id: number }) => id));
  expect(coco.annotations.length).toBeGreaterThan(0);
  for (const { track_id: id } of coco.annotations) expect(ids).toContain(id);
});

test('a sequence with labels gives pixel metrics and measures over time', async () => {
  const stems = makeSet(inFolder('set'));
  for (const kind of ['images', 'labels'])
    for (const [index, stem] of stems.entries())
      renameSync(
        inFolder('set', kind, `${stem}.png`),
        inFolder('set', kind, `frame_00${index}.png`),
      );
  const { code, stdout, stderr } = await evaluate([
    ...['--sequence', inFolder('set/images'), '--labels', inFolder('set/labels'), '--fps', '10'],
    ...['--per-second', 'all', '--methods', 'entropy,energy', '--out', inFolder('measured')],
    ...small,
  ]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('life found');
  const { drives, methods } = readReport(inFolder('measured'));
  expect(Object.keys(methods)).toEqual(['entropy', 'energy']);
  expect(drives?.sequences).toMatchObject([{ frames: 4, labelled: 4 }]);
  expect(drives?.methods.energy?.temporal).toMatchObject({
    objects: expect.any(Number),
    lifeFound: expect.any(Number),
  });
});
