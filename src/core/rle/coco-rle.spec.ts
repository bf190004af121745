import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import golden from './coco.golden.json';
import { compressRuns, decodeRle, decompressRuns, encodeRle, runLengths } from './coco-rle';

/**
 * Codes that others have published, made with pycocotools; the README and the issue that quote
 * them.
 */
const PUBLISHED = [
  // github.com/armengot/COCOtoolsFORK, python/README.md
  {
    size: [50, 70],
    counts:
      '0g05b08J4M2N2NA^O1`0OCO=0E090H080IO68DH;>@C>a0_O_O`0j0OWOF<:CM72I24NL43JM92FN;1ENKO72L0LO91J0MO92INO0NO122OO0M031O000NO31OO11MO40N011MO41MO21L06OL021L06OL021L06OL021L060J040L060J040L060J040L060J040L060J040L060J040L060KO31L060KO31L06OL021L06OL021L06OL021MO41MO21MO40N100NO310O00M0310O00NO1220NO92IONO91KOMO72M0<1EO:2GN63KM34OLM73JF<;=1G_O_Ob0=AC`07EH=1IO71H090F0:1DO>1_O1b0>2N2N3L6H]O',
  },
  // github.com/cocodataset/cocoapi, issue 492
  {
    size: [1520, 2704],
    counts:
      'ea_d21__11O0001O00000001O01O00a^40_aK000[k]30eTbL010O0000001O000000000010O00000001O01O00000001O01O0000010O00000001O000001O0001O0000010O0000000000010O0000000000010O0000000010O000000000010O00000001O01OO10001O000000P]jP1',
  },
] as const;

const CASES = golden.map((mask) => ({ ...mask, size: mask.size as [number, number] }));
describe.each(CASES)(
  'COCO run-length code of $name',
  ({ size: [height, width], pixels, runs, counts }) => {
    const mask = new Uint8Array(height * width);
    for (const pixel of pixels) mask[pixel] = 1;

    it('has the runs and the text of the reference', () => {
      expect(runLengths(mask, { width, height })).toEqual(runs);
      expect(encodeRle(mask, { width, height })).toEqual({ size: [height, width], counts });
    });

    it('is read back', () => {
      expect(decodeRle({ size: [height, width], counts })).toEqual(mask);
    });
  },
);

describe('published codes', () => {
  it.each(PUBLISHED)(
    'of $size fill their mask and come out again',
    ({ size: [height, width], counts }) => {
      const runs = decompressRuns(counts);
      expect(runs.reduce((sum, run) => sum + run, 0)).toBe(height * width);
      expect(runs.slice(1).every((run) => run > 0)).toBe(true);
      expect(compressRuns(runs)).toBe(counts);
      expect(encodeRle(decodeRle({ size: [height, width], counts }), { width, height })).toEqual({
        size: [height, width],
        counts,
      });
    },
  );
});

describe('COCO run-length codes', () => {
  it('take any mask there and back', () => {
    const masks = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .chain(([width, height]) =>
        fc.record({
          size: fc.constant({ width, height }),
          mask: fc.array(fc.integer({ min: 0, max: 1 }), {
            minLength: width * height,
            maxLength: width * height,
          }),
        }),
      );
    fc.assert(
      fc.property(masks, ({ size, mask }) => {
        expect([...decodeRle(encodeRle(mask, size))]).toEqual(mask);
      }),
    );
  });

  it.each([
    ['too short', '31'],
    ['too long', '39'],
    ['cut off within a number', 'P'],
  ])('refuse a text that is %s', (_why, counts) => {
    expect(() => decodeRle({ size: [2, 3], counts })).toThrow(RangeError);
  });
});
