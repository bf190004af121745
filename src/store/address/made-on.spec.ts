import { describe, expect, it } from 'vitest';
import { openPictures } from '#src/session/testing/pictures-page';
import { initialState } from '#src/store/initial-state';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPicture, patchSession } from '#src/store/store';
import { awaitedAmong, formatMadeOn, parseMadeOn } from './made-on';
import { formatHash, parseHash } from './url-state';

const IDENTITY = `${'0123456789ab'}${'c'.repeat(52)}`;

function pictureOf(changes: Partial<ListedPicture>): ListedPicture {
  openPictures(['a']);
  patchPicture('a', { name: 'wet & dark.png', identity: IDENTITY, ...changes });
  return getState().pictures.byId.a as ListedPicture;
}

describe('a copied link', () => {
  it('names the picture by its name and the first digits of what it holds', () => {
    const part = formatMadeOn(pictureOf({}));
    expect(part).toBe('made-on=0123456789ab-wet%20%26%20dark.png');
    expect(parseHash(`layout="two"&${part}`)).toMatchObject({
      view: { layout: 'two' },
      madeOn: { name: 'wet & dark.png', identity: '0123456789ab' },
      damaged: false,
    });
  });

  it('names no sample, nothing that is no file, and nothing that is still being read', () => {
    expect(formatMadeOn(pictureOf({ sampleId: 'cow' }))).toBe('');
    expect(formatMadeOn(pictureOf({ identity: 'drive#3' }))).toBe('');
    expect(formatMadeOn(pictureOf({ identity: null }))).toBe('');
  });

  it('keeps the end of a name that is too long for a link', () => {
    const { madeOn } = parseHash(formatMadeOn(pictureOf({ name: `${'x'.repeat(300)}.png` })));
    expect(madeOn?.name).toBe(`${'x'.repeat(196)}.png`);
  });

  it.each(['', 'boulder.png', '0123456789ab-', '0123456789AB-a.png', '0123456789abc-a.png'])(
    'that names "%s" is damaged',
    (text) => {
      expect(parseMadeOn(text)).toBeNull();
      expect(parseHash(`made-on=${text}`)).toMatchObject({ madeOn: null, damaged: true });
    },
  );
});

it('the address names a picture only while a followed link waits for it', () => {
  const state = initialState();
  expect(formatHash(state)).toBe('');
  state.session.awaited = { name: 'a b.png', identity: '0123456789ab', zoom: 'fit' };
  expect(formatHash(state)).toBe('made-on=0123456789ab-a%20b.png');
});

it('the awaited picture is known by what it holds, whatever it is called here', () => {
  pictureOf({ name: 'copy.png' });
  expect(awaitedAmong(getState())).toBeNull();
  patchSession({ awaited: { name: 'b.png', identity: '0123456789ab', zoom: 'fit' } });
  expect(awaitedAmong(getState())).toBe('a');
  patchPicture('a', { identity: 'f'.repeat(64) });
  expect(awaitedAmong(getState())).toBeNull();
});
