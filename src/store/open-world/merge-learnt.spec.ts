import { describe, expect, it } from 'vitest';
import type { LearntRule } from '#src/core/open-world/learnt';
import { type Learnt, mergeLearnt } from './merge-learnt';
import type { ClassDraft, Shot, TaughtClass } from './open-world-slice';

const taught = (name: string, rule: Partial<LearntRule> = {}): TaughtClass => ({
  name,
  colour: '#66eeff',
  rule: { kind: 'prototype', prototype: [1, 2], radius: 1, ...rule } as LearntRule,
  shots: [],
  shotCount: 1,
  pixels: 4,
  distances: null,
  losses: [],
  time: 1,
});
/** Learnt as the class of a position, of a network with two classes and a feature. */
const head = (name: string, position: number): TaughtClass => {
  const outputs = Array<number>(3 + position).fill(0);
  return { ...taught(name), rule: { kind: 'head', weights: outputs, bias: outputs } };
};
/** An annotation on a picture of four pixels. @param counts of the mask. */
const shot = (name: string, counts = '04'): Shot => ({
  id: name + counts,
  picture: { name, identity: name, width: 2, height: 2 },
  mask: { size: [2, 2], counts },
  pixels: 4,
});
const draft = (shots: Shot[] = [], name = ''): ClassDraft => ({ name, colour: '#ee6600', shots });
const learnt = (classes: TaughtClass[], work = draft()): Learnt => ({ classes, draft: work });

const [dog, cow, pig] = ['dog', 'cow', 'pig'].map((name) => taught(name)) as [
  TaughtClass,
  TaughtClass,
  TaughtClass,
];
const classesOf = (base: TaughtClass[], mine: TaughtClass[], theirs: TaughtClass[]) =>
  mergeLearnt({ base: learnt(base), mine: learnt(mine), theirs: learnt(theirs) })?.classes;
const namesOf = (...versions: Parameters<typeof classesOf>) =>
  classesOf(...versions)?.map(({ name }) => name);
const shotsOf = (base: Shot[], mine: Shot[], theirs: Shot[]) =>
  mergeLearnt({
    base: learnt([], draft(base)),
    mine: learnt([], draft(mine)),
    theirs: learnt([], draft(theirs)),
  })?.draft.shots;

describe('classes of two tabs', () => {
  it('are those of the tab that changed something, the same ones where none did', () => {
    const mine = [dog];
    expect(classesOf([dog], mine, [dog])).toBe(mine);
    expect(namesOf([dog], [dog], [dog, cow])).toEqual(['dog', 'cow']);
    expect(namesOf([dog], [dog, cow], [dog])).toEqual(['dog', 'cow']);
    expect(namesOf([dog, cow], [dog, cow], [dog])).toEqual(['dog']);
  });

  it('are all of them where both learnt one', () => {
    expect(namesOf([dog], [dog, cow], [dog, pig])).toEqual(['dog', 'pig', 'cow']);
    expect(namesOf([], [cow], [cow, pig])).toEqual(['pig', 'cow']);
  });

  it('keep two that were given one name apart', () => {
    expect(namesOf([], [taught('cow', { radius: 2 })], [cow])).toEqual(['cow', 'cow (2)']);
  });

  it('stay when one tab removed and the other changed them', () => {
    const wide = taught('dog', { radius: 9 });
    expect(classesOf([dog], [], [wide])).toEqual([wide]);
    expect(classesOf([dog], [wide], [])).toEqual([wide]);
    expect(namesOf([dog], [cow], [dog, pig])).toEqual(['pig', 'cow']);
  });

  it('put a head where it was learnt', () => {
    expect(namesOf([dog], [dog, head('cow', 1)], [dog, pig])).toEqual(['dog', 'cow', 'pig']);
    expect(namesOf([dog], [dog, cow], [dog, head('pig', 1)])).toEqual(['dog', 'pig', 'cow']);
  });

  it('are told apart where two heads were learnt after the same', () => {
    expect(classesOf([dog], [dog, head('cow', 1)], [dog, head('pig', 1)])).toBeUndefined();
  });
});

describe('annotations of two tabs', () => {
  it('are those of both, of one picture what either marked', () => {
    expect(shotsOf([], [shot('a')], [shot('b')])).toEqual([shot('a'), shot('b')]);
    const [both] = shotsOf([], [shot('a', '013')], [shot('a', '121')]) as [Shot];
    expect(both).toMatchObject({ id: 'a013', pixels: 3 });
  });

  it('follow the tab that changed or removed one', () => {
    expect(shotsOf([shot('a')], [shot('a', '13'), shot('b')], [shot('a'), shot('c')])).toEqual([
      shot('a', '13'),
      shot('b'),
      shot('c'),
    ]);
    expect(shotsOf([shot('a')], [shot('b')], [shot('a'), shot('c')])).toEqual([
      shot('b'),
      shot('c'),
    ]);
    expect(shotsOf([shot('a')], [shot('a'), shot('b')], [shot('c')])).toEqual([
      shot('b'),
      shot('c'),
    ]);
  });

  it('that know no identity are told apart by their own ids', () => {
    const old = (id: string) => ({
      ...shot('a'),
      id,
      picture: { ...shot('a').picture, identity: '' },
    });
    expect(shotsOf([], [old('1')], [old('2')])).toHaveLength(2);
  });

  it('keep the name that was changed', () => {
    const named = (base: string, mine: string, theirs: string) =>
      mergeLearnt({
        base: learnt([], draft([], base)),
        mine: learnt([], draft([shot('a')], mine)),
        theirs: learnt([], draft([shot('b')], theirs)),
      })?.draft.name;
    expect([named('', 'do', ''), named('', '', 'ca'), named('', 'do', 'ca')]).toEqual([
      'do',
      'ca',
      'do',
    ]);
  });
});
