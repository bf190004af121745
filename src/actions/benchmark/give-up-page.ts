import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { notify } from '#src/session/notices';

/** Back to the pictures: the benchmark page, a chunk of its own, did not arrive. */
export function giveUpPage(): void {
  setBenchmarkOpen(false);
  notify({
    kind: 'error',
    text: 'The benchmark page could not be downloaded. Is there a connection?',
    action: { label: 'Try again', run: () => setBenchmarkOpen(true) },
  });
}
