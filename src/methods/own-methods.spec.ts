import { afterEach, describe, expect, it } from 'vitest';
import type { Card } from '#src/core/own-network/card';
import { namedClasses } from '#src/core/own-network/class-lists';
import { formulaOfOwn, isOwn, ownMethods, ownModelId } from './own-methods';
import { findMethod, methodById, registerMethods } from './registry';
import { titleOf } from './titles';

const SHA = `0123abcd${'0'.repeat(56)}`;
const ID = ownModelId(SHA);
const card = (kind: Card['output']['kind'], classes = 4) => ({
  title: 'mine',
  output: { name: 'out', kind, layout: 'NCHW' as const, masks: null },
  classes: namedClasses(Array.from({ length: classes }, (_, i) => `class ${i}`)),
  leftOut: [],
});
const formulas = (kind: Parameters<typeof card>[0]) =>
  ownMethods(ID, card(kind)).map(({ id }) => formulaOfOwn(id));

afterEach(() => registerMethods(ID, []));

describe('the methods of a person’s own network', () => {
  it('are all formulas of logits, under its hash', () => {
    expect(ID).toBe('own-0123abcd');
    expect(formulas('logits')).toEqual(['msp', 'max-logit', 'entropy', 'energy', 'margin', 'odin']);
    expect(ownMethods(ID, card('logits'))[0]).toMatchObject({
      id: 'own-0123abcd-msp',
      model: ID,
      known: null,
      range: { min: 0, max: 0.75 },
    });
  });

  it('are fewer where softmax has taken something away, and none of the winner alone', () => {
    expect(formulas('probabilities')).toEqual(['msp', 'entropy', 'margin', 'odin']);
    expect(formulas('queries')).toEqual([...formulas('probabilities'), 'rba']);
    expect(formulas('sigmoid-logits')).toEqual(formulas('logits'));
    expect(formulas('classes')).toEqual([]);
  });

  it('speak of its own number of classes', () => {
    const entropy = ownMethods(ID, card('logits', 150)).find(({ id }) => id.endsWith('entropy'));
    expect(entropy).toMatchObject({ unit: 'fraction of ln 150', formula: '−Σₖ pₖ ln pₖ / ln 150' });
  });

  it('are known once they are registered, and forgotten with the network', () => {
    const id = `${ID}-msp`;
    expect(findMethod(id)).toBeNull();
    registerMethods(ID, ownMethods(ID, card('logits')));
    expect(methodById(id).title).toBe('Maximum softmax probability (mine)');
    expect(titleOf(id)).toBe(methodById(id).title);
    registerMethods(ID, []);
    expect(() => methodById(id)).toThrow(expect.objectContaining({ code: 'method-unknown' }));
  });

  it('are told from those of the page by their ids', () => {
    expect(isOwn('own-0123abcd-max-logit')).toBe(true);
    expect(formulaOfOwn('own-0123abcd-max-logit')).toBe('max-logit');
    for (const id of ['msp', 'own-msp', 'imported:own-0123abcd-msp']) expect(isOwn(id)).toBe(false);
  });
});
