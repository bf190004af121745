import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { matchLabels } from './match-labels';
import type { MatchedFiles } from './pair-groups';

type Paths = MatchedFiles<{ path: string }>;
const match = (...paths: string[]) => matchLabels(paths.map((path) => ({ path })));
const pairsOf = ({ pairs }: Paths) => pairs.map(({ image, label }) => [image.path, label.path]);
const pathsOf = (files: { path: string }[]) => files.map(({ path }) => path);

describe('matchLabels', () => {
  it.each<[string, string[], string[][]]>([
    [
      'this project',
      ['fs/images/0.jpg', 'fs/labels/0.png', 'fs/images/1.jpg', 'fs/labels/1.png'],
      [
        ['fs/images/0.jpg', 'fs/labels/0.png'],
        ['fs/images/1.jpg', 'fs/labels/1.png'],
      ],
    ],
    ['PNG in both folders', ['images/a.png', 'labels/a.png'], [['images/a.png', 'labels/a.png']]],
    [
      'loose files',
      ['a.webp', 'a_mask.png', 'b.jpg', 'b.png', 'c.png', 'c_gt.PNG'],
      [
        ['a.webp', 'a_mask.png'],
        ['b.jpg', 'b.png'],
        ['c.png', 'c_gt.PNG'],
      ],
    ],
    [
      'a mask in the image folder',
      ['images/a.jpg', 'images/a_mask.png'],
      [['images/a.jpg', 'images/a_mask.png']],
    ],
    [
      'names that end like labels',
      ['images/no_label.jpg', 'labels/no_label.png', 'images/no.jpg', 'labels/no.png'],
      [
        ['images/no.jpg', 'labels/no.png'],
        ['images/no_label.jpg', 'labels/no_label.png'],
      ],
    ],
    [
      'equal names in two sets',
      ['A/images/0.jpg', 'A/labels/0.png', 'B/images/0.jpg', 'B/labels/0.png'],
      [
        ['A/images/0.jpg', 'A/labels/0.png'],
        ['B/images/0.jpg', 'B/labels/0.png'],
      ],
    ],
    [
      'an image folder of another name',
      ['set/rgb/a.png', 'set/labels/a.png'],
      [['set/rgb/a.png', 'set/labels/a.png']],
    ],
    [
      'slashes of any system',
      ['/set/images/a.jpg', 'set\\labels\\a.png'],
      [['/set/images/a.jpg', 'set\\labels\\a.png']],
    ],
  ])('%s', (_what, paths, expected) => {
    const result = match(...paths);
    expect(pairsOf(result)).toEqual(expected);
    expect([result.imagesWithoutLabel, result.labelsWithoutImage, result.ambiguous]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it.each<[string, string[], string]>([
    ['two pictures for a label', ['a.jpg', 'a.webp', 'a_mask.png'], 'several-images'],
    ['two labels for a picture', ['a.jpg', 'a_mask.png', 'labels/a.png'], 'several-labels'],
    [
      'pictures of two sets, a label of neither',
      ['A/a.jpg', 'B/a.jpg', 'labels/a.png'],
      'several-images',
    ],
    ['one path twice', ['a_mask.png', '/a_mask.png'], 'same-path'],
    ['PNG of one name in two plain folders', ['photo/a.png', 'truth/a.png'], 'unclear'],
  ])('asks about %s', (_what, paths, reason) => {
    const { ambiguous, pairs } = match(...paths);
    expect(pairs).toEqual([]);
    expect(
      ambiguous.map((group) => ({ reason: group.reason, files: pathsOf(group.files).sort() })),
    ).toEqual([{ reason, files: [...paths].sort() }]);
  });

  it('lists what is left over by what it is', () => {
    const result = match(
      'images/a.jpg',
      'b.png',
      'labels/c.png',
      'labels/a.jpg',
      'a.npy',
      'README.md',
      'd_labels_semantic_color.png',
    );
    expect(pathsOf(result.imagesWithoutLabel)).toEqual(['b.png', 'images/a.jpg']);
    expect(pathsOf(result.labelsWithoutImage)).toEqual(['labels/c.png']);
    expect(result.ambiguous).toEqual([{ reason: 'not-png', files: [{ path: 'labels/a.jpg' }] }]);
    expect(pathsOf(result.scores)).toEqual(['a.npy']);
    expect(pathsOf(result.ignored)).toEqual(['README.md', 'd_labels_semantic_color.png']);
  });

  it('reads instances of 16 bits as labels, and tells the ids of IDD by its folder', () => {
    const files = [
      { path: 'idd20k/leftImg8bit/1_leftImg8bit.jpg' },
      { path: 'idd20k/gtFine/1_gtFine_labelids.png' },
      { path: 'k/image_2/2.png' },
      { path: 'k/instance/2.png', grey16: true },
      { path: 'k/image_2/3.png' },
      { path: 'k/semantic/3.png' },
      { path: 'k/instance/3.png', grey16: true },
    ];
    const { pairs, scores } = matchLabels(files);
    expect(scores).toEqual([]);
    expect(pairs.map(({ label, hint }) => [label.path, hint])).toEqual([
      ['idd20k/gtFine/1_gtFine_labelids.png', 'idd'],
      ['k/instance/2.png', null],
      ['k/semantic/3.png', null],
    ]);
  });

  it('leaves scores in 16 bits to others', () => {
    const files = [
      { path: 'a.jpg' },
      { path: 'a.entropy.png', grey16: true },
      { path: 'labels/a.png', grey16: true },
    ];
    const { pairs, scores } = matchLabels(files);
    expect(scores).toEqual([files[1]]);
    expect(pairs).toEqual([{ image: files[0], label: files[2], hint: null, folder: '' }]);
  });

  it('says which folder a label belongs to and what its name tells', () => {
    const { pairs } = match(
      'fs/images/0.jpg',
      'fs/labels/0.png',
      'b_leftImg8bit.png',
      'b_gtFine_labelIds.png',
    );
    expect(pairs.map(({ folder, hint }) => ({ folder, hint }))).toEqual([
      { folder: '', hint: 'label-ids' },
      { folder: 'fs', hint: null },
    ]);
  });

  const folder = fc.constantFrom(
    '',
    'images/',
    'labels/',
    'set/images/',
    'set/labels/',
    'gt/',
    'x/',
    'frames/a.labels/',
  );
  const stem = fc.constantFrom(
    'a',
    'b',
    '0000_a',
    'a_labels',
    'a_mask',
    'a_leftImg8bit',
    'a_gtFine_labelIds',
    'labels_semantic',
    'a_color',
  );
  const extension = fc.constantFrom('.png', '.PNG', '.jpg', '.npy', '.txt');
  const path = fc.tuple(folder, stem, extension).map((parts) => parts.join(''));

  it('gives every file back once, and does not depend on the order', () => {
    const shuffled = fc
      .uniqueArray(path, { maxLength: 12 })
      .chain((paths) =>
        fc.tuple(fc.constant(paths), fc.shuffledSubarray(paths, { minLength: paths.length })),
      );
    fc.assert(
      fc.property(shuffled, ([paths, other]) => {
        const result = match(...paths);
        expect(match(...other)).toEqual(result);
        const { pairs, imagesWithoutLabel, labelsWithoutImage, ambiguous, ignored, scores } =
          result;
        const given = [
          ...pairs.flatMap(({ image, label }) => [image, label]),
          ...imagesWithoutLabel,
          ...labelsWithoutImage,
          ...ambiguous.flatMap(({ files }) => files),
          ...ignored,
          ...scores,
        ];
        expect(pathsOf(given).sort()).toEqual([...paths].sort());
      }),
    );
  });

  it('pairs any name in `images/` with the same name in `labels/`', () => {
    const name = fc
      .string({
        unit: fc.constantFrom('a', '7', '_', '-', '.', ' ', 'ß', '_label', '_mask', '0000_'),
        minLength: 1,
      })
      .map((text) => `n${text}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('jpg', 'png', 'WEBP'),
        (names, format) => {
          const result = match(
            ...names.flatMap((it) => [`set/images/${it}.${format}`, `set/labels/${it}.png`]),
          );
          expect(pairsOf(result)).toEqual(
            names.map((it) => [`set/images/${it}.${format}`, `set/labels/${it}.png`]).sort(),
          );
        },
      ),
    );
  });
});
