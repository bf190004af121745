import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import type { NamedPart, WordReading } from '#src/protocol/words';
import { headRow, nameSet, rowsOf, usableNames } from './name-set';
import type { NamingItem, NamingProgress } from './types';

const names = (...list: [string, number][]) =>
  list.map(([name, similarity]) => ({ name, similarity }));
const FIVE = names(['cow', 0.5], ['dog', 0.25], ['a, b', 0.1234567], ['d', -0.5], ['e', -1]);

const file = (name: string) => ({ name, read: async () => new Blob([name]) });
const item = (name: string, mask: NamingItem['mask'] = null): NamingItem => ({
  ...file(name),
  mask,
});

async function run(
  items: NamingItem[],
  answer: (picture: string, mask: string | null) => NamedPart[],
) {
  const asked: (readonly string[])[] = [];
  const engine = createFakeEngine({
    namePicture: ({ source, mask, names: of, most }) => {
      asked.push([source.name, mask?.name ?? '-', of.join(), String(most)]);
      return answer(source.name, mask?.name ?? null);
    },
  });
  const rows: string[] = [];
  const progress: NamingProgress[] = [];
  const append = async (text: string) => void rows.push(text);
  const errors = await nameSet(engine, items, ['cow', 'dog'], append, (step) =>
    progress.push(step),
  );
  return { errors, rows, progress, asked };
}

describe('the table of names', () => {
  it('has a row of five names with their similarities', () => {
    expect(headRow()).toBe(
      'image,name1,similarity1,name2,similarity2,name3,similarity3,name4,similarity4,name5,similarity5\r\n',
    );
    expect(rowsOf('day/a.jpg', [{ region: null, names: FIVE }])).toBe(
      'day/a.jpg,cow,0.5,dog,0.25,"a, b",0.123457,d,-0.5,e,-1\r\n',
    );
  });

  it('has a row of each region, and empty cells where there are fewer names', () => {
    const parts = [
      { region: 2, names: names(['cow', 0.5]) },
      { region: 255, names: [] },
    ];
    expect(rowsOf('a.jpg', parts)).toBe('a.jpg#2,cow,0.5,,,,,,,,\r\na.jpg#255,,,,,,,,,,\r\n');
  });
});

describe('naming a set', () => {
  const whole = () => [{ region: null, names: FIVE }];

  it('asks for each picture with its mask and all names, and writes rows as they come', async () => {
    const { asked, rows, errors, progress } = await run(
      [item('a.jpg'), item('b.jpg', file('b.png'))],
      (picture, mask) => [{ region: mask ? 7 : null, names: names([picture, 1]) }],
    );
    expect(asked).toEqual([
      ['a.jpg', '-', 'cow,dog', '5'],
      ['b.jpg', 'b.png', 'cow,dog', '5'],
    ]);
    expect(rows).toEqual(['a.jpg,a.jpg,1,,,,,,,,\r\n', 'b.jpg#7,b.jpg,1,,,,,,,,\r\n']);
    expect(errors).toBe(0);
    expect(progress.map(({ done, total, picture }) => [done, total, picture])).toEqual([
      [1, 2, 'a.jpg'],
      [2, 2, 'b.jpg'],
    ]);
  });

  it('goes on after a picture that fails, has no mask, or whose file is gone', async () => {
    const gone = {
      ...item('gone.jpg'),
      read: async () => {
        throw new AnomalensError('picture-unreadable', 'gone.jpg is not there.');
      },
    };
    const items = [item('bad.jpg'), item('alone.jpg', 'no mask'), gone, item('good.jpg')];
    const { rows, errors, progress } = await run(items, (picture) => {
      if (picture === 'bad.jpg') throw new AnomalensError('picture-unreadable', 'It is damaged.');
      return whole();
    });
    expect(errors).toBe(3);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^good\.jpg,cow/);
    expect(progress.map(({ error }) => error)).toEqual([
      { code: 'picture-unreadable', message: 'It is damaged.' },
      { code: 'label-unknown', message: 'no mask' },
      { code: 'picture-unreadable', message: 'gone.jpg is not there.' },
      null,
    ]);
  });

  it('writes no row for a mask without a region, which is no error', async () => {
    const { rows, errors, progress } = await run([item('a.jpg', file('a.png'))], () => []);
    expect([rows, errors, progress[0]?.parts, progress[0]?.error]).toEqual([[], 0, [], null]);
  });

  it('asks once more when the worker went, and gives the picture up when it goes again', async () => {
    let losses = 0;
    const lossy = (most: number) => () => {
      if (losses++ < most) throw new AnomalensError('engine-crashed', 'It went.', true);
      return whole();
    };
    expect((await run([item('a.jpg')], lossy(1))).errors).toBe(0);
    losses = 0;
    const { errors, progress } = await run([item('a.jpg')], lossy(2));
    expect([errors, progress[0]?.error?.code]).toEqual([1, 'engine-crashed']);
  });

  it('ends where rows cannot be written', async () => {
    const engine = createFakeEngine({ namePicture: whole });
    const append = () =>
      Promise.reject(new AnomalensError('evaluation-state', 'The disk is full.'));
    await expect(
      nameSet(engine, [item('a.jpg')], ['cow'], append, () => undefined),
    ).rejects.toThrow('The disk is full.');
  });
});

describe('names that can be used', () => {
  const reading = (word: string): WordReading => ({
    word,
    reads: word,
    from: word.startsWith('x') ? 'unknown' : 'dictionary',
    senses: [],
    equals: null,
    nearest: null,
  });
  const engine = createFakeEngine({
    readWords: ({ words }) => words.map(({ word }) => reading(word)),
  });

  it('are those of which something is known, each once', async () => {
    expect(await usableNames(engine, ['cow', 'xqzt', '?!', 'dog', 'cow'])).toEqual({
      usable: ['cow', 'dog'],
      unusable: ['xqzt', '?!'],
    });
  });

  it('have to be there', async () => {
    await expect(usableNames(engine, ['xqzt', '-'])).rejects.toMatchObject({
      code: 'word-unknown',
    });
  });
});
