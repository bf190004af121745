import { describe, expect, it } from 'vitest';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withWord } from '#src/core/words/edit-vocabulary';
import maxEntropyMeta from '#src/methods/data/max-entropy.meta.json';
import type { ExportRecord } from '#src/protocol/exports';
import { regionsCsv, regionsJson } from './export-tables';

const RECORD: ExportRecord = {
  picture: {
    name: '=1+1, "x"',
    fileName: 'x.png',
    width: 4,
    height: 2,
    original: { width: 8, height: 4 },
  },
  settings: { methodId: 'entropy', parameters: { temperature: 1.5 }, blur: false },
  threshold: 0.5,
  minArea: 7,
  removal: null,
  leftOut: null,
  model: { id: 'm', sha256: 'f00' },
  longSide: 768,
  inference: 'wasm',
  compute: 'cpu',
  versions: { anomalens: '1', onnxruntime: '2' },
};
const REGION = {
  id: 1,
  area: 3,
  box: { x: 0, y: 1, width: 2, height: 4 },
  centroid: { x: 0.5, y: 2 },
  meanScore: 0.75,
  maxScore: 1,
};
const TABLE = {
  range: { min: 0, max: 1 },
  shareAbove: 0.375,
  pixelsAbove: 3,
  regions: [REGION, { ...REGION, id: 2 }],
};

describe('a table of regions', () => {
  it('has a row per region, with the settings in each', () => {
    expect(regionsCsv(RECORD, TABLE).split('\r\n')).toEqual([
      'picture,id,area,x,y,width,height,centroid_x,centroid_y,mean_score,max_score,method,temperature,blur,threshold,min_area,remove_above,left_out,model_sha256,version',
      '"\'=1+1, ""x""",1,3,0,1,2,4,0.5,2,0.75,1,entropy,1.5,false,0.5,7,,,f00,1',
      '"\'=1+1, ""x""",2,3,0,1,2,4,0.5,2,0.75,1,entropy,1.5,false,0.5,7,,,f00,1',
      '',
    ]);
  });

  it('says which regions were removed, what was left out, and nothing of a model that there is not', () => {
    const removal = { above: 0.25, classifier: maxEntropyMeta };
    const [, row] = regionsCsv({ ...RECORD, removal, leftOut: 0.125, model: null }, TABLE).split(
      '\r\n',
    );
    expect(row).toMatch(/,0.5,7,0.25,0.125,,1$/);
  });

  it('has the names of named regions in one cell, and empty ones where no name fits', () => {
    const namedBy = { id: 'v', sha256: 'f01' };
    const regions = [
      { ...REGION, names: ['cow', 'horse'], name_similarity: 0.6 },
      { ...REGION, id: 2, names: [], name_similarity: null },
    ];
    const [head, first, second] = regionsCsv({ ...RECORD, namedBy }, { ...TABLE, regions }).split(
      '\r\n',
    );
    expect(head).toContain(',max_score,names,name_similarity,method,');
    expect(first).toContain(',1,cow|horse,0.6,entropy,');
    expect(second).toContain(',1,,,entropy,');
  });

  it('has the words of a method that answers to them in one cell, which is empty for the usual ones', () => {
    const usual = { methodId: 'vl4ad', parameters: {}, blur: false };
    const words = withWord(DEFAULT_VOCABULARY, { className: 'car' }, { word: 'taxi' });
    const [head, row] = regionsCsv({ ...RECORD, settings: { ...usual, words } }, TABLE).split(
      '\r\n',
    );
    expect(head).toContain(',method,words,blur,');
    expect(row).toContain(',vl4ad,"{""classes"":{""car"":[""car"",""cars"",""taxi""]}}",false,');
    const [, bare] = regionsCsv({ ...RECORD, settings: usual }, TABLE).split('\r\n');
    expect(bare).toContain(',vl4ad,,false,');
  });

  it('as JSON holds everything that is needed to repeat it', () => {
    const everything = { schemaVersion: 3, ...RECORD, ...TABLE };
    expect(regionsJson(RECORD, TABLE)).toBe(`${JSON.stringify(everything, null, 2)}\n`);
  });
});
