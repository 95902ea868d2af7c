import { checkCda } from '@passerelle/cda';
import { checkEps } from '@passerelle/fhir';
import { systemClock } from '@passerelle/kernel';
import { translate, translateAll } from '@passerelle/summary';
import { parseXml } from '@passerelle/xml';
import { catalogue } from '../documents/catalogue.mjs';
import { measuredDocuments } from '../documents/fixtures.mjs';
import { medplum } from '../harness/medplum-peer.mjs';
import { rowsAgainst } from '../harness/rows.mjs';
import { race } from '../measure.mjs';

const options = { clock: systemClock, catalogue: catalogue(), country: 'LU' };
const unit = 'documents/CPU-s';

/**
 * Documents each second: CDA level 3 to EPS, to the pivot, and to both with both gates as a push has it; EPS to pivot. The peer makes
 * FHIR, so it stands beside the EPS; a target is held only where it converts the file, since parsing is but a part.
 */
export async function run({ quick, corpus }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 300 } : {};
  const rows = [];
  for (const source of measuredDocuments(corpus)) {
    rows.push(...(await rowsOfDocument(source, timing)));
  }
  return rows;
}

async function rowsOfDocument({ name, octets, entries }, timing) {
  const peer = medplum(octets.toString('utf8'));
  account(name, octets, entries);
  const eps = Buffer.from(translate(octets, 'eps', options).octets);
  const contestants = [
    { name: 'eps', run: () => translate(octets, 'eps', options) },
    { name: 'pivot', run: () => translate(octets, 'pivot', options) },
    { name: 'back', run: () => translate(eps, 'pivot', options) },
    { name: 'push', run: () => translateForPush(octets) },
    { name: peer.name, run: peer.run },
  ];
  const raced = await race(contestants, timing);
  // The rates to be reached are those of a usual summary, of 70 kB.
  const isUsual = name.startsWith('common summary') && octets.length < 100_000;
  const converts = peer.entries !== undefined;
  if (converts && peer.entries !== entries)
    throw new Error(`${peer.name} converts ${peer.entries} of ${entries} entries`);
  const against = { unit, peers: [peer.name] };
  return [
    ...rowsAgainst(raced, {
      ...against,
      name: `CDA -> EPS, ${name}`,
      ours: 'eps',
      ...(converts && { target: { ratio: 5 } }),
    }),
    ...(isUsual
      ? [{ name: `CDA -> EPS, ${name}, rate`, unit, value: raced.paceOf('eps').perCpuSecond, target: { value: 300 } }]
      : []),
    {
      name: `CDA -> pivot, ${name}`,
      unit,
      value: raced.paceOf('pivot').perCpuSecond,
      ...(isUsual && { target: { value: 400 } }),
    },
    {
      name: `EPS -> pivot, ${name}`,
      unit,
      value: raced.paceOf('back').perCpuSecond,
      ...(isUsual && { target: { value: 400 } }),
    },
    { name: `CDA -> EPS and pivot, both checked, ${name}`, unit, value: raced.paceOf('push').perCpuSecond },
  ];
}

/** Steps 5 to 8 of a push: one reading, two documents, each checked before it may leave. */
function translateForPush(octets) {
  const [eps, pivot] = translateAll(octets, ['eps', 'pivot'], options);
  return [checkEps(JSON.parse(Buffer.from(eps.octets).toString('utf8'))), checkCda(parseXml(pivot.octets))];
}

/** A translation that lost an entry would be fast for nothing: every one is in the report, carried or told. */
function account(name, octets, entries) {
  for (const target of ['eps', 'pivot']) {
    const { report } = translate(octets, target, options);
    const { totals } = report;
    if (report.entries.length !== entries || totals.entries !== entries) {
      throw new Error(`the loss report of ${name} -> ${target} has ${report.entries.length} of ${entries} entries`);
    }
    const told = Object.entries(totals).map(([outcome, count]) => `${outcome} ${count}`);
    console.log(`  ${name} -> ${target}: ${told.join(', ')}`);
  }
  const broken = translateForPush(octets).flatMap((findings) =>
    findings.filter(({ severity }) => severity === 'error'),
  );
  // A document the gates refuse does not leave a node, and its speed says little; but it is no fault of the measure.
  if (broken.length > 0)
    console.log(`  ${name}: the gates find ${broken.length} errors, the first is ${broken[0].rule}`);
}
