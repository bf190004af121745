import { describe, expect, it } from 'vitest';
import { nameFile } from './file-roles';
import { resolveUnclear } from './unclear-files';

/** The role of the first path among all of them. */
const roleAmong = (...paths: string[]) =>
  resolveUnclear(paths.map((path) => nameFile({ path })))[0]?.role;

describe('resolveUnclear', () => {
  it.each([
    ['alone', ['a.png'], 'image'],
    ['beside another name', ['a.png', 'b.jpg'], 'image'],
    ['beside an image of its name', ['a.png', 'a.jpg'], 'label'],
    ['beside an image with the suffix of Cityscapes', ['a.png', 'a_leftImg8bit.png'], 'label'],
    ['beside a label of its name', ['a.png', 'a_mask.png'], 'image'],
    ['beside a label folder', ['a.png', 'labels/a.png'], 'image'],
    ['beside both', ['a.png', 'a.jpg', 'a_mask.png'], 'image'],
    ['with a suffix, in an image folder, alone', ['images/a_mask.png'], 'label'],
    [
      'with a suffix, in an image folder, beside its image',
      ['images/a_mask.png', 'images/a.jpg'],
      'label',
    ],
    [
      'with a suffix in its own name, in an image folder',
      ['images/a_mask.png', 'labels/a_mask.png'],
      'image',
    ],
    ['of a name that is also in another folder', ['left/a.png', 'right/a.png'], 'unclear'],
    ['of a name that is an image in another folder', ['right/a.png', 'left/a.jpg'], 'unclear'],
    [
      'of a name that has a label in another folder',
      ['rgb/a.png', 'other/a.png', 'labels/a.png'],
      'image',
    ],
    ['no PNG among labels, beside its mask', ['labels/a.jpg', 'labels/a_mask.png'], 'image'],
    ['no PNG, beside the mask of another', ['labels/a.jpg', 'labels/b_mask.png'], 'misfit'],
    ['no PNG, beside a label of the same name', ['labels/a.jpg', 'labels/a.png'], 'misfit'],
    [
      'no PNG, beside the mask of an image elsewhere',
      ['labels/a.jpg', 'labels/a_mask.png', 'photos/a.png'],
      'misfit',
    ],
  ])('%s', (_what, paths, role) => {
    expect(roleAmong(...paths)).toBe(role);
  });

  it('leaves clear files alone', () => {
    const entries = ['a.jpg', 'labels/a.png', 'a.npy'].map((path) => nameFile({ path }));
    expect(resolveUnclear(entries)).toEqual(entries);
  });
});
