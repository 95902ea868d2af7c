import { PasserelleError } from '@passerelle/kernel';
import { readNodeConfiguration } from '@passerelle/platform';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchNode, type RunningNode } from './launch-node.js';
import { closeAll, isEnding } from './lifetime.js';
import { findPort } from './ports.js';
import { line, section } from './print.js';
import { issueTrustBundle, issuingInterval, trustAnchor, trustBundle } from './trust-bundle.js';

/** The two nodes of the demonstration. */
export interface BothNodes {
  readonly lu: RunningNode;
  readonly pt: RunningNode;
}

const countries = ['lu', 'pt'] as const;
const doorNames = ['edge', 'national', 'operators'] as const;

type Ports = Record<(typeof doorNames)[number], number>;

/**
 * Finds ports, tells both nodes theirs (`data/run/<cc>.yaml`) and who their peers are (a signed trust bundle), and starts
 * each in a process of its own. A port that somebody takes in between is found out at the start, and others are tried.
 */
export async function openBothNodes(root: string): Promise<BothNodes> {
  section('Nodes');
  for (let attempt = 1; ; attempt++) {
    if (isEnding()) throw new PasserelleError('PSR-9001');
    const ports = await choosePorts(root, attempt > 1);
    const issue = issuing(root, ports);
    const anchor = await issue();
    const launched = await Promise.allSettled(countries.map((country) => launchNode(root, country)));
    const [lu, pt] = launched.map((each) => (each.status === 'fulfilled' ? each.value : undefined));
    if (lu !== undefined && pt !== undefined) {
      for (const node of [lu, pt]) line(`${node.country}  ${Object.values(node.doors).join('  ')}`);
      line(`their peers come from ${trustBundle}, signed by`);
      line(anchor);
      keepIssuing(issue);
      return { lu, pt };
    }
    await Promise.all([lu?.stop(), pt?.stop()]);
    const failure = launched.find((each) => each.status === 'rejected')?.reason as unknown;
    const clash = failure instanceof PasserelleError && failure.code === 'PSR-7002';
    if (!clash || attempt === 3) throw failure;
    line(
      `a port of ${Object.values(ports.lu).concat(Object.values(ports.pt)).join(', ')} was taken meanwhile, trying others`,
    );
  }
}

async function choosePorts(root: string, anyPort: boolean): Promise<Record<(typeof countries)[number], Ports>> {
  const taken = new Set<number>();
  const choose = async (country: string): Promise<Ports> => {
    rmSync(runFile(root, country), { force: true });
    const { doors } = readNodeConfiguration({ root, country }).configuration;
    const chosen: Partial<Ports> = {};
    for (const name of doorNames) {
      const port = await findPort(anyPort ? 0 : doors[name].port, taken);
      taken.add(port);
      chosen[name] = port;
    }
    return chosen as Ports;
  };
  const ports = { lu: await choose('lu'), pt: await choose('pt') };
  closeAll.push(async () => {
    for (const country of countries) rmSync(runFile(root, country), { force: true });
    return Promise.resolve();
  });
  mkdirSync(join(root, 'data', 'run'), { recursive: true, mode: 0o700 });
  for (const country of countries) writeRunFile(root, country, ports[country]);
  return ports;
}

/** YAML that stands above the node's own file. JSON is YAML. */
function writeRunFile(root: string, country: string, own: Ports): void {
  const doors = Object.fromEntries(Object.entries(own).map(([name, port]) => [name, { port }]));
  const trust = { bundle: trustBundle, anchor: [trustAnchor], pollSeconds: 60 };
  writeFileSync(runFile(root, country), `${JSON.stringify({ doors, peers: [], trust }, null, 2)}\n`, { mode: 0o600 });
}

/** Issues the list with the addresses of this attempt. */
function issuing(root: string, ports: Record<(typeof countries)[number], Ports>): () => Promise<string> {
  const endpoints = Object.fromEntries(
    countries.map((country) => [country.toUpperCase(), `https://127.0.0.1:${ports[country].edge}/fhir`]),
  );
  return () => issueTrustBundle(root, endpoints);
}

/** A list that is not renewed expires, and the nodes would trust nobody. */
function keepIssuing(issue: () => Promise<string>): void {
  const failed = (): void => line('a new trust bundle could not be issued; the last one is valid for a day');
  const timer = setInterval(() => void issue().catch(failed), issuingInterval);
  closeAll.push(() => Promise.resolve(clearInterval(timer)));
}

function runFile(root: string, country: string): string {
  return join(root, 'data', 'run', `${country}.yaml`);
}
