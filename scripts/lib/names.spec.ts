import { describe, expect, it } from 'vitest';
import { chaptersOf, nameChecker } from './names.mjs';

const FILES = [
  'README.md',
  'docs/methods.md',
  'src/core/errors.ts',
  'src/gpu/ops/sml/cpu.ts',
  'src/gpu/ops/blur/cpu.ts',
  'src/gpu/ops/blur/kernel.wgsl',
  'src/methods/energy.method.ts',
  'training/open_world/plm.py',
  'training/train/losses.py',
];
const METHODS = '# Methods\n\n## 1. Scores\n\n### 1.1 Logit\n\n## 4. Learning\n\n### 4.10 PLM\n';
const check = nameChecker(FILES, METHODS);

/** What is wrong with a comment of a file in src/core. */
function problemsOf(comment: string, path = 'src/core/errors.ts'): string[] {
  const text = path.endsWith('.py') ? `"""${comment}"""\n` : `/** ${comment} */\nconst a = 1;\n`;
  return check(path, path.endsWith('.md') ? comment : text).map(({ problem }) => problem);
}

describe('names of files', () => {
  it.each([
    ['from the root', 'See src/gpu/ops/sml/cpu.ts.'],
    ['from src', 'See `gpu/ops/sml` and #src/core/errors.'],
    ['by a unique name', 'As in plm.py and energy.method.ts.'],
    ['by a unique end', 'As in train/losses.py.'],
    ['with a part left open', 'One src/methods/<id>.method.ts each, see *.method.ts.'],
    ['of others', 'Needs Node.js; writes training/runs/base/latest.pt and report.json.'],
    ['that are none', 'Half of 1/32, and/or https://host/a.ts, response.json() at h/4.'],
  ])('are accepted %s', (_, comment) => {
    expect(problemsOf(comment)).toEqual([]);
  });

  it.each([
    ['a file', 'See src/core/missing.ts.', 'src/core/missing.ts'],
    ['a file by its name', 'See missing.py.', 'missing.py'],
    ['a folder', 'See `gpu/ops/missing`.', 'gpu/ops/missing'],
    ['a pattern', 'Each src/gpu/<id>.method.ts.', 'src/gpu/<id>.method.ts'],
    ['one of several files', 'The twin is in cpu.ts.', 'cpu.ts'],
  ])('are told when there is no such thing: %s', (_, comment, name) => {
    expect(problemsOf(comment)).toEqual([`${name} is no file or folder, or one of several`]);
  });

  it('mean the file beside the one that names them', () => {
    expect(problemsOf('The twin of cpu.ts.', 'src/gpu/ops/blur/kernel.wgsl')).toEqual([]);
  });

  it('are read in comments only', () => {
    expect(check('src/core/errors.ts', "const a = 'missing.ts'; // fine\n")).toEqual([]);
    expect(check('src/core/errors.ts', "const a = '//'; // missing.ts\n")).toHaveLength(1);
  });

  it('have a line', () => {
    const text = 'const a = 1;\n\n/**\n * First.\n * See missing.ts.\n */\n';
    expect(check('src/core/errors.ts', text)).toMatchObject([{ line: 5 }]);
  });
});

describe('names of modules and links', () => {
  it('lead to a module, or to something within it', () => {
    const named = 'python3 -m training.open_world.plm, training.train.losses.MaxEntropyLoss';
    expect(problemsOf(named, 'training/train/losses.py')).toEqual([]);
    const gone = 'python3 -m training.losses';
    expect(problemsOf(gone, 'training/train/losses.py')).toEqual(['training.losses is no module']);
  });

  it('lead to a file beside the document', () => {
    expect(problemsOf('[a](docs/methods.md#top) [b](https://host/x)', 'README.md')).toEqual([]);
    expect(problemsOf('[a](methods)', 'README.md')).toEqual(['the link to methods leads nowhere']);
  });
});

describe('chapters', () => {
  it('are those of the headings', () => {
    expect([...chaptersOf(METHODS)]).toEqual(['1', '1.1', '4', '4.10']);
  });

  it.each([
    ['methods.md 4.10', []],
    ['methods.md 1 to 4.10', []],
    ['methods.md\n * 1.1 and 4.11', ['4.11']],
    ['methods.md 4.1', ['4.1']],
  ])('are found: %j', (comment, missing) => {
    expect(problemsOf(`Source: ${comment}.`)).toEqual(
      missing.map((chapter) => `docs/methods.md has no chapter ${chapter}`),
    );
  });

  it('are found in the document itself', () => {
    const [finding] = check('docs/methods.md', 'Chapters 1 and 7 say why.');
    expect(finding).toMatchObject({ problem: 'docs/methods.md has no chapter 7', line: 1 });
  });
});
