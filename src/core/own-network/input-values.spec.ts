import { describe, expect, it } from 'vitest';
import { numberToHalf } from '#src/core/score-files/half-float';
import { inputValues } from './input-values';

const SIZE = { width: 2, height: 1 };
/** Red 1 and 2, green 3 and 4, blue 5 and 6. */
const PLANES = Float32Array.of(1, 2, 3, 4, 5, 6);
const CARD = { layout: 'NCHW', dtype: 'float32', colour: 'rgb' } as const;
const given = (change: Partial<Parameters<typeof inputValues>[0]>, planes = PLANES) =>
  inputValues({ ...CARD, ...change }, planes, SIZE);

describe('what a network is given', () => {
  it('is the planes themselves where nothing has to be turned', () => {
    const tensor = given({});
    expect(tensor.data).toBe(PLANES);
    expect(tensor).toMatchObject({ dtype: 'float32', dims: [1, 3, 1, 2] });
    expect(given({ layout: 'CHW' }).dims).toEqual([3, 1, 2]);
  });

  it('has the colours of a pixel together where the layout says so', () => {
    expect([...given({ layout: 'NHWC' }).data]).toEqual([1, 3, 5, 2, 4, 6]);
    expect(given({ layout: 'NHWC' }).dims).toEqual([1, 1, 2, 3]);
    expect(given({ layout: 'HWC' }).dims).toEqual([1, 2, 3]);
  });

  it('has blue first where the card says so', () => {
    expect([...given({ colour: 'bgr' }).data]).toEqual([5, 6, 3, 4, 1, 2]);
    expect([...given({ colour: 'bgr', layout: 'HWC' }).data]).toEqual([5, 3, 1, 6, 4, 2]);
  });

  it('is half floats by their bits', () => {
    const { data } = given({ dtype: 'float16' });
    expect(data).toBeInstanceOf(Uint16Array);
    expect([...data]).toEqual([...PLANES].map(numberToHalf));
  });

  it('is bytes, rounded and kept within their range', () => {
    const { data } = given({ dtype: 'uint8' }, Float32Array.of(-3, 0.4, 0.6, 254.6, 255.4, 300));
    expect(data).toBeInstanceOf(Uint8Array);
    expect([...data]).toEqual([0, 0, 1, 255, 255, 255]);
  });
});
