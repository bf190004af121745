import { describe, expect, it } from 'vitest';
import { choosePicture } from './pair-mapping';

describe('choosePicture', () => {
  it('gives a label its picture', () => {
    expect(choosePicture({}, 'first', 'a')).toEqual({ first: 'a' });
  });

  it('takes the picture from the label that had it', () => {
    expect(choosePicture({ first: 'a', second: 'b' }, 'third', 'a')).toEqual({
      first: null,
      second: 'b',
      third: 'a',
    });
  });

  it('lets several labels go unused', () => {
    expect(choosePicture({ first: null, second: 'b' }, 'second', null)).toEqual({
      first: null,
      second: null,
    });
  });
});
