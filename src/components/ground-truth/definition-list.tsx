import './definition-list.css';
import { METRIC_SENTENCES } from '#src/components/ground-truth/metric-sentences';

type Name = keyof typeof METRIC_SENTENCES;

const NAMES: Record<Name, string> = {
  AP: 'AP',
  AUROC: 'AUROC',
  FPR95: 'FPR95',
  bestF1: 'Best F1',
  prior: 'Prior',
  IoU: 'IoU',
  F1: 'F1',
  precision: 'Precision',
  recall: 'Recall',
  sIoU: 'sIoU',
  PPV: 'PPV',
  componentF1: 'Mean F1',
  mIoU: 'mIoU',
  accuracy: 'Accuracy',
};
const OF_CLASSES: readonly Name[] = ['mIoU', 'IoU', 'accuracy'];

/** The sentences of the tooltips, for those without a pointer. */
export function Definitions({ closedSet }: { closedSet: boolean }) {
  const shown = (Object.keys(NAMES) as Name[]).filter((name) =>
    closedSet ? OF_CLASSES.includes(name) : name !== 'mIoU' && name !== 'accuracy',
  );
  return (
    <details className="definitions">
      <summary className="disclosure">Definitions</summary>
      <dl>
        {shown.map((name) => (
          <div key={name}>
            <dt>{NAMES[name]}</dt>
            <dd>{METRIC_SENTENCES[name]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
