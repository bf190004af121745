import { beforeEach, expect, it } from 'vitest';
import { initialState } from '#src/store/initial-state';
import type { OwnClassifier } from '#src/store/meta-slice';
import { getState, patchMeta, useStore } from '#src/store/store';
import { setClassifier } from './set-classifier';

const classifier = (name: string) => ({ name }) as unknown as Omit<OwnClassifier, 'serial'>;
const own = () => getState().meta.own;

beforeEach(() => useStore.setState(initialState(), true));

it('takes the place of the method’s former one, with a serial of its own', () => {
  patchMeta({ failure: 'It could not be read.' as never });
  setClassifier('entropy', classifier('first'));
  setClassifier('max-entropy', classifier('second'));
  expect(own()).toMatchObject({ entropy: { name: 'first' }, 'max-entropy': { name: 'second' } });
  const serial = own().entropy?.serial ?? 0;
  expect(serial).toBeGreaterThan(0);
  setClassifier('entropy', classifier('third'));
  expect(own().entropy).toMatchObject({ name: 'third', serial: serial + 2 });
  expect(getState().meta.failure).toBeNull();
});
