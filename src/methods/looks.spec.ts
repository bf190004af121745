import { expect, it } from 'vitest';
import { defineMethod, knownPixelsOf } from './define-method';
import { firstLookOf, isOfTwoLooks } from './looks';
import { LOOKS, limitsOf } from './parameters';
import { methodById, methods } from './registry';
import { settingsFor } from './settings';

it('all that score pixels by one run look twice, but Monte Carlo dropout; S2M does not', () => {
  const takes = methods.filter(({ parameters }) => parameters.includes(LOOKS));
  expect(methods.filter((method) => !takes.includes(method)).map(({ id }) => id)).toEqual([
    'mc-dropout',
    's2m',
  ]);
});

it('a method that is made of another has the choice once', () => {
  const { parameters } = defineMethod({ ...methodById('entropy'), id: 'fresh' });
  expect(parameters.filter(({ id }) => id === LOOKS.id)).toEqual([LOOKS]);
});

it('settings of one look are what they were before there was a second', () => {
  const entropy = methodById('entropy');
  const once = { methodId: 'entropy', parameters: { temperature: 1 }, blur: false };
  expect(settingsFor(entropy)).toEqual(once);
  expect(settingsFor(entropy, { looks: 1 })).toEqual(once);
  const twice = settingsFor(entropy, { looks: 2 });
  expect(twice.parameters).toEqual({ temperature: 1, looks: 2 });
  expect([once, twice].map(isOfTwoLooks)).toEqual([false, true]);
  expect([once, twice].map(firstLookOf)).toEqual([once, once]);
});

it('there are one or two looks', () => {
  expect(limitsOf(LOOKS)).toBe('one of 1 (One look), 2 (Second look)');
});

it('no quantiles are known of two looks', () => {
  const rpl = methodById('rpl');
  expect(knownPixelsOf(rpl, settingsFor(rpl))).toBe(rpl.known);
  expect(rpl.known).not.toBeNull();
  expect(knownPixelsOf(rpl, settingsFor(rpl, { looks: 2 }))).toBeNull();
});
