import { expect, it } from 'vitest';
import { listedFaults } from './listed';

const faults = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `${index}.png`, message: 'Damaged.' }));

it('of many faults three are named, and the others counted', () => {
  expect(listedFaults(faults(1))).toBe('0.png: Damaged.');
  const three = '0.png: Damaged. 1.png: Damaged. 2.png: Damaged.';
  expect(listedFaults(faults(3))).toBe(three);
  expect(listedFaults(faults(500))).toBe(`${three} And 497 more.`);
});
