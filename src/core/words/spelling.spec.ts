import { describe, expect, it } from 'vitest';
import { formsOf, parseSpelling, plainText } from './spelling';

const spelling = parseSpelling({
  exceptions: {
    geese: 'goose',
    mice: 'mouse',
    'men-at-arms': 'man-at-arms',
    'attorneys general': 'attorney general',
  },
  british: { tyre: 'tire', lorry: 'truck', colour: 'color' },
});

describe('a plain text', () => {
  it.each([
    ['Traffic  Light', 'traffic light'],
    ['  dog\t\n', 'dog'],
    ['traffic_light', 'traffic light'],
    ['“Dog!”', 'dog'],
    ['T–shirt', 't-shirt'],
    ['Ｄｏｇ', 'dog'],
    ['cow\u200bboy', 'cow boy'],
    ['lady’s slipper', "lady's slipper"],
    ['((box))', 'box'],
    ['Café', 'café'],
    ['4x4', '4x4'],
    ['小さい犬', '小さい犬'],
    ['', ''],
    ['   ', ''],
    ['?!-', ''],
    ['+ €', ''],
    ['=cow', 'cow'],
    ['🚗 car', 'car'],
  ])('of %j is %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
    expect(plainText(plain)).toBe(plain);
  });
});

describe('forms of a word', () => {
  it.each([
    ['dog', 'dog'],
    ['dogs', 'dog'],
    ['buses', 'bus'],
    ['boxes', 'box'],
    ['waltzes', 'waltz'],
    ['benches', 'bench'],
    ['bushes', 'bush'],
    ['wolves', 'wolf'],
    ['firemen', 'fireman'],
    ['ponies', 'pony'],
    ['geese', 'goose'],
    ['snow geese', 'snow goose'],
    ['attorneys general', 'attorney general'],
    ['traffic lights', 'traffic light'],
    ['tyre', 'tire'],
    ['tyres', 'tire'],
    ['tire', 'tyre'],
    ['car tyres', 'car tire'],
    ['colours', 'color'],
    ['a dog', 'dog'],
    ['an apple', 'apple'],
    ['the dogs', 'dog'],
    ['traffic-light', 'traffic light'],
    ['t shirt', 't-shirt'],
    ['t-shirts', 't-shirt'],
    ['hot dog', 'hotdog'],
  ])('of %j is %j', (plain, form) => {
    expect([...formsOf(plain, spelling)]).toContain(form);
  });

  it('begin with the word itself, and go from few changes to many', () => {
    expect([...formsOf('geese', spelling)]).toEqual(['geese', 'goose']);
    const forms = [...formsOf('the tyres', spelling)];
    expect(forms[0]).toBe('the tyres');
    expect(forms.indexOf('tyre')).toBeLessThan(forms.indexOf('tire'));
  });

  it('lose an article only where they begin with it, and once', () => {
    expect([...formsOf('banana tree', spelling)]).not.toContain('banantree');
    expect([...formsOf('a the box', spelling)]).not.toContain('box');
  });

  it('are each given once', () => {
    for (const plain of ['dogs', 'tyres', 'the t-shirts', 'colour']) {
      const forms = [...formsOf(plain, spelling)];
      expect(new Set(forms).size).toBe(forms.length);
    }
    expect([...formsOf('dog', spelling)]).toEqual(['dog']);
  });

  it.each(['glass', 'a', 'is', 'the'])('of %j are not shorter than a word', (plain) => {
    expect(
      [...formsOf(plain, spelling)].every((form) => form.length >= Math.min(2, plain.length)),
    ).toBe(true);
    expect([...formsOf(plain, spelling)]).not.toContain('glas');
  });
});
