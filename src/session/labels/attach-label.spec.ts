import { expect, it } from 'vitest';
import { holdPicture } from '#src/session/held-pictures';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { labelFiles, type StoredLabel } from '#src/store/files';
import { getState } from '#src/store/store';
import { attachLabel } from './attach-label';

const labelOf = (name: string): StoredLabel => ({
  blob: new Blob([name]),
  name,
  hint: null,
  set: 'set',
  opened: '',
  folder: '',
  names: {},
  reading: null,
  values: null,
  turn: false,
  reopen: null,
});

it('a label takes the place of an earlier one, and is read', async () => {
  const engine = openPictures(['a']);
  await holdPicture('a');
  attachLabel('a', labelOf('first.png'));
  const before = getState().pictures.byId.a?.label;
  expect(before).toMatchObject({ fileName: 'first.png', info: null, error: null });
  await settle();
  attachLabel('a', labelOf('second.png'));
  await settle();
  const after = getState().pictures.byId.a?.label;
  expect(after).toMatchObject({ fileName: 'second.png', serial: (before?.serial ?? 0) + 1 });
  expect(after?.info).not.toBeNull();
  expect(labelFiles.get('a')?.name).toBe('second.png');
  expect(asked(engine, 'loadLabel').map(({ source }) => source.name)).toEqual([
    'first.png',
    'second.png',
  ]);
});
