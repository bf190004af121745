/** What became of the mutants, for people. */
import { dirname } from 'node:path';

/** @typedef {import('./results.mjs').JudgedMutant} JudgedMutant */

/** In per cent of all mutants, in each room. */
const LEAST = 80;

const COLUMNS = ['mutants', 'killed', 'timeout', 'survived', 'uncovered', 'rate'];

/** @param {string} name @param {(string | number)[]} cells */
const line = (name, cells) =>
  `| ${name.padEnd(28)} | ${cells.map((cell) => String(cell).padStart(9)).join(' | ')} |`;

/** @param {JudgedMutant[]} mutants */
function counts(mutants) {
  /** @param {JudgedMutant['status']} status */
  const of = (status) => mutants.filter((mutant) => mutant.status === status).length;
  const dead = of('killed') + of('timeout');
  const rate = (100 * dead) / mutants.length;
  return {
    rate,
    cells: [
      mutants.length,
      of('killed'),
      of('timeout'),
      of('survived'),
      of('uncovered'),
      `${rate.toFixed(1)} %`,
    ],
  };
}

/**
 * Prints a line per folder and per room; true when every room reaches the least rate.
 * @param {JudgedMutant[]} mutants @param {string[]} rooms
 */
export function printTable(mutants, rooms) {
  console.log(`\n${line('folder', COLUMNS)}`);
  console.log(`| ${'-'.repeat(28)} | ${COLUMNS.map(() => `${'-'.repeat(8)}:`).join(' | ')} |`);
  const lacking = [];
  for (const room of rooms) {
    const ofRoom = mutants.filter(({ source }) => source.startsWith(`${room}/`));
    if (ofRoom.length === 0) continue;
    const folders = [...new Set(ofRoom.map(({ source }) => dirname(source)))].sort();
    if (folders.length > 1) {
      for (const folder of folders) {
        const ofFolder = ofRoom.filter(({ source }) => dirname(source) === folder);
        console.log(line(folder, counts(ofFolder).cells));
      }
    }
    const { rate, cells } = counts(ofRoom);
    console.log(line(`**${room}**`, cells));
    if (rate < LEAST) lacking.push(room);
  }
  if (lacking.length > 0) console.log(`\nunder ${LEAST} %: ${lacking.join(', ')}`);
  return lacking.length === 0;
}

/** @param {JudgedMutant[]} mutants */
export function printSurvivors(mutants) {
  for (const { source, line, mutator, replacement, status } of mutants) {
    if (status !== 'survived' && status !== 'uncovered') continue;
    const text = replacement.replace(/\s+/g, ' ').slice(0, 90);
    console.log(`${source}:${line} ${status} ${mutator} ${text}`);
  }
}
