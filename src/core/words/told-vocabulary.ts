/** A vocabulary in sentences of a report: what was looked for, what was known, and by which rules. */
import { mergedName } from './columns';
import { shortVocabulary } from './short-vocabulary';
import type { Concept, Vocabulary } from './vocabulary';

const LIST_NAMES = { strict: 'strict', 'fc-clip': 'FC-CLIP' } as const;

/** Names and values in the order of reading, whether usual or not; words that are switched off are left out. */
export function toldVocabulary(vocabulary: Vocabulary): [name: string, value: string][] {
  const { classes, merges, prompts, ensemble, calibrated, alpha, encoder } = vocabulary;
  const { list = 'strict', classes: edited = {} } = shortVocabulary(vocabulary);
  return [
    ['Looked for', wordsOf(prompts) || 'nothing beside the known classes'],
    ['Words of the known classes', `the ${LIST_NAMES[list]} lists`],
    ...classes
      .filter(({ name }) => name in edited)
      .map(({ name, concepts }): [string, string] => [
        `Words of ${name}`,
        wordsOf(concepts) || 'switched off',
      ]),
    ['Merged classes', merges.map((names) => toldMerge(names)).join('; ') || 'none'],
    ['Of the words of a class', ensemble ? 'all count' : 'the first alone counts'],
    [
      'Each word looked for takes',
      calibrated
        ? `at most ${percent(alpha)} % of ordinary street`
        : 'whatever it is nearest to, as in the paper',
    ],
    [
      'Words outside the dictionary',
      encoder ? 'read by the sentence encoder' : 'put together from pieces',
    ],
  ];
}

const percent = (share: number) => Number((100 * share).toPrecision(6));

function toldMerge(names: readonly string[]): string {
  const name = mergedName(names);
  const parts = names.join(' + ');
  return name === parts ? parts : `${name} (${parts})`;
}

/** The words that are switched on, each with its sense where one was chosen. */
function wordsOf(concepts: readonly Concept[]): string {
  return concepts
    .filter(({ off }) => !off)
    .map(({ word, sense }) => (sense === undefined ? word : `${word} (${sense})`))
    .join(', ');
}
