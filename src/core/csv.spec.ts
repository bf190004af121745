import { describe, expect, it } from 'vitest';
import { formatCsv } from './csv';

const cell = (text: string) => formatCsv([[text]]).slice(0, -2);

describe('a table as CSV', () => {
  it('has a line for each row, and nothing where there is nothing', () => {
    expect(
      formatCsv([
        ['name', 'number'],
        ['a', -1.5],
        [null, true],
      ]),
    ).toBe('name,number\r\na,-1.5\r\n,true\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ['a\nb', '"a\nb"'],
    ['a;b', '"a;b"'],
    ['road-1.png', 'road-1.png'],
    ['a = b', 'a = b'],
  ])('%j is %s', (text, expected) => {
    expect(cell(text)).toBe(expected);
  });

  it.each([
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1',
    '＠SUM(A1)',
    ' =1+1',
    '\u00a0=1+1',
    '\u200b=1+1',
  ])('%j begins no formula', (text) => {
    expect(cell(text)).toBe(`'${text}`);
  });

  it.each(['\t=1', '\r=1', '\n=1', '\tname', '\rname', '\nname'])(
    '%j begins no formula, and no line',
    (text) => {
      expect(cell(text)).toMatch(/^"'/);
    },
  );

  it.each([
    ['a;=1+1', `"a;'=1+1"`],
    ['a;"=1+1', `"a;'""=1+1"`],
    ['a\n＝1', `"a\n'＝1"`],
  ])('%j begins none where a spreadsheet splits cells elsewhere', (text, expected) => {
    expect(cell(text)).toBe(expected);
  });
});
