import { expect, it } from 'vitest';
import { exactMetrics } from '#src/core/metrics/testing/exact';
import { encodeNpy } from '#src/core/npy';
import { random } from '#src/core/random';
import { withScores } from '#src/evaluation/items/score-items';
import { buildReport } from '#src/evaluation/report/build-report';
import {
  createPoolingEngine,
  makeItems,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import { chosenMethods } from './chosen-methods';
import { evaluate } from './evaluate';

const [WIDTH, HEIGHT] = [16, 12];
const STRENGTH: Record<string, number> = { ours: 0.5, baseline: 0.2 };

/** The anomaly raised over noise, more by one method than by the other. */
function scoresOf(name: string, truth: Uint8Array): Float32Array {
  const [method = '', file = ''] = name.split('/');
  const next = random(method.length * 100 + file.charCodeAt(1));
  return Float32Array.from(truth, (id) => (STRENGTH[method] ?? 0) * Number(id === 1) + next() / 2);
}

/** Two methods of one name each over three pictures. */
async function set() {
  const items = makeItems([1, 2, 3]);
  const files = Object.keys(STRENGTH).flatMap((method) =>
    items.map(({ stem }) => `${method}/${stem}.npy`),
  );
  const label = await items[0]?.label?.read();
  const truth = new Uint8Array((await label?.arrayBuffer()) ?? new ArrayBuffer(0));
  const read = async (_folder: string, name: string) =>
    new Blob([encodeNpy(scoresOf(name, truth), [HEIGHT, WIDTH])]);
  return {
    ...withScores(
      items,
      [
        {
          name: 'set',
          method: null,
          files,
          among: { images: {}, labels: {}, roi: {} },
          turn: false,
        },
      ],
      read,
    ),
    files,
    truth,
  };
}

type Change = (items: object[]) => void;

async function evaluated(ids: readonly string[], change: Change = () => {}) {
  const { items, methodIds, ...about } = await set();
  change(items);
  const options = {
    ...chosenMethods(ids, false, null, methodIds),
    longSide: 768,
    filters: { minPredicted: 0, minGroundTruth: 0 },
    closedSet: false,
    labels: { as: null, anomaly: null, ignore: null, names: {} },
    shard: null,
  };
  const stores = { state: rememberingFiles(), results: null };
  const { engine } = createPoolingEngine();
  return { ...about, report: buildReport(await evaluate(engine, items, options, {}, stores)) };
}

it('scores of two methods over a set are pooled like those of the page, without a network', async () => {
  const { report, files, truth } = await evaluated([]);
  expect(Object.keys(report.methods)).toEqual(['imported:baseline', 'imported:ours']);
  expect([report.models, report.errors, report.images]).toEqual([{}, [], 3]);
  for (const [id, { pixel, component, clean }] of Object.entries(report.methods)) {
    const own = files.filter((file) => id === `imported:${file.split('/')[0]}`);
    const pixels = own.flatMap((file) =>
      [...scoresOf(file, truth)].map((score, i) => [score, truth[i]]),
    );
    const known = pixels.filter(([, label]) => label !== 255) as [number, number][];
    const exact = exactMetrics(
      Float32Array.from(known, ([score]) => score),
      Uint8Array.from(known, ([, anomaly]) => anomaly),
    );
    for (const name of ['AP', 'AUROC', 'FPR95', 'bestF1'] as const)
      expect(pixel[name], `${id} ${name}`).toBeCloseTo(100 * exact[name], 9);
    expect([component?.sIoU ?? -1, clean]).toEqual([expect.any(Number), null]);
  }
  const AP = Object.values(report.methods).map(({ pixel }) => pixel.AP ?? 0);
  expect(AP[1]).toBeGreaterThan(AP[0] ?? 0);
});

it('they stand beside the methods of the page, which bring their networks', async () => {
  const { report } = await evaluated(['energy']);
  expect(Object.keys(report.methods)).toEqual(['energy', 'imported:baseline', 'imported:ours']);
  expect(Object.keys(report.models)).toEqual(['base']);
  expect(report.methods['imported:ours']?.difference?.to).toBe('energy');
});

it('they are compared with the first of them where no method of the page is', async () => {
  const { report } = await evaluated([]);
  const to = Object.values(report.methods).map(({ difference }) => difference?.to);
  expect(to).toEqual([undefined, 'imported:baseline']);
});

it('an image without a score of one of them is named, and the others are measured', async () => {
  const { report } = await evaluated([], ([first]) => Object.assign(first ?? {}, { scores: [] }));
  expect(report.images).toBe(2);
  expect(report.errors).toEqual([
    {
      file: 's0.jpg',
      code: 'score-unreadable',
      message: 'There is no score of baseline for this image.',
    },
  ]);
});

it('logits of a recorded network are read once for all formulas; an image without them is named', async () => {
  const [first, second] = makeItems([1, 2]);
  let reads = 0;
  const read = async () => {
    reads += 1;
    return new Blob([encodeNpy(new Float32Array(24), [2, 3, 4])]);
  };
  const score = { methodId: 'A', file: { name: 'a.npy', read }, turn: false, isRecorded: true };
  const methodIds = ['A/msp', 'A/energy'];
  const report = buildReport(
    await evaluate(
      createPoolingEngine().engine,
      [{ ...first!, scores: [score] }, second!],
      {
        ...chosenMethods([], false, null, methodIds),
        longSide: 768,
        filters: { minPredicted: 0, minGroundTruth: 0 },
        closedSet: false,
        labels: { as: null, anomaly: null, ignore: null, names: {} },
        shard: null,
      },
      {},
      { state: rememberingFiles(), results: null },
    ),
  );
  expect(Object.keys(report.methods)).toEqual(methodIds);
  expect(report.errors).toMatchObject([
    { file: 's1.jpg', message: 'There is no score of A/msp for this image.' },
  ]);
  expect(reads).toBe(2); // the pixels, and the components
});
