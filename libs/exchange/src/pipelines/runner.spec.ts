import { describe, expect, it } from '@jest/globals';
import { failed, PasserelleError } from '@passerelle/kernel';
import { documentOf, fakePorts, newExchange, RememberingStore } from '../testing/fake-ports.js';
import { runPipeline } from './runner.js';
import { emptyWork, withDocuments } from './work.js';

describe('runPipeline', () => {
  it('runs the steps of one worker, commits once and leaves the next worker to the bus', async () => {
    const store = new RememberingStore();
    const exchange = newExchange('push', 'initiator');
    const outcome = await runPipeline(
      { exchange, work: emptyWork, workers: ['translator'], isNew: false, handled: 'message-1' },
      fakePorts(),
      store,
    );
    expect(outcome.ok && outcome.value.exchange.state).toBe('translated');
    expect(store.commits).toHaveLength(1);
    const [commit] = store.commits;
    expect(commit?.events.map((event) => event.step)).toEqual(['authorise', 'fetch', 'translate']);
    expect(commit?.events.filter((event) => event.logged).map((event) => event.state)).toEqual(['translated']);
    expect(commit?.keep.map((document) => document.format)).toEqual(['eps-bundle', 'pivot-cda']);
    expect(commit?.next).toEqual({ worker: 'signer', step: 'seal' });
    expect(commit?.handled).toBe('message-1');
  });

  it('enters the same array at a later step', async () => {
    const store = new RememberingStore();
    const exchange = {
      ...newExchange('push', 'initiator'),
      state: 'sealed' as const,
      documents: [{ format: 'eps-bundle' as const, mediaType: 'x', sha256: 'a', size: 1, part: 'sent' as const }],
    };
    const outcome = await runPipeline(
      { exchange, work: emptyWork, from: 'deliver', workers: ['dispatcher'], isNew: false },
      fakePorts(),
      store,
    );
    expect(outcome.ok && outcome.value.exchange.state).toBe('acknowledged');
    expect(store.commits[0]?.events[0]?.receipt).toBe('their.signed.receipt');
    expect(store.commits[0]?.next).toBeUndefined();
  });

  it('runs an answer inline to its end with one commit', async () => {
    const store = new RememberingStore();
    const outcome = await runPipeline(
      {
        exchange: newExchange('pull', 'responder'),
        work: emptyWork,
        workers: ['translator', 'signer', 'edge'],
        isNew: true,
      },
      fakePorts(),
      store,
    );
    expect(outcome.ok && outcome.value.exchange.state).toBe('answered');
    expect(store.commits).toHaveLength(1);
    expect(store.commits[0]?.events.filter((event) => event.logged).map((event) => event.state)).toEqual([
      'translated',
      'sealed',
      'answered',
    ]);
  });

  it('keeps what a push brought only after every seal verified', async () => {
    const received = documentOf('eps-bundle', 'received');
    const begin = () => ({
      exchange: newExchange('push', 'responder'),
      work: withDocuments(emptyWork, received),
      workers: ['edge'] as const,
      isNew: true,
    });
    const good = new RememberingStore();
    await runPipeline(begin(), fakePorts(), good);
    expect(good.commits[0]?.keep).toEqual([received]);

    const broken = new RememberingStore();
    const inspector = {
      ...fakePorts().inspector,
      verify: async () => Promise.resolve(failed(new PasserelleError('PSR-3002'))),
    };
    const outcome = await runPipeline(begin(), fakePorts({ inspector }), broken);
    expect(!outcome.ok && outcome.error.code).toBe('PSR-3002');
    expect(broken.commits[0]).toMatchObject({ keep: [], exchange: { state: 'failed', errorCode: 'PSR-3002' } });
    expect(broken.commits[0]?.next).toBeUndefined();
  });

  it('fetches no record that the policy hides, and says no more than that there is none', async () => {
    let fetched = 0;
    const records = {
      standing: async () => Promise.resolve({ known: true, optedOut: false, restricted: true }),
      fetch: async () => {
        fetched++;
        return Promise.resolve(failed(new PasserelleError('PSR-9001')));
      },
    };
    const store = new RememberingStore();
    const outcome = await runPipeline(
      { exchange: newExchange('push', 'initiator'), work: emptyWork, workers: ['translator'], isNew: false },
      fakePorts({ records }),
      store,
    );
    expect(fetched).toBe(0);
    expect(!outcome.ok && outcome.error.code).toBe('PSR-2202');
    expect(store.commits[0]?.exchange.state).toBe('refused');
  });

  it('changes nothing when a step may succeed later, until the last attempt ends the exchange', async () => {
    const delivery = {
      ...fakePorts().delivery,
      push: async () => Promise.resolve(failed(new PasserelleError('PSR-4005', { country: 'PT' }))),
    };
    const exchange = { ...newExchange('push', 'initiator'), state: 'sealed' as const };
    const run = {
      exchange,
      work: emptyWork,
      from: 'deliver',
      workers: ['dispatcher'] as const,
      isNew: false,
      handled: 'm',
    };
    const store = new RememberingStore();
    const first = await runPipeline(run, fakePorts({ delivery }), store);
    expect(!first.ok && first.error.retriable).toBe(true);
    expect(store.commits).toHaveLength(0);
    await runPipeline({ ...run, lastAttempt: true }, fakePorts({ delivery }), store);
    expect(store.commits[0]?.exchange).toMatchObject({ state: 'failed', errorCode: 'PSR-4005' });
  });

  it('ends an exchange with the internal error when a step breaks', async () => {
    const translator = {
      translate: async () => Promise.reject(new TypeError('a defect that quotes the name of a patient')),
    };
    const store = new RememberingStore();
    const outcome = await runPipeline(
      { exchange: newExchange('push', 'initiator'), work: emptyWork, workers: ['translator'], isNew: false },
      fakePorts({ translator }),
      store,
    );
    expect(!outcome.ok && outcome.error.code).toBe('PSR-9001');
    expect(JSON.stringify(store.commits[0]?.events)).not.toContain('patient');
    expect(store.commits[0]?.exchange.state).toBe('failed');
  });

  it('refuses a step that the pipeline does not have', async () => {
    const run = {
      exchange: newExchange('pull', 'initiator'),
      work: emptyWork,
      from: 'seal',
      workers: ['edge'] as const,
      isNew: false,
    };
    const outcome = await runPipeline(run, fakePorts(), new RememberingStore());
    expect(!outcome.ok && outcome.error.code).toBe('PSR-5002');
  });
});
