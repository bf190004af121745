import { describe, expect, it } from 'vitest';
import { corruptionLabel, corruptionWords, parseCorruptions } from './corruption';

describe('corruptions as a person writes them', () => {
  it('keep their order, and have the level that is written', () => {
    expect(parseCorruptions('noise=10,blur=0.5,jpeg=30,darkness=1,noise=20')).toEqual([
      { kind: 'noise', level: 10 },
      { kind: 'blur', level: 0.5 },
      { kind: 'jpeg', level: 30 },
      { kind: 'darkness', level: 1 },
      { kind: 'noise', level: 20 },
    ]);
  });

  it('without a level have that of severity 3 in ImageNet-C, and two stops', () => {
    const usual = parseCorruptions('blur,noise,darkness,jpeg');
    expect(usual.map(corruptionLabel)).toEqual(['blur=3', 'noise=46', 'darkness=2', 'jpeg=15']);
    expect(46 / 255).toBeCloseTo(0.18, 2);
  });

  it('may have the highest level of their kind', () => {
    expect(parseCorruptions('blur=100,noise=255,darkness=8,jpeg=100,jpeg=1')).toHaveLength(5);
  });

  it.each([
    ['', '"" is no corruption: there are blur, noise, darkness, jpeg.'],
    ['blur,', '"" is no corruption'],
    ['fog', '"fog" is no corruption'],
    ['Blur=3', '"Blur" is no corruption'],
    ['blur=', 'The level of blur is above 0 and at most 100, not "".'],
    ['blur=0', 'not "0"'],
    ['blur=100.1', 'not "100.1"'],
    ['noise=-1', 'not "-1"'],
    ['noise=256', 'above 0 and at most 255, not "256"'],
    ['noise=NaN', 'not "NaN"'],
    ['noise=1e2', 'not "1e2"'],
    ['noise=10=20', 'not "10=20"'],
    ['darkness=8.5', 'above 0 and at most 8, not "8.5"'],
    ['darkness=Infinity', 'not "Infinity"'],
    ['jpeg=0', 'The level of jpeg is a whole number from 1 to 100, not "0".'],
    ['jpeg=30.5', 'not "30.5"'],
    ['jpeg=101', 'not "101"'],
    ['blur,noise,blur=3', 'The corruption blur=3 is named twice.'],
  ])('%j are refused', (text, message) => {
    expect(() => parseCorruptions(text)).toThrow(
      expect.objectContaining({
        code: 'option-invalid',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('say what is done, in units', () => {
    expect(parseCorruptions('blur=2,noise=10,darkness=1.5,jpeg=30').map(corruptionWords)).toEqual([
      'Gaussian blur, sigma 2 pixels where a picture has 1024 rows',
      'Gaussian noise, standard deviation 10 of 255',
      'darkness, 1.5 stops less light',
      'JPEG of quality 30 of 100',
    ]);
  });
});
