import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { methodById, methods } from '#src/methods/registry';
import {
  availableMethods,
  inChosenScale,
  methodInfo,
  scoredMethods,
  settingsOf,
  settingsOfModel,
} from './method-info';
import type { ImportedMethod, PictureResult, ScoreResult } from './results-slice';

const chosenOf = (parameters: Record<string, Record<string, number>> = {}) => ({
  parameters,
  words: DEFAULT_VOCABULARY,
});
const RANGE = { min: 2, max: 5 };
const IMPORTED: ImportedMethod = {
  id: 'imported:x',
  serial: 1,
  fileId: 'imported:x',
  title: 'x',
  unit: null,
  isConstant: false,
  turn: 'none',
  isInverted: false,
  shown: { score: scoreOf({ methodId: 'imported:x' }), range: RANGE, defaultThreshold: 4 },
  other: null,
};

function scoreOf({ methodId }: { methodId: string }): ScoreResult {
  return {
    settings: { methodId, parameters: {}, blur: false },
    range: RANGE,
    histogram: { range: RANGE, counts: [] },
    residualNorm: null,
  };
}

const resultWith = (scores: Record<string, ScoreResult> = {}): PictureResult => ({
  revision: 1,
  scores,
  imported: [IMPORTED],
  roadLikeness: {},
  errors: {},
});

describe('a method', () => {
  it('is described as it is declared, the short title being the title where there is none', () => {
    const short = methods.find(({ shortTitle }) => shortTitle !== undefined);
    const long = methods.find(({ shortTitle }) => shortTitle === undefined);
    expect(methodInfo(short?.id ?? '', null).shortTitle).toBe(short?.shortTitle);
    expect(methodInfo(long?.id ?? '', null).shortTitle).toBe(long?.title);
    for (const method of methods) {
      const { id, title, unit, range, defaultThreshold, presets, displayRange, blur } = method;
      expect(methodInfo(id, null)).toMatchObject({
        ...{ id, title, unit, range, defaultThreshold, presets, displayRange, blur },
        parameters: method.parameters,
        modelId: method.model,
      });
      expect(methodInfo(id, null).method).toBe(method);
    }
  });

  it('has the ends of its residual where it has that layer', () => {
    expect(methodInfo('rpl', null).residualNorm).toEqual({ min: 0, max: 100 });
    expect(methodInfo('entropy', null).residualNorm).toBeNull();
  });

  it('is the first one where there is none of that id', () => {
    expect(methodInfo('odd', null).id).toBe(methods[0]?.id);
    expect(methodInfo(IMPORTED.id, null).id).toBe(methods[0]?.id);
  });
});

describe('an imported score', () => {
  it('is a method of its picture without parameters, the same object every time', () => {
    const result = resultWith();
    const info = methodInfo(IMPORTED.id, result);
    expect(info).toEqual({
      id: 'imported:x',
      title: 'x',
      shortTitle: 'x',
      range: RANGE,
      defaultThreshold: 4,
      displayRange: RANGE,
      imported: IMPORTED,
      modelId: expect.any(String),
      unit: 'imported score',
      presets: [],
      blur: false,
      parameters: [],
      residualNorm: null,
      method: null,
    });
    expect(methodInfo(IMPORTED.id, result)).toBe(info);
    expect(availableMethods(result).at(-1)).toBe(info);
    expect(availableMethods(result)).toHaveLength(methods.length + 1);
    expect(availableMethods(null)).toHaveLength(methods.length);
  });
});

describe('settings', () => {
  it('are the defaults but for what was chosen of that method', () => {
    const info = methodInfo('energy', null);
    const chosen = { energy: { temperature: 3 }, entropy: { temperature: 9 } };
    expect(settingsOf(info, chosenOf(chosen))).toEqual({
      methodId: 'energy',
      parameters: { temperature: 3 },
      blur: methodById('energy').blur,
    });
    expect(settingsOf(info, chosenOf()).parameters).toEqual({ temperature: 1 });
  });

  it('name the words of a method that answers to them, where they are not the usual ones', () => {
    const info = methodInfo('vl4ad', null);
    const words = { ...DEFAULT_VOCABULARY, ensemble: false };
    expect(settingsOf(info, { parameters: {}, words }).words).toBe(words);
    expect(settingsOf(info, chosenOf())).not.toHaveProperty('words');
    const same = structuredClone(DEFAULT_VOCABULARY);
    expect(settingsOf(info, { parameters: {}, words: same })).not.toHaveProperty('words');
    expect(settingsOf(methodInfo('energy', null), { parameters: {}, words })).not.toHaveProperty(
      'words',
    );
  });

  it('say that a word outside the dictionary is read by the encoder, where that is on', () => {
    const info = methodInfo('vl4ad', null);
    const words = { ...DEFAULT_VOCABULARY, ensemble: false };
    const settings = settingsOf(info, { parameters: {}, words, encoder: true });
    expect(settings.words).toEqual({ ...words, encoder: true });
    // The usual words are all in the dictionary.
    expect(settingsOf(info, { ...chosenOf(), encoder: true })).not.toHaveProperty('words');
  });

  it('may put the score in other numbers, which its default and colours follow', () => {
    const info = methodInfo('vl4ad', null);
    const logs = inChosenScale(info, { vl4ad: { score: 1 } });
    expect(logs).toMatchObject({ unit: 'nat', displayRange: { min: 0 } });
    expect(logs.defaultThreshold).toBeCloseTo(-Math.log(-info.defaultThreshold), 9);
    expect(inChosenScale(info, { vl4ad: { score: 1 } })).toBe(logs);
    expect(inChosenScale(info, { vl4ad: { temperature: 0.5 }, energy: { temperature: 1 } })).toBe(
      info,
    );
  });

  it('of a network are those of its methods, on demand where they are shown', () => {
    const ids = (model: string, shown: string[]) =>
      settingsOfModel(model, shown, chosenOf()).map(({ methodId }) => methodId);
    const ofBase = methods.filter(({ model }) => model === methodById('entropy').model);
    const always = ofBase.filter(({ onDemand }) => !onDemand).map(({ id }) => id);
    const onDemand = ofBase.find((method) => method.onDemand)?.id ?? '';
    expect(ids(methodById('entropy').model, [])).toEqual(always);
    expect(ids(methodById('entropy').model, [onDemand]).sort()).toEqual(
      [...always, onDemand].sort(),
    );
    expect(ids('odd', [])).toEqual([]);
  });
});

describe('scored methods', () => {
  const scoreOf = (id: string, parameters = {}) =>
    ({ settings: settingsOf(methodInfo(id, null), chosenOf(parameters)) }) as ScoreResult;

  it('are those with a score by the present settings', () => {
    const scores = { entropy: scoreOf('entropy'), energy: scoreOf('energy') };
    const ids = (parameters = {}) =>
      scoredMethods(resultWith(scores), chosenOf(parameters)).map(({ info }) => info.id);
    expect(ids().sort()).toEqual(['energy', 'entropy']);
    expect(ids({ energy: { temperature: 3 } })).toEqual(['entropy']);
    expect(scoredMethods(null, chosenOf())).toEqual([]);
  });

  it('are told by the first look where the second has not been taken', () => {
    const twice = { entropy: { looks: 2 } };
    const entropy = methodInfo('entropy', null);
    const settingsAmong = (parameters: Record<string, Record<string, number>>) =>
      scoredMethods(
        resultWith({
          entropy: { settings: settingsOf(entropy, chosenOf(parameters)) } as ScoreResult,
        }),
        chosenOf(twice),
      ).map(({ settings }) => settings);
    expect(settingsAmong(twice)).toEqual([settingsOf(entropy, chosenOf(twice))]);
    expect(settingsAmong({})).toEqual([settingsOf(entropy, chosenOf())]);
  });

  it('include imported ones', () => {
    const info = methodInfo(IMPORTED.id, resultWith());
    const scores = { [IMPORTED.id]: { settings: settingsOf(info, chosenOf()) } as ScoreResult };
    expect(scoredMethods(resultWith(scores), chosenOf())).toEqual([
      { info, settings: settingsOf(info, chosenOf()) },
    ]);
  });
});
