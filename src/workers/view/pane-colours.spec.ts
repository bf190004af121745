import { expect, it } from 'vitest';
import { classColours, parseColour } from './pane-colours';

it('a colour is red, green and blue', () => {
  expect(parseColour('#12a0ff')).toEqual([0x12, 0xa0, 0xff]);
  expect(parseColour('#ff0001')).toEqual([255, 0, 1]);
});

it('classes have their colours one after the other', () => {
  const classes = [{ colour: '#010203' }, { colour: '#fffefd' }];
  expect([...classColours(classes)]).toEqual([1, 2, 3, 255, 254, 253]);
});
