import { describe, expect, it } from '@jest/globals';
import { loadConfiguration, nodeFiles } from './load.js';

const root = new URL('../../../../', import.meta.url).pathname;

describe('loadConfiguration', () => {
  it.each(['lu', 'PT'])('reads the node %s of the clone', (country) => {
    const { configuration, resolve } = loadConfiguration({ root, files: nodeFiles(country) });
    expect(configuration.country).toBe(country.toUpperCase());
    expect(configuration.doors.operators.host).toBe('127.0.0.1');
    expect(resolve('data')).toBe(`${root}data`);
    expect(resolve('/elsewhere')).toBe('/elsewhere');
  });

  it('puts an overlay above the files, key by key, and replaces lists whole', () => {
    const overlay = { doors: { edge: { port: 1 } }, policy: { purposes: ['ETREAT'] } };
    const { configuration } = loadConfiguration({ root, files: nodeFiles('lu'), overlay });
    expect(configuration.doors.edge).toEqual({ host: '127.0.0.1', port: 1 });
    expect(configuration.policy.purposes).toEqual(['ETREAT']);
  });

  it('lists all problems at once, each with its key', () => {
    const overlay = { contry: 'LU', doors: { edge: { port: 'many' } }, bus: { adapter: 'carrier-pigeon' } };
    let problems = '';
    try {
      loadConfiguration({ root, files: nodeFiles('lu'), overlay });
    } catch (error) {
      problems = (error as Error).message;
    }
    expect(problems).toMatch(/3 problems/);
    for (const part of ['contry', 'doors.edge.port', 'bus.adapter']) expect(problems).toContain(part);
  });

  it('takes a trust bundle in place of the files of the peers, and not beside them', () => {
    const trust = { bundle: 'trust-bundle.jws', anchor: ['issuer.pem'] };
    const load = (overlay: Readonly<Record<string, unknown>>) =>
      loadConfiguration({ root, files: nodeFiles('lu'), overlay: { trust, ...overlay } });
    expect(load({ peers: [] }).configuration.trust).toMatchObject({
      pollSeconds: 300,
      graceSeconds: 0,
      longestDays: 7,
    });
    expect(() => load({})).toThrow(/peers: leave the files/);
    expect(() => load({ peers: [], peerEndpoints: { PT: 'https://pt.example/' } })).toThrow(/peerEndpoints: addresses/);
    expect(() => load({ peers: [], trust: { bundle: 'x', anchor: [] } })).toThrow(/trust.anchor/);
  });

  it('names a file that is missing, and a name that is no country', () => {
    expect(() => loadConfiguration({ root, files: ['config/nodes/xx.yaml'] })).toThrow(
      expect.objectContaining({ code: 'PSR-8002' }),
    );
    expect(() => nodeFiles('../../etc')).toThrow(expect.objectContaining({ code: 'PSR-8001' }));
  });
});
