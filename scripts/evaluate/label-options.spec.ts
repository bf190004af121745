import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCommand, readMetaCommand } from './options.mjs';

const folder = mkdtempSync(join(tmpdir(), 'options-'));
const at = (...parts: string[]) => join(folder, ...parts);
const set = ['--images', at('A'), '--labels', at('B'), '--out', at('out')];
const COMMANDS = [
  ['evaluate', readCommand],
  ['meta:fit', readMetaCommand],
] as const;

beforeAll(() => {
  for (const name of ['A', 'B/x']) mkdirSync(at(name), { recursive: true });
  for (const name of ['A/1.png', 'B/1.png', 'B/x/2.png', 'labelmap.txt'])
    writeFileSync(at(name), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each(COMMANDS)('%s is told which folder holds the labels', (_name, read) => {
  expect(read(set).job).toMatchObject({
    images: ['1.png'],
    labels: ['1.png', 'x/2.png'],
    labelMap: '',
    labelsAs: null,
    anomalyIds: null,
    voidIds: null,
    turnLabels: false,
  });
});

it.each(COMMANDS)('%s is told what the values of labels mean', (_name, read) => {
  const told = (...args: string[]) => read([...set, ...args]).job;
  expect(told('--anomaly-ids', '16,17', '--void-ids', '255', '--turn-labels')).toMatchObject({
    anomalyIds: [16, 17],
    voidIds: [255],
    turnLabels: true,
  });
  expect(told('--anomaly-ids', 'none')).toMatchObject({ anomalyIds: [], voidIds: null });
  expect(told('--labels-as', 'instances', '--void-ids', 'none')).toMatchObject({
    labelsAs: 'instances',
    voidIds: [],
  });
  expect(told('--labels-as', 'colour', '--anomaly-ids', '#fa3253,#000001')).toMatchObject({
    labelsAs: 'colour',
    anomalyIds: [0xfa3253, 1],
  });
});

it.each(COMMANDS)('%s refuses what contradicts itself', (_name, read) => {
  for (const args of [
    ['--void-ids', '255'],
    ['--anomaly-ids', '1', '--labels-as', 'soft'],
    ['--labels-as', 'ids'],
    ['--anomaly-ids', 'cow'],
  ])
    expect(() => read([...set, ...args]), args.join(' ')).toThrow(
      /^--(void-ids|anomaly-ids|labels-as)/,
    );
});
