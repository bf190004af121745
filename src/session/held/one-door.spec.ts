import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What the worker lacks or why it has gone: see `held-pictures.ts`. */
const CODES = /picture-unknown|label-unknown|shot-unknown|engine-crashed|device-lost/;
const PAGE = ['actions', 'components', 'session', 'store'];
const BEHIND_THE_DOOR = /^session\/(held\/|held-pictures\.ts$)/;

function filesOfPage(): string[] {
  const src = new URL('../../', import.meta.url);
  return PAGE.flatMap((folder) =>
    readdirSync(new URL(folder, src), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.tsx?$|^testing|\/testing\//.test(path))
      .map((path) => `${folder}/${path}`),
  );
}

it('only what stands before the worker knows what it can lack, or that it can go', () => {
  const files = filesOfPage();
  const knowing = files.filter((path) =>
    CODES.test(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(knowing.filter((path) => !BEHIND_THE_DOOR.test(path))).toEqual([]);
  expect(knowing).not.toEqual([]);
});
