import { expect, it, vi } from 'vitest';
import { encodeRle } from '#src/core/rle/coco-rle';
import { holdPicture } from '#src/session/held-pictures';
import { readLabel } from '#src/session/labels/labels';
import { leavingOut, setMasks } from '#src/session/region/change-region';
import { asked, giveLabel, openPictures, READING } from '#src/session/testing/pictures-page';

it('the labels that a classifier is fitted to are void outside the region of interest', async () => {
  vi.stubGlobal('location', new URL('https://example.org/'));
  const { fitClassifier } = await import('#src/actions/meta/fit-classifier');
  const engine = openPictures(['a', 'b']);
  for (const id of ['a', 'b']) {
    giveLabel(id, { reading: READING });
    await holdPicture(id);
    await readLabel(id);
  }
  const leftOut = leavingOut(encodeRle([1, 0], { width: 2, height: 1 }));
  setMasks('', [
    { name: 'a.png', leftOut },
    { name: 'other.png', leftOut },
  ]);
  await fitClassifier();
  expect(asked(engine, 'evaluateRegions').map(({ label }) => label.leftOut)).toEqual([
    leftOut,
    null,
  ]);
});
