import { beforeEach, expect, it, vi } from 'vitest';
import { pickFolder } from '#src/actions/benchmark/pick-folder';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState } from '#src/store/store';
import { openFiles } from './open-files';
import { pasteFromClipboard } from './paste-from-clipboard';

vi.mock('#src/session/files/shapes-among', async () => {
  const { AnomalensError } = await import('#src/core/errors');
  const error = new AnomalensError('label-unreadable', 'No memory is left.');
  return { withDrawnLabels: () => Promise.reject(error) };
});

const FILE = new File(['x'], 'a.png', { type: 'image/png' });
const texts = () => getState().notices.list.map(({ text }) => text);

beforeEach(() => openPictures([]));

it('what goes wrong with picked files is told, and ends nowhere else', async () => {
  await openFiles([FILE]);
  await pickFolder([FILE]);
  expect(texts()).toEqual([
    expect.stringMatching(/^The files could not be opened: No memory is left\./),
    expect.stringMatching(/^The folder could not be read: No memory is left\./),
  ]);
});

it('what goes wrong with a pasted picture is no matter of access to the clipboard', async () => {
  const item = { types: ['image/png'], getType: async () => FILE };
  vi.stubGlobal('navigator', { clipboard: { read: async () => [item] } });
  await pasteFromClipboard();
  vi.unstubAllGlobals();
  expect(texts()).toEqual([expect.stringMatching(/could not be opened/)]);
});
