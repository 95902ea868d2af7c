/**
 * Which offsets of one partition were handed out and which are settled. Only what lies before the oldest unsettled
 * message may be committed: after a crash Kafka delivers from there, so nothing is lost and some come twice.
 */
export class PartitionWindow {
  /** Handed-out offsets in rising order, from the oldest unsettled one. */
  readonly #offsets: { readonly offset: bigint; settled: boolean }[] = [];
  readonly #unsettled = new Map<bigint, { settled: boolean }>();
  #next: bigint;
  #committed: bigint;
  #revoked = false;

  constructor(
    readonly partition: number,
    firstOffset: bigint,
  ) {
    this.#next = firstOffset;
    this.#committed = firstOffset;
  }

  /** Offset after the last one handed out. */
  get next(): bigint {
    return this.#next;
  }

  /** Distance between the oldest unsettled message and the newest handed out: what a crash would deliver again at most. */
  get spread(): number {
    return this.#offsets.length;
  }

  /** Messages handed out and not settled. */
  get unsettled(): number {
    return this.#unsettled.size;
  }

  /** Whether the partition was given to another consumer, or is read again from its committed offset. */
  get revoked(): boolean {
    return this.#revoked;
  }

  /** Declares everything handed out here void: it will be delivered again through a new window. */
  revoke(): void {
    this.#revoked = true;
  }

  /** Notes that the message at this offset was handed out. */
  open(offset: bigint): void {
    const entry = { offset, settled: false };
    this.#offsets.push(entry);
    this.#unsettled.set(offset, entry);
    this.#next = offset + 1n;
  }

  /** Notes that the message at this offset needs no second delivery. */
  settle(offset: bigint): void {
    const entry = this.#unsettled.get(offset);
    if (entry === undefined) return;
    entry.settled = true;
    this.#unsettled.delete(offset);
    let settled = 0;
    while (this.#offsets[settled]?.settled === true) settled += 1;
    this.#offsets.splice(0, settled);
  }

  /** The offset to commit (that of the oldest unsettled message), or undefined when it is committed already or void. */
  uncommitted(): bigint | undefined {
    const position = this.#offsets[0]?.offset ?? this.#next;
    return this.#revoked || position === this.#committed ? undefined : position;
  }

  /** Notes what the broker has accepted. */
  committed(offset: bigint): void {
    this.#committed = offset;
  }
}
