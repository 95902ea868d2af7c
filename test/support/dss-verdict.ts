import { expect } from '@jest/globals';
import { ask, type OutsideJudge } from './outside-judge.js';

/** What DSS says of one signature, as far as tests read it. */
export interface DssSignature {
  readonly indication: string;
  readonly subIndication: string | null;
  readonly format: string;
  readonly scopes: readonly { readonly scope: string; readonly name: string | null }[];
  readonly errors: readonly string[];
}

/** How DSS is asked: files by path. */
export interface DssQuestion {
  readonly signature: string;
  /** Certificate of the authority, PEM. */
  readonly anchor: string;
  /** Detached documents, by the name that the signature uses. */
  readonly detached?: Readonly<Record<string, string>>;
  /** `dev-strict` fails what `dev` warns of. @default 'dev' */
  readonly policy?: 'dev' | 'dev-strict';
}

/** Asks DSS about a file with exactly one signature; its line is printed, as it is the evidence of conformance. */
export function dssVerdict(
  judge: OutsideJudge,
  { signature, anchor, detached = {}, policy }: DssQuestion,
): DssSignature {
  const documents = Object.entries(detached).flatMap(([name, file]) => ['--detached', `${name}=${file}`]);
  const { output } = ask(judge, '--anchor', anchor, '--policy', policy ?? 'dev', ...documents, signature);
  const line = output.split('\n').find((each) => each.startsWith('{"file"')) ?? '{}';
  process.stdout.write(`dss: ${line}\n`);
  const { signatures = [] } = JSON.parse(line) as { signatures?: readonly DssSignature[] };
  expect(signatures).toHaveLength(1);
  return signatures[0]!;
}
