import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stopAnalysis } from '#src/actions/pictures/stop-analysis';
import { AnomalensError } from '#src/core/errors';
import type { RequestOptions } from '#src/engine-client/transport';
import type { ModelSummary } from '#src/protocol/models';
import { noteHeld } from '#src/session/held/record';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { getState, patchNames, patchSession, patchView } from '#src/store/store';
import { exportFile } from './export-file';

const saved: string[] = [];
const notices = () => getState().notices.list.map(({ text }) => text);

beforeEach(() => {
  saved.length = 0;
  const link = { href: '', download: '', click: () => saved.push(link.download) };
  vi.stubGlobal('document', { createElement: () => link });
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:saved');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function show(): ReturnType<typeof openPictures> {
  const engine = openPictures(['a']);
  noteHeld('a');
  patchView({ shownId: 'a' });
  return engine;
}

it('a file is named after the whole name of the picture', async () => {
  const engine = show();
  await exportFile('mask-png');
  expect(engine.calls.at(-1)?.params).toMatchObject({ kind: 'mask-png', fileName: 'a.png' });
  expect(saved).toEqual(['a.png-mask-png']);
  expect(getState().session.activity).toBeNull();
});

it('holds names where they are wanted, and does without where they cannot be had', async () => {
  const engine = show();
  const named = async () => {
    await exportFile('regions-csv');
    const call = engine.calls.at(-1);
    return (call?.params as { named?: boolean } | undefined)?.named ?? false;
  };
  patchView({ names: true });
  expect(await named()).toBe(false); // a page without words
  patchSession({ catalogue: [{ id: 'w', kind: 'vision-language' } as ModelSummary] });
  expect(await named()).toBe(true);
  patchNames({ error: { code: 'words-unreadable', message: '', retryable: false } });
  expect(await named()).toBe(false);
});

it('a file that is never written can be cancelled, without a word', async () => {
  const engine = show();
  const { request } = engine;
  Object.assign(engine, {
    // A worker rejects what is cancelled at once.
    request: (name: string, _params: object, { signal }: RequestOptions = {}) =>
      name === 'exportFile'
        ? new Promise((_resolve, reject) =>
            signal?.addEventListener('abort', () =>
              reject(new AnomalensError('cancelled', 'Cancelled.', true)),
            ),
          )
        : request(name as 'ping', {}),
  });
  const writing = exportFile('mask-png');
  await settle();
  expect(getState().session.activity).toEqual({ label: 'Writing the file', cancellable: true });
  stopAnalysis();
  await writing;
  expect(saved).toEqual([]);
  expect(notices()).toEqual([]);
  expect(getState().session.activity).toBeNull();
});
