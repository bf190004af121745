import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileError, failureOf, outFolder, UsageError, withNegativeValues } from './values.mjs';

describe('a value that begins with a minus', () => {
  it.each([
    [['--threshold', '-5.2'], ['--threshold=-5.2']],
    [
      ['--threshold', '-.5', '--out', 'x'],
      ['--threshold=-.5', '--out', 'x'],
    ],
    [
      ['--out', 'x', '-5'],
      ['--out', 'x', '-5'],
    ],
    [
      ['--threshold=-5', '-6'],
      ['--threshold=-5', '-6'],
    ],
    [
      ['--merge', '--out'],
      ['--merge', '--out'],
    ],
  ])('%j is read as %j', (words, expected) => {
    expect(withNegativeValues(words)).toEqual(expected);
  });
});

describe('the folder of results', () => {
  const root = mkdtempSync(join(tmpdir(), 'anomalens-values-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('is there or may become one', () => {
    expect(outFolder(root)).toBe(root);
    expect(outFolder(join(root, 'new'))).toBe(join(root, 'new'));
  });

  it('is no file, and is named', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => outFolder(join(root, 'file'))).toThrow('is a file, not a folder');
    expect(() => outFolder(undefined)).toThrow('--out DIR is missing');
  });
});

describe('what a command says at its end', () => {
  it.each([
    [new UsageError('No folder.'), { text: 'No folder.\n\nhow', exitCode: 2 }],
    [new FileError('It is empty.'), { text: 'It is empty.', exitCode: 2 }],
    [new Error('It broke.'), { text: 'It broke.', exitCode: 1 }],
    ['stopped', { text: 'stopped', exitCode: 1 }],
  ])('%s', (error, told) => {
    expect(failureOf(error, 'how')).toEqual(told);
  });
});
