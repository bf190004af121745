import { formatRate } from '#src/components/ui/numbers';
import type { DetectionErrors } from '#src/core/meta/detection-errors';
import type { LeftOutResult, MetaResult } from '#src/evaluation/types';

const TITLES = {
  FP: 'False positives: regions that share no pixel with a true one',
  FN: 'False negatives: true regions that share no pixel with a kept one',
  AUROC: 'Area under the ROC curve of P(FP), the false positive being the positive class',
  AUPRC: 'Average precision of P(FP), the false positive being the positive class',
  accuracy: 'Share of the regions that P(FP) > 0.5 puts on the right side',
};

/** How the classifier does on regions that it has not learnt from. */
export function LeftOutTable({
  result: { before, leaveOneOut, leaveOneImageOut },
}: {
  result: MetaResult;
}) {
  return (
    <table className="meta__left-out">
      <caption>Leave one out: P(FP) over 0.5 removed, in %</caption>
      <thead>
        <tr>
          <th scope="col">Left out</th>
          <th scope="col" title={TITLES.FP}>
            FP
          </th>
          <th scope="col" title={TITLES.FN}>
            FN
          </th>
          <th scope="col" title={TITLES.AUROC}>
            AUROC
          </th>
          <th scope="col" title={TITLES.AUPRC}>
            AUPRC
          </th>
          <th scope="col" title={TITLES.accuracy}>
            Acc.
          </th>
        </tr>
      </thead>
      <tbody>
        <Row name="no removal" errors={before} rates={null} />
        <Row name="region" errors={leaveOneOut.after} rates={leaveOneOut} />
        {leaveOneImageOut && (
          <Row name="picture" errors={leaveOneImageOut.after} rates={leaveOneImageOut} />
        )}
      </tbody>
    </table>
  );
}

function Row({
  name,
  errors,
  rates,
}: {
  name: string;
  errors: DetectionErrors;
  rates: LeftOutResult | null;
}) {
  return (
    <tr data-left-out={name}>
      <th scope="row">{name}</th>
      <td>{errors.falsePositives}</td>
      <td>{errors.falseNegatives}</td>
      <td>{formatRate(rates?.AUROC)}</td>
      <td>{formatRate(rates?.AUPRC)}</td>
      <td>{formatRate(rates?.accuracy)}</td>
    </tr>
  );
}
