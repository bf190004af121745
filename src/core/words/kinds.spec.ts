import { describe, expect, it } from 'vitest';
import { namesMeant } from './kinds';
import { readWordTables } from './tables';
import { SHIPPED_FILES } from './testing/shipped-tables';
import { wordFiles } from './testing/word-files';

const meant = async (text: string, files = wordFiles()) =>
  namesMeant(await readWordTables(files), text);

describe('names that answer to a search', () => {
  it('are those of the word, of its synonyms and of its kinds', async () => {
    expect(await meant('automobile')).toEqual(['car']);
    expect(await meant('Lorries')).toEqual(['truck']);
    expect(await meant('beast')).toEqual(['animal', 'dog', 'goose', 'mouse']);
    expect(await meant('geese')).toEqual(['goose']);
  });

  it('are of its usual sense alone; a phrase has that of the first thing of this name', async () => {
    expect(await meant('computer mouse')).toEqual(['mouse']);
    expect(await meant('strobile')).toEqual(['cone']);
    expect(await meant('cone')).toEqual(['cone']);
  });

  it('are all of a category that is called so', async () => {
    expect(await meant('artifact')).toContain('truck');
    expect(await meant('artifact')).not.toContain('dog');
  });

  it('are none of a word that is not in the dictionary, or is none', async () => {
    expect(await meant('softtoy')).toEqual([]);
    expect(await meant('?!')).toEqual([]);
  });

  it('of the shipped dictionary find a cow by cattle, and no sausage by dog', async () => {
    const tables = await readWordTables(SHIPPED_FILES);
    expect(namesMeant(tables, 'cattle')).toContain('cow');
    expect(namesMeant(tables, 'couch')).toContain('sofa');
    expect(namesMeant(tables, 'vehicle')).toContain('car');
    expect(namesMeant(tables, 'stones')).toContain('boulder');
    expect(namesMeant(tables, 'animal')).toContain('dog');
    expect(namesMeant(tables, 'dog')).not.toContain('frank');
  });
});
