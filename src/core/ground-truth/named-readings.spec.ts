import { expect, it } from 'vitest';
import { chosenReading } from './chosen-reading';
import { decideGroups } from './decide-reading';
import { withKind } from './edit-reading';
import { keyOfValues, type LabelValues, mergeValues, withNames } from './label-values';
import { suggestByNames } from './named-readings';
import { readingWords } from './reading-words';
import { suggestReadings } from './suggest-readings';

/** A label whose shapes have these names, with the ids 1, 2 ...; null is void. */
const drawn = (...names: (string | null)[]): LabelValues => {
  const idOf = (index: number) => (names[index] === null ? 255 : index + 1);
  const values = [0, ...names.map((_, index) => idOf(index))];
  return {
    ids: { values, pixels: values.map(() => 1) },
    colours: null,
    alpha: null,
    names: Object.fromEntries(names.map((name, index) => [idOf(index), name ?? 'ignored region'])),
    drawn: true,
  };
};
const groupsOf = (...all: LabelValues[]) =>
  decideGroups(all.map((values) => ({ folder: '', hint: null, values })));
const wordsOf = (values: LabelValues) => {
  const [group] = groupsOf(values);
  return group?.reading ? readingWords(group.reading) : 'asked';
};
const NOTHING_SAID = { as: null, anomaly: null, ignore: null, closedSet: false };

it.each<[(string | null)[], string]>([
  [['unknown object'], 'unknown object = anomaly, the rest normal'],
  [['Anomaly', 'background', null], 'Anomaly = anomaly, ignored region = ignored, the rest normal'],
  [['void', '_background_'], 'nothing is anomaly, void = ignored, the rest normal'],
  [[], 'nothing is anomaly, the rest normal'],
  [['dog'], 'asked'],
  [['anomaly', 'car'], 'asked'],
])('names %j are read as: %s', (names, words) => expect(wordsOf(drawn(...names))).toBe(words));

it('the names of all labels are one question, apart from labels of pixels', () => {
  const mask: LabelValues = {
    ids: { values: [0, 1], pixels: [1, 1] },
    colours: null,
    alpha: null,
    names: {},
  };
  const [drawnOnes, masks] = groupsOf(drawn('dog'), mask, drawn());
  expect(drawnOnes).toMatchObject({ reason: 'names', values: { names: { 1: 'dog' } } });
  expect([drawnOnes?.labels.length, masks?.labels.length]).toEqual([2, 1]);
  expect(masks?.reading).toEqual({ as: 'ids', anomaly: [1], ignore: [255] });
});

it('what no network knows is offered first', () => {
  const titles = (...names: (string | null)[]) =>
    suggestByNames(drawn(...names)).map(({ title }) => title);
  const [all, none] = ['Everything drawn is unknown', 'Nothing is unknown'];
  expect(titles('Car', 'dog', 'box', null)).toEqual(['Unknown: dog, box', all, none]);
  expect(titles('anomaly', 'dog')).toEqual(['Unknown: anomaly', 'Unknown: dog', all, none]);
  expect(titles('dog')).toEqual([all, none]);
  expect(titles('car', 'person')).toEqual([none, all]);
  expect(titles(null)).toEqual([none]);
  expect(suggestReadings(drawn('car', 'dog', null))[0]?.reading).toMatchObject({
    anomaly: [2],
    ignore: [255],
  });
});

it('a name that is changed by hand keeps the names', () => {
  const values = drawn('car', 'dog');
  const none = suggestByNames(values).at(-1)!.reading;
  expect(readingWords(withKind(none, values, 2, 'anomaly'))).toBe('dog = anomaly, the rest normal');
});

it('the options of a command name them, in any case of letters', () => {
  const values = drawn('Dog', 'car', 'ignore');
  const read = (anomalyNames: string[], ignoreNames: string[] | null = null) =>
    chosenReading({ ...NOTHING_SAID, anomalyNames, ignoreNames }, values);
  expect(read(['dog'])).toMatchObject({ anomaly: [1], ignore: [3] });
  expect(read([], ['CAR'])).toMatchObject({ anomaly: [], ignore: [2] });
  expect(() => read(['cat'])).toThrow(/No label holds “cat”.*Dog, car, ignore/);
  expect(() => read(['constructor'])).toThrow(/No label/);
  for (const said of [{ anomaly: [1] }, { as: 'instances' as const }, { closedSet: true }])
    expect(() => chosenReading({ ...NOTHING_SAID, ...said }, values)).toThrow(
      /shapes called Dog, car, ignore\. .*--anomaly-names/,
    );
});

it('colours that a file beside the labels names can be called by their names', () => {
  const colours = { values: [0, 0xff], pixels: [1, 1] };
  const names = { 0: 'background', 255: 'dog', 65280: 'cat' };
  const values = { ids: null, alpha: null, colours, names };
  const read = (name: string) => chosenReading({ ...NOTHING_SAID, anomalyNames: [name] }, values);
  expect(read('dog')).toEqual({ as: 'colour', anomaly: [0xff], ignore: [] });
  expect(() => read('cat')).toThrow(/No label holds/);
});

it('equal ids of other names are other values', () => {
  expect(keyOfValues(drawn('dog'))).not.toBe(keyOfValues(drawn('cat')));
  expect(mergeValues([drawn('dog'), drawn()])).toMatchObject({ names: { 1: 'dog' }, drawn: true });
  expect(mergeValues([drawn('dog'), { ...drawn(), drawn: undefined } as LabelValues]).drawn).toBe(
    undefined,
  );
  expect(withNames(drawn('dog'), { 1: 'other' }).names).toEqual({ 1: 'dog' });
});
