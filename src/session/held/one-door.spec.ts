import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What the worker lacks or why it has gone: see `held-pictures.ts`. */
const CODES = /picture-unknown|label-unknown|shot-unknown|drive-unknown|engine-crashed|device-lost/;
const PAGE = ['actions', 'components', 'session', 'store'];
const BEHIND_THE_DOOR = /^session\/(held\/|held-pictures\.ts$)/;

function filesOf(folders: string[]): string[] {
  const src = new URL('../../', import.meta.url);
  return folders.flatMap((folder) =>
    readdirSync(new URL(folder, src), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.tsx?$|^testing|\/testing\//.test(path))
      .map((path) => `${folder}/${path}`),
  );
}

function knowing(files: string[], codes: RegExp): string[] {
  return files.filter((path) =>
    codes.test(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')),
  );
}

it('only what stands before the worker knows what it can lack, or that it can go', () => {
  const files = filesOf(PAGE);
  expect(files.length).toBeGreaterThan(100);
  expect(knowing(files, CODES).filter((path) => !BEHIND_THE_DOOR.test(path))).toEqual([]);
  expect(knowing(files, CODES)).not.toEqual([]);
});

it('an evaluation asks the engine client whether a worker was lost', () => {
  expect(knowing(filesOf(['evaluation']), /engine-crashed|device-lost/)).toEqual([]);
  expect(knowing(filesOf(['evaluation']), /isLoss/)).not.toEqual([]);
});
