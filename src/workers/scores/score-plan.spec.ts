import { describe, expect, it } from 'vitest';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import { checkSettings, groupByOutput, isFitted } from './score-plan';

const of = (id: string, chosen: Record<string, number> = {}) => settingsFor(methodById(id), chosen);

describe('settings', () => {
  it('are refused outside their limits, by the name of the parameter', () => {
    expect(() => checkSettings(of('entropy', { temperature: 0 }))).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        message: 'Temperature of entropy must be from 0.1 to 100, not 0.',
      }),
    );
    expect(() => checkSettings(of('entropy', { temperature: 0.1 }))).not.toThrow();
  });

  it('of no method of the page are refused', () => {
    const settings = { methodId: 'file:1', parameters: {}, blur: false };
    expect(() => checkSettings(settings)).toThrow(
      expect.objectContaining({ code: 'method-unknown' }),
    );
  });
});

it('scores with fitted statistics have an operation of their own', () => {
  const ids = ['sml', 'mahalanobis', 'mc-dropout', 'entropy', 's2m'];
  expect(ids.filter(isFitted)).toEqual(['sml', 'mahalanobis', 'mc-dropout']);
});

describe('what is asked of the outputs', () => {
  it('is one pass for each, without fitted and painted scores', () => {
    const [entropy, rpl, msp] = [of('entropy', { temperature: 2 }), of('rpl'), of('msp')];
    expect(groupByOutput([entropy, of('sml'), rpl, of('s2m'), msp], 19)).toEqual([
      {
        output: 'logits',
        readers: [
          { settings: entropy, request: { kind: 'entropy', temperature: 2, mix: undefined } },
          { settings: msp, request: { kind: 'msp', temperature: 1, mix: undefined } },
        ],
      },
      {
        output: 'rplLogits',
        readers: [{ settings: rpl, request: { kind: 'energy', temperature: 1, mix: undefined } }],
      },
    ]);
  });

  it('is the score that was chosen, mixed where it is the mix', () => {
    const requestOf = (score: number) =>
      groupByOutput([of('dmlnet', { score, beta: 3, gamma: 0.5 })], 19)[0]?.readers[0]?.request;
    expect(requestOf(0)).toEqual({ kind: 'eds', temperature: 1, mix: undefined });
    expect(requestOf(1)).toEqual({ kind: 'msp', temperature: 1, mix: undefined });
    expect(requestOf(2)).toEqual({
      kind: 'eds-mix',
      temperature: 1,
      mix: { beta: 3, gamma: 0.5 },
    });
  });
});
