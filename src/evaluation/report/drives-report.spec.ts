import * as v from 'valibot';
import { expect, it } from 'vitest';
import { sumTemporalCounts, temporalCounts } from '#src/core/drives/measures/temporal-counts';
import { temporalMeasures } from '#src/core/drives/measures/temporal-measures';
import { drivesReport, drivesSchema } from './drives-report';

const seen = { area: 100, centroid: { x: 5, y: 5 } };
const frame = (timestamp: number, isFound: boolean) => ({
  timestamp,
  objects: new Map([[1, seen]]),
  tracks: new Map(isFound ? [[7, seen]] : []),
  overlaps: isFound ? [{ object: 1, track: 7, pixels: 100 }] : [],
});
const temporal = temporalMeasures(temporalCounts([frame(0, false), frame(2, true)]));
const nothing = temporalMeasures(sumTemporalCounts([]));

it('says measures over time in per cent, seconds and pixels, beside the pixels of each sequence', () => {
  const slice = { by: 'folder' as const, slice: 'a', images: 2, objects: 0, pixels: 9 };
  const report = drivesReport(
    {
      perSecond: 2,
      methods: { msp: { threshold: 0.5, isDefault: true, temporal } },
      sequences: [
        { name: 'a', frames: 4, labelled: 2, temporal: { msp: temporal } },
        { name: 'b', frames: 0, labelled: 0, temporal: { msp: nothing } },
      ],
    },
    [{ ...slice, methods: { msp: { AP: 0.5, FPR95: 0.25, prior: 0.01 } } }],
  );
  v.parse(drivesSchema, report);
  expect(report.methods.msp?.temporal).toMatchObject({
    objects: 1,
    delay: 2,
    flicker: 0.5,
    lifeFound: 50,
    MOTA: 50,
    recall: 50,
    precision: 100,
    MOTP: 0,
  });
  const [a, b] = report.sequences;
  expect(a?.methods.msp?.pixel).toEqual({ AP: 50, FPR95: 25, prior: 1 });
  expect(b?.methods.msp).toMatchObject({ pixel: null, temporal: { MOTA: null, delay: null } });
});
