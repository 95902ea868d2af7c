import type { Participant } from '../model/party.js';

/** The people and organisations a view names: in a row stands the name, at the end of the page what is known of them. */
export class PeopleBook {
  private readonly noted = new Map<string, Participant>();

  /** Notes somebody; whoever is named several times with the same particulars is noted once. */
  note(participant: Participant): void {
    const { time: _time, ...person } = participant;
    const key = JSON.stringify(person);
    if (!this.noted.has(key)) this.noted.set(key, person);
  }

  /** All noted, in the order they were first named. */
  people(): readonly Participant[] {
    return [...this.noted.values()];
  }
}
