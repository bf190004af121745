import { describe, expect, it } from 'vitest';
import { methods, modelsOf } from '#src/methods/registry';
import { availableMethodIds, chosenMethods } from './chosen-methods';

const summary = (id: string) => ({
  id,
  kind: 'segmenter' as const,
  title: id,
  bytes: 1,
  sha256: '0'.repeat(64),
  licence: 'none',
  needs: [],
});

describe('the methods of an evaluation', () => {
  it('are all whose network is there', () => {
    expect(availableMethodIds(modelsOf(methods).map(summary))).toEqual(methods.map(({ id }) => id));
    const ofBase = methods.filter(({ model }) => model === 'base').map(({ id }) => id);
    expect(availableMethodIds([summary('base')])).toEqual(ofBase);
  });

  it('bring their settings and each network once', () => {
    const { settings, models } = chosenMethods(['energy', 'entropy', 'energy'], false);
    expect(settings.map(({ methodId }) => methodId)).toEqual(['energy', 'entropy']);
    expect(settings[0]!.parameters).toEqual({ temperature: 1 });
    expect(models).toEqual(['base']);
    expect(() => chosenMethods(['nonsense'], false)).toThrow(
      expect.objectContaining({ code: 'method-unknown' }),
    );
  });

  it('that paint masks bring the network of their source too, and are there only with all of them', () => {
    const { settings, models } = chosenMethods(['s2m'], false, 'max-entropy');
    expect(settings[0]!.parameters.source).toBe(0);
    expect(models).toEqual(['max-entropy', 'mask-decoder', 'prompt-generator', 'mask-encoder']);
    expect(chosenMethods(['s2m'], false).models[0]).toBe('rpl');
    expect(() => chosenMethods(['s2m'], false, 's2m')).toThrow(
      expect.objectContaining({ code: 'option-invalid' }),
    );
    const prompting = ['mask-decoder', 'prompt-generator', 'mask-encoder'].map(summary);
    expect(availableMethodIds(prompting)).toEqual([]);
    expect(availableMethodIds([...prompting, summary('rpl')])).toEqual(['rpl', 's2m']);
  });

  it('look twice where that is asked for, all that can', () => {
    const { settings } = chosenMethods(['energy', 'rpl'], false, null, [], 2);
    expect(settings.map(({ parameters }) => parameters.looks)).toEqual([2, 2]);
    expect(() => chosenMethods(['energy', 's2m', 'mc-dropout'], false, null, [], 2)).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        message: 'No second look is taken with s2m, mc-dropout.',
      }),
    );
    const all = availableMethodIds(modelsOf(methods).map(summary), 2);
    expect(methods.map(({ id }) => id).filter((id) => !all.includes(id))).toEqual([
      'mc-dropout',
      's2m',
    ]);
  });

  it('of classes are those of one network, the base network unless another is named', () => {
    expect(chosenMethods([], true)).toEqual({ settings: [], models: ['base'] });
    const learned = methods
      .filter(({ model, score }) => model !== 'base' && !('prompted' in score))
      .map(({ id }) => id);
    for (const id of learned)
      expect(chosenMethods([id], true).models).toEqual([
        methods.find((method) => method.id === id)?.model,
      ]);
    for (const id of learned)
      expect(() => chosenMethods(['msp', id], true)).toThrow(
        expect.objectContaining({ code: 'option-invalid' }),
      );
  });

  it('from files are none of the page by their names', () => {
    expect(chosenMethods([], false, null, ['ours'])).toEqual({
      settings: [{ methodId: 'ours', parameters: {}, blur: false }],
      models: [],
    });
    expect(() => chosenMethods([], false, null, ['ours', 'energy'])).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        message: '"energy" is a method of Anomalens: give your scores another name.',
      }),
    );
  });
});
