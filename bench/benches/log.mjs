import { emptyLogState, encodeEntry, integrate } from '@passerelle/log';
import { Database, logTables } from '@passerelle/store';
import { built } from '../built.mjs';
import { logEntry } from '../documents/log-entries.mjs';
import { closing } from '../harness/closing.mjs';
import { rowsOf } from '../harness/rows.mjs';
import { temporaryServer } from '../harness/temporary-server.mjs';
import { median, race } from '../measure.mjs';

const { sequenceStaged } = await built('libs/platform/dist/ledger/sequencer.js');

const batch = 1000;
/** Exchanges that commit at once: what one node has at work in a burst. */
const clients = 8;

/** Appends each second: the tree alone, then through the tables of PostgreSQL, where an entry counts once it is placed. */
export async function run({ quick }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 200 } : {};
  const rounds = quick ? 3 : 9;
  return [...(await treeRows(timing)), ...(await closing((closers) => tableRows(closers, rounds)))];
}

async function treeRows(timing) {
  const entries = Array.from({ length: batch }, (_, at) => logEntry(at));
  const encoded = entries.map(encodeEntry);
  const hash = 'append to the tree in memory, batches of 1000';
  const both = 'check, encode and append in memory, batches of 1000';
  let state = emptyLogState;
  const append = (octets) => (state = integrate(state, octets).state);
  const raced = await race(
    [
      { name: hash, count: batch, run: () => append(encoded) },
      { name: both, count: batch, run: () => append(entries.map(encodeEntry)) },
    ],
    timing,
  );
  return rowsOf(raced, [hash, both], 'entries/CPU-s');
}

async function tableRows(closers, rounds) {
  const server = await temporaryServer();
  closers.push(() => server.close());
  const database = await Database.open({ url: await server.database('bench_log'), connections: 12, guests: [] });
  closers.push(() => database.close());
  const inBatches = await rates(rounds, (staged) => stageTogether(database, staged));
  const oneByOne = await rates(rounds, (staged) => stageApart(database, staged));
  return [
    { name: 'stage and place in PostgreSQL, 1000 entries a commit', unit: 'entries/s', value: inBatches },
    {
      name: `stage and place in PostgreSQL, one entry a commit, ${clients} clients`,
      unit: 'entries/s',
      value: oneByOne,
    },
  ];
}

/** Median of a few rounds by the clock, since most of this work is done by the database's processes. */
async function rates(rounds, work) {
  await work(stagedEntries());
  const found = [];
  for (let round = 0; round < rounds; round++) {
    const staged = stagedEntries();
    const began = performance.now();
    await work(staged);
    found.push(batch / ((performance.now() - began) / 1e3));
  }
  return median(found);
}

async function stageTogether(database, staged) {
  await database.transaction((session) => logTables.stage(session, staged));
  await placeAll(database);
}

/** As the node works: each commit stages its entry, and the sequencer comes by while others are still committing. */
async function stageApart(database, staged) {
  let next = 0;
  let staging = true;
  const client = async () => {
    while (next < staged.length) {
      const entry = staged[next++];
      await database.transaction((session) => logTables.stage(session, [entry]));
    }
  };
  const sequencer = async () => {
    while (staging) {
      const { placed } = await sequenceStaged(database);
      if (placed === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const sequenced = sequencer();
  await Promise.all(Array.from({ length: clients }, client));
  staging = false;
  await sequenced;
  await placeAll(database);
}

async function placeAll(database) {
  for (let placed = 1; placed > 0;) ({ placed } = await sequenceStaged(database));
}

function stagedEntries() {
  return Array.from({ length: batch }, (_, at) => {
    const entry = logEntry(at);
    return { entryId: entry.id, entry: encodeEntry(entry) };
  });
}
