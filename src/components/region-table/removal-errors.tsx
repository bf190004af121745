import { ErrorCurve } from '#src/components/region-table/error-curve';
import { detectionErrors, isFalsePositive } from '#src/core/meta/detection-errors';
import type { JudgedRegions } from '#src/protocol/labels';
import { currentMeasuredAt } from '#src/store/labels/ground-truth';
import { useStore } from '#src/store/store';

/** What removal gains and costs on a picture with ground truth. Nothing without one. */
export function RemovalErrors({ above }: { above: number }) {
  const detection = useStore((state) => currentMeasuredAt(state)?.detection ?? null);
  if (!detection) return null;
  return (
    <>
      <ErrorCounts detection={detection} above={above} />
      <ErrorCurve detection={detection} above={above} />
    </>
  );
}

function ErrorCounts({ detection, above }: { detection: JudgedRegions; above: number }) {
  const { overlaps, probabilities } = detection;
  const isKept = (region: number) => (probabilities[region] as number) <= above;
  const before = detectionErrors([detection], () => true);
  const after = detectionErrors([detection], (_, region) => isKept(region));
  const hits = [...overlaps.keys()].filter(
    (region) => !isFalsePositive(overlaps[region] as readonly number[]),
  );
  return (
    <table className="removal__counts">
      <caption className="visually-hidden">Detection errors before and after removal</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">before</th>
          <th scope="col">after</th>
        </tr>
      </thead>
      <tbody>
        <Count
          id="false-positives"
          name="False positives"
          title="Regions that share no pixel with a true one"
          before={before.falsePositives}
          after={after.falsePositives}
        />
        <Count
          id="false-negatives"
          name="False negatives"
          title="True regions that share no pixel with a kept one"
          before={before.falseNegatives}
          after={after.falseNegatives}
        />
        <Count
          id="true-positives"
          name="True positives"
          title="Regions that share a pixel with a true one"
          before={hits.length}
          after={hits.filter(isKept).length}
        />
      </tbody>
    </table>
  );
}

interface CountProps {
  id: string;
  name: string;
  title: string;
  before: number;
  after: number;
}

function Count({ id, name, title, before, after }: CountProps) {
  return (
    <tr data-count={id} title={title}>
      <th scope="row">{name}</th>
      <td>{before}</td>
      <td>{after}</td>
    </tr>
  );
}
