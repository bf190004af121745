/** Pictures with labels that hold given ids, or cannot be used; a browser that remembers. */
import { AnomalensError } from '#src/core/errors';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { holdPicture } from '#src/session/held-pictures';
import { readLabel } from '#src/session/labels/labels';
import { asked, giveLabel, openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import type { StoredLabel } from '#src/store/files';
import { getState } from '#src/store/store';

let engine: FakeEngine;

export const ids = (anomaly: number[], ignore: number[] = [255]): LabelReading => ({
  as: 'ids',
  anomaly,
  ignore,
});

/** @param values ids by picture, or why its label cannot be used. */
export async function openLabelled(
  values: Record<string, number[] | AnomalensError>,
  label: Partial<StoredLabel> = {},
  pictureTurned = 1,
): Promise<FakeEngine> {
  const byBlob = new Map<Blob, number[] | AnomalensError>();
  engine = openPictures(Object.keys(values), {
    inspectLabel: ({ blob }) => {
      const held = byBlob.get(blob);
      if (!held || held instanceof AnomalensError) throw held;
      const counted = { values: held, pixels: held.map(() => 1) };
      const all = { ids: counted, colours: null, alpha: null, names: {} };
      return { width: 2, height: 1, values: all };
    },
    loadLabel: ({ source: { reading, turn } }) => ({
      width: 64,
      height: 36,
      reading,
      turn: { picture: pictureTurned, label: turn === 'with-picture' ? pictureTurned : 1 },
      counts: { normal: 1, anomaly: 1, ignore: 0 },
      closedSet: false,
      notice: null,
    }),
  });
  for (const [id, held] of Object.entries(values)) {
    byBlob.set(giveLabel(id, label).blob, held);
    await holdPicture(id);
  }
  return engine;
}

export async function readAll(...pictureIds: string[]): Promise<void> {
  for (const id of pictureIds) await readLabel(id);
  await settle();
}

export const labelOf = (id: string) => getState().pictures.byId[id]?.label;
export const notices = () => getState().notices.list;
export const question = () => getState().questions.reading;
export const readings = () =>
  asked(engine, 'loadLabel').map(({ pictureId, source }) => [pictureId, source.reading]);

/** What localStorage does, for as long as a spec lasts. */
export function fakeStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const stored = new Map<string, string>();
  return {
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
  };
}
