import { checkCda, checkCdaSyntax, checkPivot } from '@passerelle/cda';
import { systemClock } from '@passerelle/kernel';
import { translate } from '@passerelle/summary';
import { parseXml } from '@passerelle/xml';
import { catalogue } from '../documents/catalogue.mjs';
import { commonSummaries, corpusSample, nationalRecords } from '../documents/fixtures.mjs';
import { rowsAgainst } from '../harness/rows.mjs';
import { schemaPeer } from '../harness/schema-peer.mjs';
import { race } from '../measure.mjs';

const unit = 'documents/CPU-s';

/**
 * Documents checked each second: our grammar against libxml2 with the official schema, both on a document that is parsed
 * already; and what else checking costs: the rules of the pivot, and parsing, which every document needs.
 */
export async function run({ quick, corpus }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 300 } : {};
  const peer = schemaPeer();
  if (peer === undefined) console.log('  the official schema is not here: only our own rates are measured');
  const rows = [];
  for (const { name, octets } of documents(corpus)) rows.push(...(await rowsOfDocument(name, octets, peer, timing)));
  return rows;
}

/** Pivots that we write, which is what the gate checks; with --corpus also one that a member state wrote. */
function documents(corpus) {
  const options = { clock: systemClock, catalogue: catalogue(), country: 'LU' };
  const written = [...commonSummaries(), ...nationalRecords()].map(({ name, octets }) => {
    const pivot = translate(octets, 'pivot', options).octets;
    return { name: `pivot of ${name}, ${Math.round(pivot.length / 1000)} kB`, octets: pivot };
  });
  const sample = corpus ? corpusSample() : undefined;
  return sample === undefined ? written : [...written, sample];
}

async function rowsOfDocument(name, octets, peer, timing) {
  const text = Buffer.from(octets).toString('utf8');
  const root = parseXml(octets);
  const parsed = peer?.parse(text);
  // Both must come to the same verdict, or their speeds say nothing.
  const findings = checkCdaSyntax(root, 'reading').length;
  if (parsed !== undefined && peer.validate(parsed) !== (findings === 0)) console.log(`  ${name}: the verdicts differ`);
  const contestants = [
    { name: 'grammar', run: () => checkCdaSyntax(root) },
    { name: 'rules', run: () => checkPivot(root) },
    { name: 'both', run: () => checkCda(root) },
    { name: 'parsing', run: () => parseXml(octets) },
    ...(parsed === undefined ? [] : [{ name: peer.name, run: () => peer.validate(parsed) }]),
    ...(parsed === undefined
      ? []
      : [{ name: `${peer.name}, parsing included`, run: () => parseAndValidate(peer, text) }]),
  ];
  const raced = await race(contestants, timing);
  const rowOf = (what, contestant) => ({
    name: `${what}, ${name}`,
    unit,
    value: raced.paceOf(contestant).perCpuSecond,
  });
  const own = [
    rowOf('rules of the pivot', 'rules'),
    rowOf('grammar and rules', 'both'),
    rowOf('parsing, for comparison', 'parsing'),
  ];
  if (parsed === undefined) return [rowOf('grammar', 'grammar'), ...own];
  const peers = [peer.name, `${peer.name}, parsing included`];
  const against = rowsAgainst(raced, { name: `grammar, ${name}`, unit, ours: 'grammar', peers, target: { ratio: 10 } });
  parsed.dispose();
  return [...against, ...own];
}

function parseAndValidate(peer, text) {
  const document = peer.parse(text);
  try {
    return peer.validate(document);
  } finally {
    document.dispose();
  }
}
