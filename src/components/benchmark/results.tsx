import './results.css';
import { exportResults } from '#src/actions/benchmark/export-results';
import { ClosedSetResults } from '#src/components/benchmark/closed-set-results';
import { Curves } from '#src/components/benchmark/curves';
import { ResultsTable } from '#src/components/benchmark/results-table';
import { WorstByMethod } from '#src/components/benchmark/worst-images';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { formatCount, formatRate } from '#src/components/ui/numbers';
import { readingWords } from '#src/core/ground-truth/reading-words';
import { leftOutOf } from '#src/evaluation/report/left-out';
import { useStore } from '#src/store/store';

const FILES = [
  { kind: 'report', title: 'Report', detail: 'report.json, the format of npm run evaluate' },
  { kind: 'table', title: 'Table', detail: 'CSV, the definition that is shown' },
  { kind: 'curves', title: 'Curves', detail: 'SVG' },
] as const;

export function Results() {
  const { result, resultFolder } = useStore((state) => state.benchmark);
  if (!result) return null;
  const { images, longSide, methods, classes } = result;
  const masked = leftOutOf(images);
  const readings = new Set(images.map(({ reading }) => readingWords(reading)));
  return (
    <div className="results">
      <header className="results__head">
        <h2>{resultFolder}</h2>
        <p className="muted">
          {formatCount(images.length)} {images.length === 1 ? 'picture' : 'pictures'}, network input{' '}
          {longSide} px
          {readings.size > 0 && `. Labels: ${[...readings].join('; or ')}`}
          {masked && `. Outside the region of interest, ignored: ${formatRate(masked.leftOut)} %`}
        </p>
        <Menu icon="export" label="Export results">
          {FILES.filter(({ kind }) => kind === 'report' || methods.length > 0).map(
            ({ kind, title, detail }) => (
              <MenuItem
                key={kind}
                title={title}
                detail={detail}
                onSelect={() => exportResults(kind)}
              />
            ),
          )}
        </Menu>
      </header>
      {methods.length > 0 && (
        <>
          <ResultsTable result={result} />
          <Curves methods={methods} />
          <WorstByMethod result={result} />
        </>
      )}
      {classes && images.length > 0 && <ClosedSetResults result={result} classes={classes} />}
      {images.length === 0 && <p>No picture could be evaluated: the reasons are listed beside.</p>}
    </div>
  );
}
