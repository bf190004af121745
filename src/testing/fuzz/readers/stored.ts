/** What the page has stored or saved itself: addresses, settings, classes, classifiers, runs. */

import { ScoreHistogram } from '#src/core/metrics/score-histogram';
import { packSparse, type SparseHistogram, unpackSparse } from '#src/core/metrics/sparse-histogram';
import { packArchive, unpackArchive } from '#src/evaluation/archive';
import { Checkpoints } from '#src/evaluation/checkpoint';
import classifierFile from '#src/methods/data/max-entropy.meta.json';
import { parseManifest } from '#src/models/manifest';
import { ModelStore, parseJson } from '#src/models/store';
import { readClassifier } from '#src/session/meta/classifier-schema';
import { readBrowserState, STORAGE_KEY } from '#src/store/address/browser-state';
import { parseHash, type UrlState } from '#src/store/address/url-state';
import { recallReading } from '#src/store/labels/label-memory';
import { readLearnt } from '#src/store/open-world/learnt-schema';
import { type ReadLearnt, readLearntText } from '#src/store/open-world/learnt-text';
import { changeBehind, changeBytes } from '#src/testing/fuzz/change-bytes';
import { changeJson } from '#src/testing/fuzz/change-json';
import { changeText } from '#src/testing/fuzz/change-text';
import type { Draw } from '#src/testing/fuzz/draw';
import { type Reader, succeeds, textOf, utf8 } from '#src/testing/fuzz/reader';
import manifestFile from '../../../../public/models/manifest.json';

const json = (value: unknown) => utf8(JSON.stringify(value));
const isJson = (bytes: Uint8Array) => succeeds(() => JSON.parse(textOf(bytes)));

type JsonReader = Pick<Reader, 'name' | 'codes' | 'sound' | 'read'> & Partial<Reader>;
const jsonReader = (reader: JsonReader): Reader => ({
  change: (draw, sound) => ({ bytes: changeJson(draw, sound), guarded: false }),
  passes: isJson,
  ...reader,
});

const NETWORK = 'a'.repeat(64);
const mask = { size: [2, 3], counts: '06' };
const picture = { name: 'a.png', identity: 'digest', width: 3, height: 2 };
const shot = { id: 's', picture, mask, pixels: 6 };
const LEARNT = {
  version: 1,
  network: NETWORK,
  classes: [
    {
      name: 'dog',
      colour: '#66eeff',
      rule: { kind: 'prototype', prototype: [0.5, 1], radius: 1.5 },
      pixels: 6,
      shots: [shot],
      shotCount: 1,
      distances: { range: { min: 0, max: 1 }, inside: [1, 2], outside: [3, 4] },
      losses: [0.5],
      time: 12,
    },
    {
      name: 'cow',
      colour: '#ee6600',
      rule: { kind: 'head', weights: Array(12).fill(0.125), bias: [1, 2, 3, 4] },
      pixels: 6,
      shots: [shot],
      shotCount: 2,
      distances: null,
      losses: [],
      time: 0,
    },
  ],
  draft: { name: '', colour: '#ee6600', shots: [shot] },
};

/** localStorage with one text under every key. */
function stored(text: string): void {
  const getItem = () => text;
  Object.assign(globalThis, { localStorage: { getItem, setItem: () => {}, removeItem: () => {} } });
}

const READINGS = [
  { key: 'labels/1/2', reading: { as: 'ids', anomaly: [1], ignore: [255] } },
  { key: 'other/3/4', reading: { as: 'instances', ignore: [] } },
];

const HASHES = [
  'layout="two"&panes=[{"methodId":"entropy","layer":"heat"},{"methodId":"max-logit","layer":"mask"},{"methodId":"msp","layer":"picture"},{"methodId":"entropy","layer":"mask"}]&zoom={"centreX":0.5,"centreY":0.5,"scale":2}',
  'sample=street&thresholds={"entropy":0.3}&parameters={"entropy":{"temperature":2}}&minArea=50&removeAbove=0.5&swipe=0.3',
].map(utf8);

const KEY = {
  settings: [{ methodId: 'entropy', parameters: {}, blur: false }],
  models: { base: NETWORK },
  longSide: 768,
  inference: 'wasm',
  compute: 'cpu',
  closedSet: false,
  labels: [],
  turnLabels: false,
  shard: null,
};
const SPARSE: SparseHistogram = {
  bits: 22,
  keys: Uint32Array.of(0x80000000, 0x80010000, 0xbf800000),
  mixed: Uint8Array.of(0, 1, 0),
  positives: Uint32Array.of(1, 2, 3),
  negatives: Uint32Array.of(5, 6, 0),
};
const PACKED = packSparse(SPARSE);
const POOL = packArchive({ methodId: 'entropy' }, [PACKED, PACKED]);
const RUN = {
  version: 7,
  key: KEY,
  serial: 1,
  complete: false,
  images: 1,
  classes: null,
  errors: [],
  journal: [],
};
const CHECKPOINTS = [RUN, { ...RUN, key: { ...KEY, closedSet: true }, classes: [1, 2] }].map(
  (run) => packArchive(run, []),
);

/** The header of an archive stays JSON, of the length that is declared, in two thirds. */
function changeArchive(draw: Draw, sound: Uint8Array): Uint8Array {
  if (draw.chance(0.34)) return changeBytes(draw, sound);
  const { value, parts } = unpackArchive(sound);
  const changed = changeJson(draw, json(value));
  return isJson(changed)
    ? packArchive(JSON.parse(textOf(changed)), parts)
    : changeBytes(draw, sound);
}

/** A stored run whose checkpoint is given, beside sound pools. */
function storedRun(checkpoint: Uint8Array) {
  return new Checkpoints({
    read: async (name: string) => Uint8Array.from(name === 'checkpoint' ? checkpoint : POOL),
    write: async () => {},
    remove: async () => {},
  } as ConstructorParameters<typeof Checkpoints>[0]).load();
}

/** SHA-256 of the bytes 0..99. */
const PINNED = {
  file: 'net.onnx',
  bytes: 100,
  sha256: 'bce0aff19cf5aa6a7469a30d61d04e4376e4bbf6381052ee9e7f33925c954d52',
};
const NET = Uint8Array.from({ length: 100 }, (_, i) => i);

async function downloaded(bytes: Uint8Array) {
  const fetch = async () => new Response(Uint8Array.from(bytes));
  const store = new ModelStore('https://models.test/', fetch, null);
  return (await store.load(PINNED)).bytes;
}

export const STORED_READERS: readonly Reader[] = [
  {
    name: 'address',
    codes: [],
    sound: HASHES,
    change: (draw, sound) => ({ bytes: changeHash(draw, sound), guarded: false }),
    read: (bytes) => parseHash(textOf(bytes)),
    passes: (bytes) => Object.keys(parseHash(textOf(bytes)).view).length > 0,
    fault: ({ view }: UrlState) =>
      Object.getPrototypeOf(view) === Object.prototype ? null : 'a view with another prototype',
  },
  jsonReader({
    name: 'settings of the browser',
    codes: [],
    sound: [json({ linked: true, invertedScores: ['a'], logHistogram: false, theme: 'dark' })],
    read: (bytes) => {
      stored(textOf(bytes));
      return { ...readBrowserState(), key: STORAGE_KEY };
    },
  }),
  jsonReader({
    name: 'remembered readings',
    codes: [],
    sound: [json(READINGS)],
    read: (bytes) => {
      stored(textOf(bytes));
      return recallReading('labels/1/2');
    },
  }),
  jsonReader({
    name: 'file of learnt classes',
    codes: ['learnt-unreadable'],
    sound: [json(LEARNT)],
    read: (bytes) => readLearnt(textOf(bytes)),
  }),
  jsonReader({
    name: 'stored learnt classes',
    codes: [],
    sound: [json(LEARNT)],
    read: (bytes) => readLearntText(textOf(bytes)),
    fault: ({ learnt, problem }: ReadLearnt) =>
      learnt === null && problem === null ? 'lost without a word' : null,
  }),
  jsonReader({
    name: 'meta classifier',
    codes: ['meta-unreadable'],
    sound: [json(classifierFile)],
    read: (bytes) => readClassifier(textOf(bytes)),
  }),
  jsonReader({
    name: 'list of models',
    codes: ['manifest-invalid'],
    sound: [json({ ...manifestFile, models: manifestFile.models.slice(0, 2) })],
    read: (bytes) => parseManifest(parseJson(bytes)),
  }),
  {
    name: 'network (SHA-256)',
    codes: ['model-damaged'],
    sound: [NET],
    change: (draw, sound) => ({ bytes: changeBytes(draw, sound), guarded: true }),
    read: downloaded,
    passes: ({ length }) => length === PINNED.bytes,
  },
  {
    name: 'unfinished run',
    codes: ['evaluation-state'],
    sound: CHECKPOINTS,
    change: (draw, sound) => ({ bytes: changeArchive(draw, sound), guarded: false }),
    read: storedRun,
    passes: (bytes) => succeeds(() => unpackArchive(bytes)),
  },
  {
    name: 'stored histogram',
    codes: ['score-unreadable', 'option-invalid'],
    sound: [PACKED],
    change: (draw, sound) => ({ bytes: changeBehind(draw, sound, 4), guarded: false }),
    read: (bytes) => {
      const pool = new ScoreHistogram();
      pool.merge(unpackSparse(bytes));
      return pool.toSparse();
    },
    passes: (bytes) => bytes.length === PACKED.length,
  },
];

/** A parameter's value stays JSON, or the text is damaged. */
function changeHash(draw: Draw, sound: Uint8Array): Uint8Array {
  if (draw.chance(0.4)) return changeText(draw, sound);
  const parameters = textOf(sound).split('&');
  const place = draw.below(parameters.length);
  const [key, value] = (parameters[place] ?? '').split('=');
  const isValue = value !== undefined && isJson(utf8(value));
  const changed = isValue ? textOf(changeJson(draw, utf8(value))) : 'x';
  return utf8(
    parameters
      .with(place, `${key}=${encodeURIComponent(changed.replace(/\p{Surrogate}/gu, ''))}`)
      .join('&'),
  );
}
