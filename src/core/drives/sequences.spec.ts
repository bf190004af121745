import { describe, expect, it } from 'vitest';
import { sequencesIn, timestampsOf } from '#src/core/drives/sequences';

const shown = (...paths: string[]) =>
  sequencesIn(paths).map(
    ({ name, frames, isSure }) =>
      `${name}${isSure ? '!' : ''} ${frames.map(({ number }) => number).join()}`,
  );

describe('sequences by their names', () => {
  it('are frames in natural order', () => {
    expect(shown('frame_10.png', 'frame_9.png', 'frame_000002.png')).toEqual(['! 2,9,10']);
    const [sequence] = sequencesIn(['s/b10.png', 's/b9.png', 's/b009.png']);
    expect(sequence?.frames.map(({ path }) => path)).toEqual([
      's/b009.png',
      's/b9.png',
      's/b10.png',
    ]);
  });

  it('of a folder with names without a number are all of it', () => {
    expect(shown('x/b.png', 'x/a.png', 'y/c.png')).toEqual(['x ,', 'y ']);
  });

  it('differ in the last number that changes', () => {
    expect(shown('cam0_001_v2.png', 'cam0_002_v2.png', 'cam1_001_v2.png')).toEqual([
      'cam0_v2 1,2',
      'cam1_v2 1',
    ]);
    expect(shown('a/7.png')).toEqual(['a 7']);
  });

  it('lie in one folder each', () => {
    expect(shown('a/1.png', 'b/1.png', 'a/2.png')).toEqual(['a 1,2', 'b 1']);
  });

  it('of Cityscapes end with the number of the frame', () => {
    const clip = (frame: string) => `leftImg8bit_sequence/val/x/x_000001_${frame}_leftImg8bit.png`;
    expect(shown(clip('000001'), clip('000000'))).toEqual([
      'leftImg8bit_sequence/val/x/x_000001! 0,1',
    ]);
    // One picture of each clip.
    const single = (clip: string) => `leftImg8bit/val/x/x_${clip}_000019_leftImg8bit.png`;
    expect(shown(single('000000'), single('000001'))).toEqual([
      'val/x/x_000000 19',
      'val/x/x_000001 19',
    ]);
  });

  it('of Lost and Found, SOS and StreetHazards are known', () => {
    const lost = (frame: string) => `test/04_Weg_8_000000_${frame}_leftImg8bit.png`;
    expect(shown(lost('000020'), lost('000050'))).toEqual(['test/04_Weg_8_000000! 20,50']);
    expect(
      shown(
        'raw_data/sequence_001/0000008_raw_data.jpg',
        'raw_data/sequence_001/0000016_raw_data.jpg',
      ),
    ).toEqual(['sequence_001! 8,16']);
    expect(shown('images/test/t5/300.png', 'images/test/t5/301.png')).toEqual(['test/t5! 300,301']);
  });

  it('are not taken for certain where pictures only have numbers, nor of one picture', () => {
    expect(shown('validation_1.webp', 'validation_2.webp')).toEqual(['validation 1,2']);
    expect(shown('000001.png', '000002.png')).toEqual([' 1,2']);
    expect(shown('frame_1.png')).toEqual([' 1']);
    expect(shown('prof1.png', 'prof2.png')).toEqual(['prof 1,2']);
  });
});

describe('times of a sequence', () => {
  const times = (numbers: (number | null)[]) =>
    timestampsOf(
      numbers.map((number) => ({ path: '', number })),
      10,
    );

  it('follow the numbers, gaps too', () => {
    expect(times([20, 28, 36])).toEqual([0, 0.8, 1.6]);
  });

  it('are places where numbers say nothing', () => {
    for (const numbers of [
      [null, null, null],
      [1, 1, 2],
      [3, 2, 1],
      [1, null, 3],
      [1.4e18, 1.5e18, 1.6e18],
    ])
      expect(times(numbers)).toEqual([0, 0.1, 0.2]);
    expect(times([])).toEqual([]);
  });
});
