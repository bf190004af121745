import { expect, it } from 'vitest';
import { packSparse } from '#src/core/metrics/sparse-histogram';
import { packArchive } from './archive';
import { Checkpoints } from './checkpoint';

const DIGEST = 'a'.repeat(64);
const named = (name: string) => ({ name, size: 1, sha256: DIGEST });
const ENTRY = {
  index: 0,
  result: { methods: {} },
  fingerprint: { image: named('a.jpg'), label: named('a.png'), reading: null, turn: false },
};
const RUN = {
  version: 8,
  key: { settings: [{ methodId: 'entropy' }], models: { base: DIGEST }, closedSet: false },
  serial: 3,
  complete: false,
  images: 1,
  classes: null,
  errors: [{ file: 'b.jpg', code: 'picture-empty', message: 'The file is empty.' }],
  journal: [ENTRY],
};
const none = new Uint32Array(0);
const EMPTY = packSparse({
  bits: 32,
  keys: none,
  mixed: new Uint8Array(0),
  positives: none,
  negatives: none,
});

function loaded(run: unknown, pool = packArchive({ methodId: 'entropy' }, [EMPTY, EMPTY])) {
  const files: Record<string, Uint8Array> = {
    checkpoint: packArchive(run, []),
    'pool-3-entropy': pool,
  };
  const read = async (name: string) => Uint8Array.from(files[name] ?? []);
  const store = { read, write: async () => {}, remove: async () => {} };
  return new Checkpoints(store as unknown as ConstructorParameters<typeof Checkpoints>[0]).load();
}

it('a stored run is read with its pools', async () => {
  const { version: _, serial: __, ...stored } = RUN;
  const pools = [{ methodId: 'entropy', histogram: EMPTY, smiyc: EMPTY }];
  expect(await loaded(RUN)).toEqual({ ...stored, pools });
});

it.each<[string, unknown, string]>([
  ['of another version', { ...RUN, version: 4 }, 'another version of Anomalens'],
  ['that is no object', null, 'is damaged'],
  ['without a key', { ...RUN, key: undefined }, 'is damaged'],
  ['whose settings are no list', { ...RUN, key: { ...RUN.key, settings: {} } }, 'is damaged'],
  [
    'whose journal says of no file',
    { ...RUN, journal: [{ ...ENTRY, fingerprint: {} }] },
    'is damaged',
  ],
  ['whose place is none', { ...RUN, journal: [{ ...ENTRY, index: -1 }] }, 'is damaged'],
  ['whose errors have no text', { ...RUN, errors: [{}] }, 'is damaged'],
])('a stored run %s is refused', async (_what, run, words) => {
  await expect(loaded(run)).rejects.toMatchObject({
    code: 'evaluation-state',
    message: expect.stringContaining(words),
  });
});

it('a pool without its second part is refused', async () => {
  await expect(loaded(RUN, packArchive({}, [EMPTY]))).rejects.toMatchObject({
    code: 'evaluation-state',
  });
});
