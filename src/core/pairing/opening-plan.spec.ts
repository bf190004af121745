import { describe, expect, it } from 'vitest';
import { planOpening } from './opening-plan';

const filesAt = (paths: string[]) => paths.map((path) => ({ path }));
const plan = (dropped: string[], open: string[] = []) =>
  planOpening(filesAt(dropped), filesAt(open));
const pathsOf = (files: { path: string }[]) => files.map(({ path }) => path);
const labelsOf = ({ labels }: ReturnType<typeof plan>) =>
  labels.map(({ label, picture }) => [label.path, picture.path]);

describe('planOpening', () => {
  it('pairs within a drop and keeps the order of the pictures', () => {
    const result = plan(['b.jpg', 'a.jpg', 'a_labels.png']);
    expect(pathsOf(result.pictures)).toEqual(['b.jpg', 'a.jpg']);
    expect(labelsOf(result)).toEqual([['a_labels.png', 'a.jpg']]);
  });

  it.each([
    ['a suffix', 'road_mask.png', 'road.jpg'],
    ['a folder', 'labels/road.png', 'road.jpg'],
    ['the same stem', 'road.png', 'road.jpg'],
    ['a suffix beside an open PNG', 'road_labels.png', 'road.png'],
    ['its name alone, of a picture in a folder', 'road.png', 'set/images/road.jpg'],
    ['a suffix of a picture that was opened from among labels', 'road_gt.png', 'gt/road.jpg'],
    ['the same folder', 'set/seqA/road.png', 'set/seqA/road.jpg'],
  ])('pairs with an open picture by %s', (_what, label, picture) => {
    const result = plan([label], ['other.jpg', picture]);
    expect(labelsOf(result)).toEqual([[label, picture]]);
    expect([result.pictures, result.lonely, result.questions]).toEqual([[], [], []]);
  });

  it('prefers the pictures of the drop to open ones of the same name', () => {
    const result = plan(['a.jpg', 'a_mask.png'], ['a.jpg']);
    expect(result.labels).toHaveLength(1);
    expect(result.pictures).toContain(result.labels[0]?.picture);
  });

  it.each([
    ['the same PNG once more', ['a.png'], ['a.png']],
    ['a PNG of another name', ['b.png'], ['a.jpg']],
    ['two pictures of one path', ['a.jpg', 'a.jpg'], []],
    ['PNGs of one name in two folders', ['photo/a.png', 'truth/a.png'], []],
    ['what is no picture', ['__proto__', 'phone.heic', 'a.txt'], []],
    ['a colour rendering without labels', ['a_labels_semantic_color.png'], []],
    ['a picture once more that is named like a label', ['a.png'], ['a_mask.png']],
  ])('opens %s as pictures', (_what, dropped, open) => {
    const result = plan(dropped, open);
    expect(pathsOf(result.pictures)).toEqual(dropped);
    expect([result.labels, result.questions, result.lonely, result.leftOut]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('asks when a label fits two pictures, of the drop or open', () => {
    for (const result of [
      plan(['a.jpg', 'a.webp', 'a_mask.png']),
      plan(['a_mask.png'], ['a.jpg', 'a.webp']),
    ]) {
      expect(
        result.questions.map(({ labels, pictures }) => [pathsOf(labels), pathsOf(pictures)]),
      ).toEqual([[['a_mask.png'], ['a.jpg', 'a.webp']]]);
      expect([result.labels, result.lonely]).toEqual([[], []]);
    }
  });

  it('tells open pictures of one name apart by where they lay, and asks where it cannot', () => {
    const open = ['set/images/seqA/1.jpg', 'set/images/seqB/1.jpg'];
    expect(labelsOf(plan(['set/labels/seqB/1.png'], open))).toEqual([
      ['set/labels/seqB/1.png', open[1]],
    ]);
    for (const twins of [open, ['1.jpg', '1.jpg'], ['x/1.jpg', 'x/1.jpg']]) {
      const { questions, lonely } = plan(['1_mask.png'], twins);
      expect([questions.map(({ pictures }) => pathsOf(pictures)), lonely]).toEqual([[twins], []]);
    }
  });

  it('asks when a picture has two labels', () => {
    const { questions, pictures } = plan(['a.jpg', 'a_mask.png', 'labels/a.png']);
    expect(pathsOf(pictures)).toEqual(['a.jpg']);
    expect(questions).toHaveLength(1);
    expect(pathsOf(questions.flatMap(({ labels }) => labels)).sort()).toEqual([
      'a_mask.png',
      'labels/a.png',
    ]);
  });

  it('names what has no place', () => {
    const result = plan(
      ['a.jpg', 'a_labels.png', 'a_labels_color.png', 'labels/b.jpg', 'c_mask.png', 'a.npy'],
      ['d.jpg'],
    );
    expect(pathsOf(result.leftOut)).toEqual(['a_labels_color.png']);
    expect(pathsOf(result.misfits)).toEqual(['labels/b.jpg']);
    expect(pathsOf(result.lonely)).toEqual(['c_mask.png']);
    expect(pathsOf(result.scores)).toEqual(['a.npy']);
    expect(pathsOf(plan(['photo/a.png', 'truth/a.png']).unclear)).toEqual([
      'photo/a.png',
      'truth/a.png',
    ]);
  });
});
