import type { Coded, Coding } from '../model/coded.js';
import { codingsOf, hasCode, loincSystem } from '../model/codings.js';
import type { Observed, ObservedKind } from '../model/entry.js';

/** Code system of Observation.category (preferred binding). */
export const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';

function category(code: string, display: string): Coding {
  return { system: categorySystem, code, display };
}

const laboratory = category('laboratory', 'Laboratory');
const imaging = category('imaging', 'Imaging');

// What the room of an observation says of its category; CDA has no place for one. Pregnancy and travel have none.
const ofKind: Partial<Readonly<Record<ObservedKind, Coding>>> = {
  result: laboratory,
  'vital-sign': category('vital-signs', 'Vital Signs'),
  'social-history': category('social-history', 'Social History'),
  'functional-status': category('survey', 'Survey'),
};

// LOINC codes of results that are no laboratory's, because the code says so itself.
const ofCode: Readonly<Record<string, Coding>> = {
  '18748-4': imaging,
  '18782-3': imaging,
};

/** The category that the code of an observation or of a panel says by itself. */
export function categoryOfCode({ coding }: Coded): Coding | undefined {
  return coding?.system === loincSystem ? ofCode[coding.code] : undefined;
}

/** The category that an observation has by its room and its code, where it states none. */
export function impliedCategory({ kind, code }: Pick<Observed, 'kind' | 'code'>): Coding | undefined {
  return categoryOfCode(code) ?? ofKind[kind];
}

/** Whether the category of an observation says no more than its room and its code do. */
export function isImpliedCategory(entry: Pick<Observed, 'kind' | 'code' | 'category'>): boolean {
  const implied = impliedCategory(entry);
  const coding = entry.category?.coding;
  return (
    implied !== undefined &&
    coding?.translations === undefined &&
    coding?.system === implied.system &&
    coding.code === implied.code
  );
}

/** Whether a category says one of observation-category. */
export function isOfCategory(coded: Coded | undefined, code: string): boolean {
  return hasCode(codingsOf(coded), categorySystem, code);
}

/**
 * A member of a laboratory panel is a laboratory result (IPS lets such a panel have no other members), whatever else the
 * source calls it: that stays as a translation.
 */
export function asMemberOfLaboratory<K extends ObservedKind>(member: Observed<K>): Observed<K> {
  const { category } = member;
  if (category === undefined || isOfCategory(category, laboratory.code)) return member;
  return { ...member, category: { ...category, coding: { ...laboratory, translations: codingsOf(category) } } };
}

/** Whether a result is one of a laboratory: by its category, or because nothing says otherwise. */
export function isOfLaboratory(entry: Pick<Observed, 'kind' | 'code' | 'category'>): boolean {
  if (entry.kind !== 'result') return false;
  if (entry.category !== undefined) return isOfCategory(entry.category, laboratory.code);
  return impliedCategory(entry) === laboratory;
}
