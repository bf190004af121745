import { expect, it } from 'vitest';
import type { ExportedPrompt } from './export-prompts';
import { dimOutside, maskInside } from './left-out-pixels';

const SIZE = { width: 4, height: 2 };
const OUTSIDE = Uint8Array.of(1, 1, 0, 0, 1, 1, 0, 0);

it('the picture is dark outside, and as it is inside', () => {
  const pixels = new Uint8ClampedArray(32).fill(200);
  dimOutside(pixels, OUTSIDE);
  expect([...pixels.slice(4, 12)]).toEqual([70, 70, 70, 200, 200, 200, 200, 200]);
  dimOutside(pixels, null);
  expect(pixels[8]).toBe(200);
});

it('a mask is cut at the border with its area and box; one outside is none', () => {
  const box = { x: 1, y: 0, width: 2, height: 2 };
  const prompt = { area: 3, maskBox: box } as ExportedPrompt['prompt'];
  const crossing = { prompt, region: { ...box, bits: Uint8Array.of(1, 0, 1, 1) } };
  const cut = maskInside(crossing, OUTSIDE, SIZE);
  expect(cut.prompt).toEqual({ area: 1, maskBox: { x: 2, y: 1, width: 1, height: 1 } });
  expect([...(cut.region?.bits ?? [])]).toEqual([0, 0, 0, 1]);
  const gone = maskInside(crossing, new Uint8Array(8).fill(1), SIZE);
  expect(gone).toEqual({ prompt: { area: 0, maskBox: null }, region: null });
  expect(maskInside({ prompt, region: null }, OUTSIDE, SIZE)).toEqual({ prompt, region: null });
});
