import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

interface LockedPackage {
  version?: string;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

type Packages = Record<string, LockedPackage>;

const packages: Packages = JSON.parse(
  readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'),
).packages;

/** Node looks for a package beside the one that asks, then one folder up, to the root. */
function isLocked(locked: Packages, folder: string, name: string): boolean {
  const beside = folder === '' ? '' : `${folder}/`;
  if (locked[`${beside}node_modules/${name}`]) return true;
  if (folder === '') return false;
  const above = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1));
  return isLocked(locked, above, name);
}

const missingFrom = (locked: Packages): string[] =>
  Object.entries(locked).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(locked, folder, name))
      .map((name) => `${name} of ${folder}`),
  );

describe('the lock file', () => {
  it('has an entry for every dependency, those of other platforms too', () => {
    expect(missingFrom(packages)).toEqual([]);
  });

  it('is found incomplete without the package of a platform', () => {
    const platform = '@biomejs/cli-darwin-arm64';
    const { [`node_modules/${platform}`]: removed, ...rest } = packages;
    expect(removed?.optional).toBe(true);
    expect(missingFrom(rest)).toEqual([`${platform} of node_modules/@biomejs/biome`]);
  });
});

describe('isInstalled', () => {
  const wanted = {
    packages: {
      '': { version: '0.1.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b-darwin': { version: '2.0.0', optional: true },
    },
  };
  const withA = (version: string) => ({ packages: { 'node_modules/a': { version } } });

  it('does without the packages of other platforms', () => {
    expect(isInstalled(wanted, withA('1.0.0'))).toBe(true);
  });

  it('misses a package, and another version of one', () => {
    expect(isInstalled(wanted, { packages: {} })).toBe(false);
    expect(isInstalled(wanted, withA('1.0.1'))).toBe(false);
  });

  it('wants the version of an optional package that is there', () => {
    const old = { 'node_modules/b-darwin': { version: '1.9.0' } };
    const installed = { packages: { ...withA('1.0.0').packages, ...old } };
    expect(isInstalled(wanted, installed)).toBe(false);
  });
});
