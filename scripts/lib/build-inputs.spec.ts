import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfInputs, isBuiltFrom, stampBuild } from './build-inputs.mjs';

let root: string;
const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const hash = () => hashOfInputs(root, ['src', 'index.html']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-inputs-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  mkdirSync(join(root, 'dist'));
  write('src/deep/a.ts', 'a');
  write('src/b.ts', 'b');
  write('index.html', 'page');
});

afterEach(() => rmSync(root, { recursive: true }));

describe('a build', () => {
  it('is of its inputs until one of them changes, whatever their times', () => {
    stampBuild(join(root, 'dist'), hash());
    utimesSync(join(root, 'src/b.ts'), new Date(), new Date());
    expect(isBuiltFrom(join(root, 'dist'), hash())).toBe(true);
    write('src/deep/a.ts', 'A');
    utimesSync(join(root, 'src/deep/a.ts'), new Date(0), new Date(0));
    expect(isBuiltFrom(join(root, 'dist'), hash())).toBe(false);
  });

  it('is out of date when a file comes, goes or has another name', () => {
    const before = hash();
    write('src/c.ts', '');
    expect(hash()).not.toBe(before);
    rmSync(join(root, 'src/c.ts'));
    expect(hash()).toBe(before);
    renameSync(join(root, 'src/b.ts'), join(root, 'src/c.ts'));
    expect(hash()).not.toBe(before);
  });

  it('has nothing of the specs', () => {
    const before = hash();
    write('src/b.spec.ts', 'a spec');
    expect(hash()).toBe(before);
  });

  it('is none where there is no mark: the next one empties the folder first', () => {
    expect(isBuiltFrom(join(root, 'dist'), hash())).toBe(false);
  });
});
