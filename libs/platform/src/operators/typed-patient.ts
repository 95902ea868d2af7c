import { matriculeFault, PasserelleError, type CountryCode, type Identifier } from '@passerelle/kernel';
import type { NodeConfiguration } from '../configuration/schema.js';

interface Rule {
  readonly system: string;
  readonly pattern: string | RegExp;
  readonly check?: 'matricule' | undefined;
}

/**
 * Reads a patient identifier that a person typed, and holds it against the rules of the country that issued it, check
 * digits included: a typing error is told at once instead of finding nobody, or somebody else.
 * @param issuedBy - the country of affiliation
 * @param peerRules - rules of a peer, where the country is not our own
 * @throws PasserelleError PSR-4008 malformed, PSR-1112 wrong check digits of a matricule
 */
export function typedPatient(
  configuration: NodeConfiguration,
  value: unknown,
  issuedBy: CountryCode,
  peerRules: readonly Rule[] = [],
): Identifier {
  const patient = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const { system, value: number } = patient;
  if (typeof system !== 'string' || typeof number !== 'string')
    throw new PasserelleError('PSR-4008', { field: 'patient' });
  const rules: readonly Rule[] = issuedBy === configuration.country ? configuration.patientIdentifiers : peerRules;
  const rule = rules.find((each) => each.system === system);
  if (rule === undefined) throw new PasserelleError('PSR-4008', { field: 'patient.system' });
  const checksMatricule = rule.check === 'matricule';
  if (checksMatricule && matriculeFault(number) !== undefined) throw new PasserelleError('PSR-1112');
  const pattern = typeof rule.pattern === 'string' ? new RegExp(`^(?:${rule.pattern})$`) : rule.pattern;
  if (!pattern.test(number)) throw new PasserelleError('PSR-4008', { field: 'patient.value' });
  return { system, value: number };
}
