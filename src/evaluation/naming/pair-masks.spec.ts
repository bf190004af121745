import { describe, expect, it } from 'vitest';
import { pairMasks } from './pair-masks';

const maskOf = (picture: string, ...masks: string[]) => pairMasks([picture], masks).get(picture);

describe('the mask of a picture', () => {
  it.each([
    ['a.jpg', ['b.png', 'a.png'], 'a.png'],
    ['a.b.jpeg', ['a.png', 'a.b.PNG'], 'a.b.PNG'],
    ['day/a.jpg', ['night/a.png', 'day/a.png'], 'day/a.png'],
    ['day/a.jpg', ['a.png'], 'a.png'],
    ['a.jpg', ['all/a.png'], 'all/a.png'],
    ['a.png', ['a.png'], 'a.png'],
  ])('%s among %j is %s', (picture, masks, mask) => {
    expect(maskOf(picture, ...masks)).toEqual({ mask });
  });

  it('is none where nothing is called so, or only another kind of file', () => {
    expect(maskOf('day/a.jpg', 'b.png', 'a.jpg', 'a.txt')).toEqual({
      problem: expect.stringContaining('no mask a.png'),
    });
  });

  it('is none where several are called so, and none lies as the picture does', () => {
    expect(maskOf('a.jpg', 'x/a.png', 'y/a.png')).toEqual({
      problem: expect.stringContaining('x/a.png, y/a.png'),
    });
  });

  it('may be that of two pictures', () => {
    expect([...pairMasks(['a.jpg', 'a.webp'], ['a.png']).values()]).toEqual([
      { mask: 'a.png' },
      { mask: 'a.png' },
    ]);
  });
});
