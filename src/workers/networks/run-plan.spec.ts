import { describe, expect, it } from 'vitest';
import { methodById, registerMethods } from '#src/methods/registry';
import { rejectedByAll } from '#src/methods/rejected-by-all';
import { settingsFor } from '#src/methods/settings';
import { SOURCES } from '#src/methods/sources';
import type { ModelProvider } from '#src/workers/state/context';
import {
  classesRunOf,
  groupByRun,
  inQuickestOrder,
  isBuiltIn,
  isOfOneRun,
  outputsOf,
  runOf,
} from './run-plan';

const of = (id: string, chosen: Record<string, number> = {}) => settingsFor(methodById(id), chosen);

describe('the run of a score', () => {
  it('is of its network, with those parameters that the network takes', () => {
    expect(runOf(of('entropy', { temperature: 2 }))).toEqual({ modelId: 'base', scalars: {} });
    expect(runOf(of('rpl', { gamma: 0.5 }))).toEqual({ modelId: 'rpl', scalars: { gamma: 0.5 } });
    expect(runOf(of('dmlnet', { gamma: 0.5 }))).toEqual({ modelId: 'dmlnet', scalars: {} });
  });

  it('is refused where several networks take part or none', () => {
    expect(() => runOf(of('s2m'))).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        message: 's2m does not come from the logits of one network.',
      }),
    );
    expect(() => runOf({ methodId: 'file:1', parameters: {}, blur: false })).toThrow(
      expect.objectContaining({ code: 'method-unknown' }),
    );
  });

  it('that gives classes is of the source where masks are painted', () => {
    const source = SOURCES.findIndex(({ id }) => id === 'dmlnet');
    expect(classesRunOf(of('s2m', { source })).modelId).toBe('dmlnet');
    expect(classesRunOf(of('rpl', { gamma: 0 }))).toEqual(runOf(of('rpl', { gamma: 0 })));
  });

  it('is told by the id of a method', () => {
    const ids = ['entropy', 's2m', 'file:1'];
    expect(ids.map(isBuiltIn)).toEqual([true, true, false]);
    expect(ids.map(isOfOneRun)).toEqual([true, false, false]);
  });
});

describe('runs of several scores', () => {
  const [entropy, rpl, msp, weaker] = [
    of('entropy'),
    of('rpl'),
    of('msp'),
    of('rpl', { gamma: 0 }),
  ];
  const groups = groupByRun([rpl, entropy, msp, weaker]);

  it('are one per network and scalar inputs, in the order of the settings', () => {
    expect(groups.map(({ settings }) => settings)).toEqual([[rpl], [entropy, msp], [weaker]]);
    expect(groups.map(({ run }) => run)).toEqual([rpl, entropy, weaker].map(runOf));
  });

  it('begin with the network that has a session', () => {
    const asked: (readonly string[])[] = [];
    const models = {
      quickestFirst: (ids: readonly string[]) => {
        asked.push(ids);
        return ['base', 'rpl'];
      },
    } as unknown as ModelProvider;
    const order = inQuickestOrder(models, groups);
    expect(order.map(({ settings }) => settings[0])).toEqual([entropy, rpl, weaker]);
    expect(asked).toEqual([['rpl', 'base', 'rpl']]);
    expect(groups[0]?.settings).toEqual([rpl]);
  });
});

describe('the outputs that are read of a network', () => {
  it.each([
    ['base', ['logits', 'features']],
    ['rpl', ['logits', 'rplLogits', 'residualNorm']],
    ['dmlnet', ['logits', 'features']],
    ['mask-decoder', ['logits']],
  ])('%s: %j', (modelId, outputs) => {
    expect(outputsOf(modelId)).toEqual(outputs);
  });

  it('those of a person’s own network are what its methods read', () => {
    registerMethods('own-0123abcd', [rejectedByAll('own-0123abcd', 'mine', 4, null)]);
    expect(outputsOf('own-0123abcd')).toEqual(['logits', 'queryLogits']);
    registerMethods('own-0123abcd', []);
    expect(outputsOf('own-0123abcd')).toEqual(['logits']);
  });
});
