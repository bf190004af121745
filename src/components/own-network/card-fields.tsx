import { changeCard } from '#src/actions/own-network/change-card';
import type { Card } from '#src/core/own-network/card';
import { CANDIDATES, sameNumbers } from '#src/core/own-network/normalisation-vote';
import type { OwnNetworkEntry } from '#src/store/state';

const KINDS: Readonly<Record<Exclude<Card['output']['kind'], 'queries'>, string>> = {
  logits: 'Logits',
  probabilities: 'Probabilities',
  'log-probabilities': 'Logarithms of probabilities',
  sigmoids: 'A probability for each class',
  'sigmoid-logits': 'A logit for each class on its own',
  classes: 'The winning class',
};

interface Choice {
  label: string;
  value: string;
  options: readonly (readonly [value: string, title: string])[];
  change: (value: string) => Card;
}

/** What is most often wrong; everything else is in the text of the card. */
export function CardFields({ entry }: { entry: OwnNetworkEntry }) {
  const { modelId, isOpening } = entry;
  return (
    <div className="own-network__fields">
      {choicesOf(entry).map(({ label, value, options, change }) => (
        <label key={label} className="own-network__field">
          <span>{label}</span>
          <select
            className="field"
            aria-label={label}
            value={value}
            disabled={isOpening}
            onChange={(event) => void changeCard(modelId, change(event.target.value))}
          >
            {options.map(([id, title]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      ))}
    </div>
  );
}

function choicesOf({ card, vote }: OwnNetworkEntry): Choice[] {
  const { input, output } = card;
  const withInput = (patch: Partial<Card['input']>): Card => ({
    ...card,
    input: { ...input, ...patch },
  });
  const { size } = input;
  return [
    normalisationChoice(card, vote, withInput),
    {
      label: 'First colour',
      value: input.colour,
      options: [
        ['rgb', 'Red'],
        ['bgr', 'Blue'],
      ],
      change: (value) => withInput({ colour: value === 'bgr' ? 'bgr' : 'rgb' }),
    },
    ...(size.kind === 'fixed'
      ? [
          {
            label: `Pictures in ${size.width} × ${size.height}`,
            value: size.fit,
            options: [
              ['letterbox', 'Keep their proportions'],
              ['stretch', 'Are stretched'],
            ] as const,
            change: (value: string) =>
              withInput({ size: { ...size, fit: value === 'stretch' ? 'stretch' : 'letterbox' } }),
          },
        ]
      : []),
    ...(output.kind === 'queries'
      ? []
      : [
          {
            label: 'What comes out',
            value: output.kind,
            options: Object.entries(KINDS),
            change: (value: string): Card => ({
              ...card,
              output: { ...output, kind: value as Card['output']['kind'] },
            }),
          },
        ]),
  ];
}

const OWN = 'own';

function normalisationChoice(
  { input }: Card,
  vote: OwnNetworkEntry['vote'],
  withInput: (patch: Partial<Card['input']>) => Card,
): Choice {
  const present = CANDIDATES.find((candidate) => sameNumbers(candidate, input));
  const votesOf = (title: string) => vote?.candidates.find((other) => other.title === title)?.votes;
  return {
    label: 'Normalised by',
    value: present?.title ?? OWN,
    options: [
      ...CANDIDATES.map(({ title }) => {
        const votes = votesOf(title);
        const told = votes === undefined ? '' : ` (${votes} of ${vote?.pictures} pictures)`;
        return [title, `${title}${told}`] as const;
      }),
      ...(present
        ? []
        : [[OWN, `mean ${input.mean.map((value) => value.toFixed(3)).join(' ')}`] as const]),
    ],
    change: (value) => {
      const chosen = CANDIDATES.find(({ title }) => title === value);
      return withInput(chosen ? { mean: chosen.mean, std: chosen.std } : {});
    },
  };
}
