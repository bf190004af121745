import { type ComponentType, useEffect, useState } from 'react';
import { giveUpPage } from '#src/actions/benchmark/give-up-page';

/** The benchmark page is a chunk of its own; where that does not arrive, the pictures stay. */
export function LazyBenchmarkPage() {
  const [Page, setPage] = useState<ComponentType | null>(null);
  useEffect(() => {
    let isWanted = true;
    import('#src/components/benchmark/benchmark-page').then(
      ({ BenchmarkPage }) => isWanted && setPage(() => BenchmarkPage),
      () => isWanted && giveUpPage(),
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return Page && <Page />;
}
