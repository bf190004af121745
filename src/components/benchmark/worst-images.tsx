import type { MethodResult } from '#src/evaluation/types';
import './worst-images.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { showImage } from '#src/actions/benchmark/show-image';
import { formatCount, formatRate } from '#src/components/ui/numbers';
import { type Ranking, worstImages } from '#src/evaluation/report/worst-images';
import type { Evaluation } from '#src/evaluation/types';
import { titleOf } from '#src/methods/titles';
import { patchBenchmark, useStore } from '#src/store/store';

const SHOWN = 20;

/** Pictures by rising AP of one method. */
export function WorstByMethod({ result }: { result: Evaluation }) {
  const worstBy =
    useStore((state) => state.benchmark.worstBy) ?? (result.methods[0] as MethodResult).methodId;
  return (
    <WorstImages ranking={worstImages(result, worstBy)} rate="AP" methodId={worstBy}>
      <h3>Worst pictures by AP of</h3>
      <select
        className="field"
        aria-label="Method that orders the pictures"
        value={worstBy}
        onChange={({ target }) => patchBenchmark({ worstBy: target.value })}
      >
        {result.methods.map(({ methodId }) => (
          <option key={methodId} value={methodId}>
            {titleOf(methodId)}
          </option>
        ))}
      </select>
    </WorstImages>
  );
}

/** Pictures by rising mIoU. */
export function WorstByClasses({ result }: { result: Evaluation }) {
  return (
    <WorstImages ranking={worstImages(result, null)} rate="mIoU" methodId={null}>
      <h3>Worst pictures by mIoU</h3>
    </WorstImages>
  );
}

interface Props {
  ranking: Ranking;
  rate: 'AP' | 'mIoU';
  methodId: string | null;
  /** What orders them. */
  children: ReactNode;
}

/**
 * A click opens a picture with its label; the one that was opened last has the focus on the way
 * back.
 */
function WorstImages({ ranking: { images, leftOut }, rate, methodId, children }: Props) {
  const visited = useStore((state) => state.benchmark.visited?.stem);
  const [all, setAll] = useState(() => images.findIndex(({ stem }) => stem === visited) >= SHOWN);
  const last = useRef<HTMLButtonElement>(null);
  useEffect(() => last.current?.focus(), []);
  return (
    <section aria-label="Worst pictures">
      <div className="results__bar">
        {children}
        {leftOut > 0 && (
          <span className="muted">
            {formatCount(leftOut)} left out: no anomaly, or nothing else
          </span>
        )}
      </div>
      <table className="results__table worst">
        <thead>
          <tr>
            <th scope="col">Picture</th>
            <th scope="col">{rate}</th>
            {rate === 'AP' && <th scope="col">Prior</th>}
          </tr>
        </thead>
        <tbody>
          {images.slice(0, all ? undefined : SHOWN).map((image) => (
            <tr key={image.stem} data-stem={image.stem} data-visited={image.stem === visited}>
              <th scope="row">
                <button
                  ref={image.stem === visited ? last : undefined}
                  type="button"
                  className="worst__open"
                  title="Open with its label"
                  onClick={() => void showImage(image.stem, methodId)}
                >
                  {image.stem}
                </button>
              </th>
              <td>{formatRate(image.rate)}</td>
              {rate === 'AP' && <td className="muted">{formatRate(image.prior)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {!all && images.length > SHOWN && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          Show all {formatCount(images.length)}
        </button>
      )}
    </section>
  );
}
