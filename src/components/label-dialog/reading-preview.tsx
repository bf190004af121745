import './reading-preview.css';
import { useEffect, useRef, useState } from 'react';
import { previewReading } from '#src/actions/labels/preview-reading';
import { Icon } from '#src/components/ui/icon';
import { formatRate } from '#src/components/ui/numbers';
import { sharesOf } from '#src/core/ground-truth/edit-reading';
import { isClosedSet, type LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import { previewSources } from '#src/store/files';

interface Props {
  reading: LabelReading;
  values: LabelValues;
}

/** One of the pictures with what would count painted on it; in words, what it is over all labels. */
export function ReadingPreview({ reading, values }: Props) {
  const [names] = useState(() => previewSources.current.map(({ name }) => name));
  const [index, setIndex] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isStale = false;
    previewReading(index, reading).then(
      ({ rgba, width, height }) => {
        if (isStale || !canvas.current) return;
        canvas.current.width = width;
        canvas.current.height = height;
        canvas.current.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
        canvas.current.dataset.painted = names[index] ?? '';
        setProblem(null);
      },
      (error: unknown) => {
        if (!isStale) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => {
      isStale = true;
    };
  }, [index, reading, names]);
  const { anomaly, ignored } = sharesOf(reading, values);
  const step = (by: number) => setIndex((index + by + names.length) % names.length);
  return (
    <figure className="preview">
      <canvas
        ref={canvas}
        className="preview__picture"
        role="img"
        aria-label={`What would count on ${names[index]}`}
        hidden={problem !== null}
      />
      {problem && (
        <p className="preview__problem" role="alert">
          {problem}
        </p>
      )}
      <figcaption>
        <div className="preview__name">
          <span title={names[index]}>{names[index]}</span>
          {names.length > 1 && (
            <>
              <button
                type="button"
                className="button"
                aria-label="Label before"
                onClick={() => step(-1)}
              >
                <Icon name="back" />
              </button>
              <span className="muted">
                {index + 1} of {names.length}
              </span>
              <button
                type="button"
                className="button preview__next"
                aria-label="Next label"
                onClick={() => step(1)}
              >
                <Icon name="back" />
              </button>
            </>
          )}
        </div>
        <p className="preview__shares" data-shares>
          {isClosedSet(reading) ? (
            'The 19 classes: mIoU instead of anomaly metrics'
          ) : (
            <>
              <span className="preview__mark preview__mark--anomaly" />
              Unknown {formatRate(anomaly)} %
            </>
          )}
          <span className="preview__mark preview__mark--ignored" />
          Ignored {formatRate(ignored)} %
          {values.ids || values.colours ? <span className="muted"> of all labels</span> : null}
        </p>
      </figcaption>
    </figure>
  );
}
