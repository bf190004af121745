import { expect, it } from 'vitest';
import { roadLikeArea } from './road-like-area';

const IS_ROAD = [true, true, false];
const areaOf = (rows: string[]) => {
  const size = { width: rows[0]?.length ?? 0, height: rows.length };
  const classes = Uint8Array.from(rows.join(''), Number);
  const inside = roadLikeArea(classes, IS_ROAD, size).join('');
  return rows.map((_, y) => inside.slice(y * size.width, (y + 1) * size.width));
};

it('reaches in each row from the first pixel of road or sidewalk to the last', () => {
  expect(areaOf(['22222', '20222', '21201', '02220', '22210', '00000'])).toEqual([
    '00000',
    '01000',
    '01111',
    '11111',
    '00011',
    '11111',
  ]);
});

it('has no pixel of a class without a name', () => {
  expect(areaOf(['909'])).toEqual(['010']);
  expect(areaOf(['999'])).toEqual(['000']);
});
