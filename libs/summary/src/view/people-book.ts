import type { Organization, Participant } from '../model/party.js';
import { isTechnical } from './technical-identifier.js';

/** The people and organisations a view names: in a row stands the name, at the end of the page what is known of them. */
export class PeopleBook {
  private readonly noted = new Map<string, Participant>();

  /**
   * Notes somebody of whom more is known than the name; whoever is named several times with the same particulars is noted
   * once, whatever UUIDs the records give the person.
   */
  note({ time: _time, ...participant }: Participant): void {
    const person = { ...participant, identifiers: participant.identifiers.filter((each) => !isTechnical(each)) };
    const key = JSON.stringify(person);
    if (isMoreThanName(person) && !this.noted.has(key)) this.noted.set(key, person);
  }

  /** All noted, in the order they were first named. */
  people(): readonly Participant[] {
    return [...this.noted.values()];
  }
}

function isMoreThanName({ names, role, software, organization, ...person }: Participant): boolean {
  if (names.length > 1 || (software !== undefined && names.length > 0)) return true;
  if (role !== undefined || reachable(person)) return true;
  return organization !== undefined && reachable(organization);
}

function reachable({ identifiers, addresses, telecoms }: Omit<Organization, 'name'>): boolean {
  return identifiers.length + addresses.length + telecoms.length > 0;
}
