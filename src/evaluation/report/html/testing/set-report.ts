/** A report of two pictures, one of which has two regions. */
import type { JudgedRegion, PictureResult } from '#src/evaluation/analysis/types';
import type { ReportPicture, SetReport } from '#src/evaluation/report/html/report-data';

export const REGION: JudgedRegion = {
  id: 1,
  area: 1200,
  areaPercent: 12,
  box: { x: 3, y: 4, width: 50, height: 40 },
  centroid: { x: 20.4, y: 21.6 },
  meanScore: 0.75,
  maxScore: 0.9,
  falsePositive: 0.25,
};

const RESULT: PictureResult = {
  width: 100,
  height: 100,
  regions: 2,
  areaPercent: 20,
  largest: { area: 1200, areaPercent: 12 },
  maxScore: 0.9,
  meanConfidence: 0.7,
  milliseconds: 1840,
  notices: [],
};

export function pictureOf(picture: string, change: Partial<PictureResult> = {}): ReportPicture {
  const result = { ...RESULT, ...change };
  return {
    picture,
    mask: `masks/${picture}.png`,
    error: null,
    result,
    largest: result.regions > 0 ? [REGION] : [],
  };
}

export const EMPTY = { regions: 0, areaPercent: 0, largest: null, maxScore: null };

export function failedPicture(picture: string, message: string): ReportPicture {
  const error = { code: 'picture-unreadable', message } as const;
  return { picture, mask: null, error, result: null, largest: [] };
}

export function reportWith(change: Partial<SetReport> = {}): SetReport {
  return {
    title: 'drive',
    made: '2026-11-30T14:21:00.000Z',
    versions: { anomalens: '0.1.0', onnxruntime: '1.30.0' },
    settings: {
      method: { id: 'max-entropy', title: 'Maximised entropy', unit: 'fraction of ln 19' },
      parameters: { temperature: 1 },
      words: null,
      threshold: 0.93587,
      isDefaultThreshold: true,
      minAreaPercent: 0,
      removeAbove: 0.5,
      covered: [],
      longSide: 768,
      inference: 'wasm',
      compute: 'cpu',
    },
    networks: [{ id: 'max-entropy', title: 'Entropy maximisation', sha256: 'ab'.repeat(32) }],
    pictures: [pictureOf('a.jpg'), pictureOf('b.jpg', EMPTY)],
    sheet: {
      tiles: [{ picture: 'a.jpg', width: 32, height: 20, image: 'data:image/jpeg;base64,AAAA' }],
      missing: [],
    },
    ...change,
  };
}
