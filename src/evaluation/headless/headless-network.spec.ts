import { afterEach, describe, expect, it } from 'vitest';
import { namedClasses } from '#src/core/own-network/class-lists';
import { ownMethods } from '#src/methods/own-methods';
import { registerMethods } from '#src/methods/registry';
import { ownBaseline, ownMethodIds } from './headless-network';

const opened = (kind: 'logits' | 'probabilities') => {
  const card = {
    anomalens: 1 as const,
    title: 'mine',
    input: {
      name: 'x',
      layout: 'NCHW' as const,
      dtype: 'float32' as const,
      colour: 'rgb' as const,
      mean: [0, 0, 0] as [number, number, number],
      std: [1, 1, 1] as [number, number, number],
      size: { kind: 'free' as const, multipleOf: 32, longSide: null },
    },
    output: { name: 'y', kind, layout: 'NCHW' as const, masks: null },
    features: null,
    classes: namedClasses(['road', 'sky']),
    leftOut: [],
  };
  return { modelId: 'own-00000000', card };
};
afterEach(() => registerMethods('own-00000000', []));

describe('the methods that a command names', () => {
  it('are those of the network where none is', () => {
    expect(ownMethodIds([opened('probabilities')], null)).toEqual(
      ['msp', 'entropy', 'margin', 'odin'].map((name) => `own-00000000-${name}`),
    );
  });

  it('are the network’s by their short names, and the page’s by theirs', () => {
    const network = opened('logits');
    registerMethods(network.modelId, ownMethods(network.modelId, network.card));
    expect(ownMethodIds([network], ['energy', 'own-00000000-msp', 'max-entropy'])).toEqual([
      'own-00000000-energy',
      'own-00000000-msp',
      'max-entropy',
    ]);
  });

  it('are those of each of several networks', () => {
    const other = { ...opened('logits'), modelId: 'own-11111111' };
    expect(ownMethodIds([opened('logits'), other], ['energy'])).toEqual([
      'own-00000000-energy',
      'own-11111111-energy',
    ]);
    expect(ownMethodIds([opened('probabilities'), other], ['energy'])).toEqual([
      'own-11111111-energy',
    ]);
  });

  it.each(['energy', 'nonsense'])('are refused where the network lacks them: %s', (name) => {
    expect(() => ownMethodIds([opened('probabilities')], [name])).toThrow(
      expect.objectContaining({
        code: 'method-unknown',
        message: `mine offers msp, entropy, margin, odin, not "${name}".`,
      }),
    );
  });
});

it('a baseline is a formula of the first network that has it, or what else was named', () => {
  const other = { ...opened('logits'), modelId: 'own-11111111' };
  const networks = [opened('probabilities'), other];
  expect(ownBaseline(networks, 'msp')).toBe('own-00000000-msp');
  expect(ownBaseline(networks, 'energy')).toBe('own-11111111-energy');
  expect(ownBaseline(networks, 'imported:ours')).toBe('imported:ours');
  expect(ownBaseline([], 'energy')).toBe('energy');
  expect(ownBaseline(networks, null)).toBeNull();
});
