import { expect, it } from 'vitest';
import { driveIdOf, frameId, frameIndexOf } from './drive-ids';

it('a frame is found by its drive and its index', () => {
  const id = frameId('6f1c-22', 341);
  expect([id, driveIdOf(id), frameIndexOf(id)]).toEqual(['6f1c-22@341', '6f1c-22', 341]);
});

it('every other picture is a frame of none', () => {
  for (const id of ['6f1c-22', '', '@3', null])
    expect([driveIdOf(id), frameIndexOf(id)]).toEqual([null, null]);
});
