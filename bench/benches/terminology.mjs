import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexFile, openIndex } from '@passerelle/terminology';
import { prepareImport } from '@passerelle/terminology/imports';
import { parseXml } from '@passerelle/xml';
import { terminologySources } from '../documents/terminology-sources.mjs';
import { closing } from '../harness/closing.mjs';
import { loadMaps } from '../harness/map-peer.mjs';
import { rowsAgainst } from '../harness/rows.mjs';
import { median, race } from '../measure.mjs';

const child = fileURLToPath(new URL('../harness/terminology-child.mjs', import.meta.url));
const peer = 'Map of objects';
const missing = 'no such code';

/**
 * The terminology index beside a Map of objects made of the same JSON: time to open, memory, look-ups. With the corpus,
 * the whole European catalogue is in both.
 */
export async function run({ quick, corpus }) {
  return closing(async (closers) => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
    closers.push(async () => rmSync(folder, { recursive: true, force: true }));
    const sources = terminologySources(corpus);
    const began = process.cpuUsage();
    const prepared = await prepareImport(sources, { into: folder, readXml: parseXml });
    await prepared.commit(new Date());
    const { user, system } = process.cpuUsage(began);
    const index = join(folder, indexFile);
    return [
      { name: 'import of all sources', unit: 'CPU-ms', value: (user + system) / 1e3 },
      ...openingRows(index, sources, quick ? 1 : 7),
      ...(await lookupRows(openIndex(index), loadMaps(sources), quick)),
    ];
  });
}

function openingRows(index, sources, runs) {
  const measured = (...parameters) => {
    const taken = Array.from({ length: runs }, () =>
      JSON.parse(execFileSync(process.execPath, ['--expose-gc', child, ...parameters], { encoding: 'utf8' })),
    );
    const middle = (name) => median(taken.map((each) => each[name]));
    return { milliseconds: middle('milliseconds'), cpu: middle('cpu'), rss: middle('rss'), size: taken[0].size };
  };
  const nothing = measured('nothing');
  const ours = measured('index', index);
  const theirs = measured('maps', ...sources);
  console.log(`  ${ours.size} concepts in the index, ${theirs.size} in the Map`);
  return [
    // Of time and memory less is better: a ratio of 0.25 is a quarter of the peer's.
    {
      name: 'open, with the library that does it',
      unit: 'ms',
      value: ours.milliseconds,
      peer,
      ratio: ours.milliseconds / theirs.milliseconds,
    },
    { name: 'open, processor time', unit: 'CPU-ms', value: ours.cpu, peer, ratio: ours.cpu / theirs.cpu },
    { name: 'memory of the process with the index open', unit: 'MB RSS', value: ours.rss },
    {
      name: 'of this for the index and its library',
      unit: 'MB RSS',
      value: ours.rss - nothing.rss,
      peer,
      ratio: (ours.rss - nothing.rss) / (theirs.rss - nothing.rss),
    },
  ];
}

/** Codes by turns, every tenth one that is not there: a loop over one code would measure the cache of the processor. */
async function lookupRows(index, maps, quick) {
  const timing = quick ? { rounds: 3, roundMs: 100, warmUpMs: 200 } : { rounds: 9, roundMs: 200, warmUpMs: 2000 };
  const codes = [...index.concepts()].filter((_, at) => at % 7 === 0);
  const asked = Array.from({ length: 10_000 }, (_, at) => {
    const { system, code } = codes[(at * 7919) % codes.length];
    return { system, code: at % 10 === 0 ? missing : code };
  });
  const members = index.valueSets.filter(({ count, open }) => count > 0 && open === undefined);
  const questions = asked.map(({ system, code }, at) => ({ system, code, valueSet: members[at % members.length].url }));
  const over = (list, ask) => () => {
    let found = 0;
    for (const each of list) if (ask(each)) found++;
    return found;
  };
  const kinds = {
    'has code': (terminology) => over(asked, ({ system, code }) => terminology.has(system, code)),
    'display, fr-LU': (terminology) => over(asked, ({ system, code }) => terminology.display(system, code, 'fr-LU')),
    'display, en-GB': (terminology) => over(asked, ({ system, code }) => terminology.display(system, code, 'en-GB')),
    'value set contains': (terminology) =>
      over(questions, ({ valueSet, system, code }) => terminology.contains(valueSet, system, code)),
  };
  const rows = [];
  for (const [name, contestant] of Object.entries(kinds)) {
    const count = asked.length;
    const raced = await race(
      [
        { name: 'index', run: contestant(index), count },
        { name: peer, run: contestant(maps), count },
      ],
      timing,
    );
    console.log(`  ${name}: ${(1e6 / raced.paceOf('index').perCpuSecond).toFixed(2)} µs`);
    rows.push(...rowsAgainst(raced, { name, unit: 'look-ups/CPU-s', ours: 'index', peers: [peer] }));
  }
  return rows;
}
