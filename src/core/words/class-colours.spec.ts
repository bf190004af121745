import { expect, it } from 'vitest';
import shipped from '../../../public/models/manifest.json';
import { colourOfClass } from './class-colours';
import { DEFAULT_VOCABULARY } from './class-lists';

it('classes have the order and colours of the base network', () => {
  const base = shipped.models.find(({ id }) => id === 'base');
  const own = DEFAULT_VOCABULARY.classes.map(({ name }) => ({ name, colour: colourOfClass(name) }));
  expect(own).toEqual(base?.classes);
  expect(colourOfClass('cow')).toBe('#808080');
});
