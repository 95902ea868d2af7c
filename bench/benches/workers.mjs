import { availableParallelism } from 'node:os';
import { sha256, systemClock } from '@passerelle/kernel';
import { silentLogger } from '@passerelle/platform';
import { inProcessTranslator, translationPool } from '@passerelle/platform/translation';
import { CodeGapCounter } from '@passerelle/summary';
import { openTerminology } from '@passerelle/terminology';
import { commonSummaries } from '../documents/fixtures.mjs';
import { median } from '../measure.mjs';

const unit = 'records/s';
const setting = { terminology: { folders: [] }, country: 'LU', language: 'fr-LU' };
const formats = ['eps-bundle', 'pivot-cda'];

/**
 * Records each second by the clock, each into EPS and pivot with both gates, as a push has it: on the thread that asks,
 * on one worker thread, and on one for each core. Turns alternate. What the pool is held against is one worker, which
 * pays for the copies between threads as they all do.
 */
export async function run({ quick }) {
  const [rounds, seconds, warmUp] = quick ? [2, 0.5, 1] : [7, 3, 8];
  const [{ name, octets }] = commonSummaries();
  const source = {
    format: 'cda-level-3',
    mediaType: 'application/xml',
    octets,
    sha256: sha256(octets),
    part: 'source',
  };
  const cores = availableParallelism();
  const reporting = { codeGaps: new CodeGapCounter(), logger: silentLogger };
  const limits = { seconds: 600, megabytes: 1_024 };
  const { catalogue } = openTerminology(setting.terminology);
  const context = { catalogue, clock: systemClock, country: 'LU', language: 'fr-LU' };
  const contestants = {
    'this thread': [1, inProcessTranslator(context, reporting)],
    'one worker': [1, translationPool(setting, { workers: 1, ...limits }, systemClock, reporting)],
    'all cores': [cores, translationPool(setting, { workers: cores, ...limits }, systemClock, reporting)],
  };
  for (const each of Object.values(contestants)) await rate(each, source, warmUp);
  const rates = Object.fromEntries(Object.keys(contestants).map((each) => [each, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [each, contestant] of Object.entries(contestants))
      rates[each].push(await rate(contestant, source, seconds));
  }
  for (const [, translator] of Object.values(contestants)) await translator.close?.();
  const middle = (each) => median(rates[each]);
  const against = (each, other) => median(rates[each].map((own, round) => own / rates[other][round]));
  return [
    { name: `push translation, ${name}, this thread`, unit, value: middle('this thread') },
    {
      name: `push translation, ${name}, one worker`,
      unit,
      value: middle('one worker'),
      peer: 'this thread',
      ratio: against('one worker', 'this thread'),
    },
    {
      name: `push translation, ${name}, ${cores} workers`,
      unit,
      value: middle('all cores'),
      peer: 'one worker',
      ratio: against('all cores', 'one worker'),
      target: { ratio: 0.8 * cores },
    },
  ];
}

/** Records each second, with twice as many under way as there are threads, so that none waits for its next. */
async function rate([threads, translator], source, seconds) {
  const began = performance.now();
  let done = 0;
  const lane = async () => {
    while (performance.now() - began < seconds * 1_000) {
      const result = await translator.translate(source, formats);
      if (!result.ok) throw result.error;
      done++;
    }
  };
  await Promise.all(Array.from({ length: 2 * threads }, lane));
  return done / ((performance.now() - began) / 1_000);
}
