/** P5: links and hovers of a document of 5 MB. */
import { findIds } from '../../src/core/references/idScan';
import { findReferences, referenceAt } from '../../src/core/references/reference';
import { contextOf } from '../../src/core/references/referenceContext';
import { CROWDED_TEXTS } from '../support/crowdedTexts';
import { measure, processorTime, timed } from './rounds';
import type { BenchRow } from './rows';
import { workerLogText } from './workerLog';

const LENGTH = 5_000_000;
/** What a hover reads of a document. */
const NEARBY = 20_000;
const ROUNDS = { rounds: 40, budgetMs: 8_000 };
const IDS =
  /(?<![A-Za-z0-9])(?:sessionaction|session|queueenv|queue|farm|job|step|task|fleet|worker|budget|limit|monitor|sp|le)-[0-9a-f]{32}/g;

/** Reads the document as the links do, as a look-up of its whole text does, and as one hover does. */
export async function benchPointing(): Promise<BenchRow[]> {
  const text = workerLogText(LENGTH);
  const references = findReferences(text);
  const middle = references[references.length >> 1];
  if (!middle) {
    throw new Error('The text names nothing.');
  }
  const near = text.slice(middle.start - NEARBY, middle.end + NEARBY);
  const { links, all, hover, regExp } = await measure(
    {
      links: () => timed(() => findIds(text)),
      all: () => timed(() => findReferences(text)),
      hover: () =>
        timed(() => {
          const reference = referenceAt(near, NEARBY + 1);
          return reference && contextOf(near, reference, '/var/log/worker-agent.log');
        }),
      regExp: () => timed(() => [...text.matchAll(IDS)]),
    },
    ROUNDS,
  );
  const crowded = await measure(
    Object.fromEntries(
      CROWDED_TEXTS.map(([name, crowd, at]) => [
        name,
        () =>
          processorTime(() => {
            const reference = referenceAt(crowd, at);
            return reference && contextOf(crowd, reference);
          }),
      ]),
    ),
    ROUNDS,
  );
  const [worstName, worst] = Object.entries(crowded).sort(([, one], [, other]) => other.p50 - one.p50)[0] ?? [];
  if (!worst) {
    throw new Error('There are no crowded texts.');
  }
  const size = `a document of 5 MB, ${references.length} ids`;
  return [
    {
      goal: 'P5',
      what: `links of ${size}; peer: a RegExp`,
      ours: links,
      peer: regExp,
      wanted: 'ours ≤ 20 ms',
      reached: links.p50,
      met: links.p50 <= 20,
    },
    {
      goal: 'P5',
      what: `references of ${size}; peer: a RegExp`,
      ours: all,
      peer: regExp,
      wanted: 'ours ≤ 20 ms',
      reached: all.p50,
      met: all.p50 <= 20,
    },
    {
      goal: 'P5',
      what: 'one hover in it: the reference and what stands around it',
      ours: hover,
      wanted: 'ours ≤ 1 ms',
      reached: hover.p50,
      met: hover.p50 <= 1,
    },
    {
      goal: 'P5',
      what: `one hover in the worst of ${CROWDED_TEXTS.length} texts made to hold it up: ${worstName}`,
      ours: worst,
      wanted: 'ours ≤ 5 ms',
      reached: worst.p50,
      met: worst.p50 <= 5,
    },
  ];
}
