import { checkEps } from '@passerelle/fhir';
import { definitionsAtHand, Validator } from '@passerelle/fhir/validator';
import { fiftyEntries } from '../documents/fifty-entries.mjs';
import { fhirPackage, fhirPathWalker, fhirSchema, medplumCore } from '../harness/validator-peers.mjs';
import { rowsAgainst } from '../harness/rows.mjs';
import { race } from '../measure.mjs';

const unit = 'documents/CPU-s';

/**
 * Validations each second of a Bundle of 50 entries, already parsed, against EPS and IPS; and what loading costs before
 * the first. The peers hold it against less, see the scope that is printed with each.
 */
export async function run({ quick }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 300 } : {};
  const bundle = fiftyEntries();
  const loading = loadingTime();
  const ours = { name: 'ours', run: () => checkEps(bundle) };
  // Alone first: the definitions that some peers keep are hundreds of megabytes, which the collector walks in our turns.
  const alone = await race([ours], timing);
  const peers = [];
  for (const make of [fhirPackage, medplumCore, fhirSchema, fhirPathWalker]) {
    const peer = await usable(make, bundle);
    if (peer !== undefined) peers.push(peer);
  }
  const contestants = [ours];
  for (const { name, validate } of peers) contestants.push({ name, run: () => validate(bundle) });
  const raced = await race(contestants, timing);
  const name = 'validation, 50 entries, EPS and IPS';
  return [
    { name: `${name}, alone`, unit, value: alone.paceOf('ours').perCpuSecond, target: { value: 500 } },
    ...rowsAgainst(raced, { name, unit, ours: 'ours', peers: peers.map((peer) => peer.name) }),
    { name: 'loading the compiled profiles', unit: 'ms of CPU', value: loading },
  ];
}

/** Processor time of reading the slim file and of the first, cold, validation of a small Bundle. */
function loadingTime() {
  const before = process.cpuUsage();
  new Validator(definitionsAtHand()).validate({ resourceType: 'Bundle', type: 'document' });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** A peer that answers at all. One that does not run on this Node.js is named with its own words and left out. */
async function usable(make, bundle) {
  try {
    const peer = await make();
    if (peer === undefined) return console.log(`${make.name}: not at hand`);
    const found = peer.validate(bundle);
    console.log(`${peer.name}: against ${peer.scope}; ${told(found)} on a Bundle without a fault`);
    return peer;
  } catch (cause) {
    console.log(`${make.name} does not run here: ${cause.message.split('\n')[0]}`);
    return undefined;
  }
}

/** How many things a peer found, in whatever shape it says so. */
function told(found) {
  const lists = [found?.messages, found?.issue, found?.errors, Array.isArray(found) ? found.flat() : undefined, found];
  const count = lists.find(Array.isArray)?.length ?? 0;
  return `${count} findings`;
}
