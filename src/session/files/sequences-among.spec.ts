import { expect, it } from 'vitest';
import { filesOf, nameOfSequence, sequencesAmong } from './sequences-among';

const at = (path: string) => ({ path, file: new File([], path.replace(/^.*\//, '')) });
const numbered = (count: number, name: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => at(name(index + 1)));

it('frames are a drive, in the order of their numbers', () => {
  const { sure, possible } = sequencesAmong(numbered(12, (i) => `ride/frame_${13 - i}.png`));
  expect([sure.length, possible]).toEqual([1, null]);
  const files = filesOf(sure[0]!);
  expect(files[0]).toMatchObject({ name: 'frame_1.png', number: 1 });
  expect(files.at(-1)).toMatchObject({ name: 'frame_12.png', number: 12 });
  expect(nameOfSequence(sure[0]!)).toBe('ride');
});

it('numbered pictures of a folder may be one, from eight on', () => {
  const few = sequencesAmong(numbered(7, (i) => `set/road${i}.jpg`));
  expect(few).toEqual({ sure: [], possible: null });
  const { sure, possible } = sequencesAmong(numbered(8, (i) => `set/road${i}.jpg`));
  expect([sure.length, possible?.files.length]).toEqual([0, 8]);
});

it('a few frames are pictures, whatever they are called', () => {
  const few = sequencesAmong(numbered(7, (i) => `ride/frame_${i}.png`));
  expect(few).toEqual({ sure: [], possible: null });
});

it('nobody is told of many possible ones', () => {
  const cities = ['aachen', 'bochum'].flatMap((city) =>
    numbered(8, (i) => `set/${city}/${city}_${i}.jpg`),
  );
  expect(sequencesAmong(cities)).toEqual({ sure: [], possible: null });
});

it('pictures without numbers are none', () => {
  const names = 'abcdefghij'.split('').map((letter) => at(`set/${letter}.jpg`));
  expect(sequencesAmong(names)).toEqual({ sure: [], possible: null });
});
