import { metaFit } from '#src/session/meta/meta-fit';

export function cancelFit(): void {
  metaFit.controller?.abort();
}
