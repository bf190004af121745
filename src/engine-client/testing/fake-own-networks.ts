/** What the fake engine answers about networks of persons: it opens none. */
import { AnomalensError } from '#src/core/errors';
import { SIZE } from '#src/engine-client/testing/fake-regions';
import type { Requests } from '#src/protocol/requests';

type Answers = Pick<
  { [N in keyof Requests]: (params: Requests[N]['params']) => Requests[N]['result'] },
  | 'inspectNetwork'
  | 'openNetwork'
  | 'closeNetwork'
  | 'fitNetwork'
  | 'takeFit'
  | 'openMasks'
  | 'closeMasks'
>;

const refuse = () => {
  throw new AnomalensError('network-unreadable', 'The network cannot be read: it is a fake.');
};

export const OWN_NETWORK_ANSWERS: Answers = {
  inspectNetwork: () => ({ bytes: 1, size: SIZE, memory: 1e6, seconds: 0.5, role: 'classes' }),
  openNetwork: refuse,
  closeNetwork: () => null,
  fitNetwork: refuse,
  takeFit: () => null,
  openMasks: refuse,
  closeMasks: () => null,
};
