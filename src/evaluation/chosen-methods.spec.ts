import { describe, expect, it } from 'vitest';
import { methods, modelsOf } from '#src/methods/registry';
import { availableMethodIds, chosenMethods } from './chosen-methods';

const summary = (id: string) => ({ id, kind: 'segmenter' as const, title: id, bytes: 1, sha256: '0'.repeat(64), licence: 'none' });

describe('the methods of an evaluation', () => {
  it('are all whose network is there', () => {
    expect(availableMethodIds(modelsOf(methods).map(summary))).toEqual(methods.map(({ id }) => id));
    const ofBase = methods.filter(({ model }) => model === 'base-road').map(({ id }) => id);
    expect(availableMethodIds([summary('base-road')])).toEqual(ofBase);
  });

  it('bring their settings and each network once', () => {
    const { settings, models } = chosenMethods(['energy', 'entropy', 'energy'], false);
    expect(settings.map(({ methodId }) => methodId)).toEqual(['energy', 'entropy']);
    expect(settings[0].parameters).toEqual({ temperature: 1 });
    expect(models).toEqual(['base-road']);
    expect(() => chosenMethods(['nonsense'], false)).toThrow(expect.objectContaining({ code: 'method-unknown' }));
  });

  it('of classes are those of one network, the base network unless another is named', () => {
    expect(chosenMethods([], true)).toEqual({ settings: [], models: ['base-road'] });
    const learned = methods.filter(({ model }) => model !== 'base-road').map(({ id }) => id);
    for (const id of learned) expect(chosenMethods([id], true).models).toEqual([methods.find((method) => method.id === id)?.model]);
    for (const id of learned) expect(() => chosenMethods(['msp', id], true)).toThrow(expect.objectContaining({ code: 'option-invalid' }));
  });
});
