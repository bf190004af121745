import type { KeyboardEvent } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listKeys } from './list-keys';

const bring = vi.fn();
const focused: string[] = [];

/** A key in the list, at the picture of an index or beside the pictures. */
function press(key: string, index: number | null, count = 5, lanes = 1) {
  const item = index === null ? null : { dataset: { index: String(index) } };
  const list = {
    querySelector: (selector: string) => ({ focus: () => focused.push(selector) }),
  };
  const event = {
    key,
    target: { closest: () => item },
    currentTarget: list,
    preventDefault: vi.fn(),
    stopPropagation: vi.fn(),
  };
  listKeys(count, lanes, bring)(event as unknown as KeyboardEvent<HTMLUListElement>);
  return event;
}

beforeEach(() => {
  bring.mockClear();
  focused.length = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => run());
});

describe('keys of the list', () => {
  it.each([
    ['ArrowDown', 2, 3],
    ['ArrowRight', 2, 3],
    ['ArrowUp', 2, 1],
    ['ArrowLeft', 2, 1],
    ['Home', 2, 0],
    ['End', 2, 4],
  ])('%s goes from picture %i to %i, which need not be in sight', (key, from, to) => {
    const event = press(key, from);
    expect(bring.mock.calls).toEqual([[to]]);
    expect(focused).toEqual([`[data-index="${to}"] .thumbnail__open`]);
    expect(event.stopPropagation).toHaveBeenCalled(); // the picture on the stage stays
  });

  it('go up and down by a row where pictures lie beside each other', () => {
    press('ArrowDown', 1, 5, 3);
    press('ArrowUp', 4, 5, 3);
    press('ArrowRight', 1, 5, 3);
    press('ArrowUp', 2, 5, 3);
    expect(bring.mock.calls).toEqual([[4], [1], [2]]);
  });

  it('stop at both ends, and still do not move the picture on the stage', () => {
    expect(press('ArrowUp', 0).stopPropagation).toHaveBeenCalled();
    expect(press('ArrowDown', 4).stopPropagation).toHaveBeenCalled();
    expect(bring).not.toHaveBeenCalled();
  });

  it('leave other keys, and those beside the pictures, to the page', () => {
    for (const event of [press('Enter', 2), press(',', 2), press('ArrowDown', null)])
      expect(event.preventDefault).not.toHaveBeenCalled();
    expect(bring).not.toHaveBeenCalled();
  });
});
