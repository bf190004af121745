import { AnomalensError } from '#src/core/errors';
import type { Requests } from '#src/protocol/requests';

/** Breaks the engine on purpose. Only reached when the engine was started with `allowFaults`. */
export function breakEngine(
  { kind }: Requests['simulateFault']['params'],
  device: GPUDevice | null,
): null {
  switch (kind) {
    case 'device':
      if (!device) throw new AnomalensError('webgpu-unavailable', 'There is no device to lose.');
      device.destroy();
      return null;
    case 'worker':
      setTimeout(() => {
        throw new Error('simulated crash');
      }, 0);
      return null;
    case 'hang':
      for (;;);
  }
}
