import { PasserelleError, type Clock } from '@passerelle/kernel';
import { consistencyProof, formatVerifierKey, inclusionProof, type NodeStore } from '@passerelle/log';
import { logTables, type Database } from '@passerelle/store';
import type { SigningKeys } from '@passerelle/trust/signer';
import type { Logger } from '../logging/logger.js';
import { TurnLoop } from '../node/turn-loop.js';
import { CheckpointFile, later, sizeOf } from './checkpoint-file.js';
import { checkpointSigner, logVerifierKey } from './log-key.js';
import { databaseNodes } from './log-nodes.js';
import { sequenceStaged } from './sequencer.js';

/** What the ledger is built over. */
export interface LedgerParts {
  readonly database: Database;
  readonly keys: Pick<SigningKeys, 'checkpointKey' | 'keys'>;
  /** Origin of the log, which is the name of its key. */
  readonly origin: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Path of the file of checkpoints. */
  readonly checkpointFile: string;
  /** A changed log is signed at most this often. */
  readonly checkpointSeconds: number;
}

/** Entries that are staged within this time are placed in one turn; well below the 200 ms that a turn may wait. */
const restMs = 40;

/** The exchange log at work: sequences what was staged, signs its heads, answers proofs. */
export class Ledger {
  private readonly file: CheckpointFile;
  private readonly nodes: NodeStore;
  private readonly loop = new TurnLoop(200, () => this.work(), restMs);
  private lastSigned = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: LedgerParts) {
    this.file = new CheckpointFile(parts.checkpointFile);
    this.nodes = databaseNodes(parts.database);
  }

  /** Begins to sequence. */
  start(): void {
    this.loop.start();
  }

  /** Tells that entries were staged. */
  readonly ring = (): void => this.loop.ring();

  /** Sequences and signs what is there, then stops; a ledger that was not started has nothing to do. */
  async stop(): Promise<void> {
    if (await this.loop.stop()) await this.settle();
  }

  /** Sequences everything staged so far and signs it now. */
  async settle(): Promise<void> {
    for (;;) {
      const { placed } = await sequenceStaged(this.parts.database);
      if (placed === 0) break;
    }
    await this.sign();
  }

  /** The last signed head, a signed note. @throws PasserelleError PSR-6006 */
  async checkpoint(): Promise<string> {
    const note = await logTables.lastCheckpoint(this.parts.database);
    if (note === undefined) throw new PasserelleError('PSR-6006');
    return note;
  }

  /** The verifier key of the log, as text. */
  get verifierKey(): string {
    return formatVerifierKey(logVerifierKey(this.parts));
  }

  /** Inclusion proof of an entry in the tree of a size, from the leaf's sibling upwards. @throws PSR-6003 */
  async inclusion(index: number, size: number): Promise<readonly Buffer[]> {
    await this.withinSigned(size, index);
    return inclusionProof(this.nodes, index, size);
  }

  /** Consistency proof between two sizes. @throws PSR-6003 */
  async consistency(oldSize: number, newSize: number): Promise<readonly Buffer[]> {
    await this.withinSigned(newSize, oldSize - 1);
    return consistencyProof(this.nodes, oldSize, newSize);
  }

  private async withinSigned(size: number, index: number): Promise<void> {
    const signed = sizeOf(await this.checkpoint());
    if (size > signed || index < 0 || index >= size) throw new PasserelleError('PSR-6003', { index, size: signed });
  }

  private async work(): Promise<void> {
    try {
      let placed: number;
      do ({ placed } = await sequenceStaged(this.parts.database));
      while (placed > 0);
      const now = this.parts.clock.monotonic();
      if (now - this.lastSigned >= this.parts.checkpointSeconds * 1000) await this.sign();
    } catch (error) {
      // The staged entries stay where they are; the next turn tries again, and health tells how far behind the log is.
      this.parts.logger.error('ledger-turn-failed', error);
    }
  }

  private async sign(): Promise<void> {
    const state = await logTables.state(this.parts.database);
    if (state === undefined) return;
    const inDatabase = await logTables.lastCheckpoint(this.parts.database);
    const inFile = await this.file.last();
    const last = later(inDatabase, inFile);
    if (last !== undefined && sizeOf(last) === state.size && inDatabase === inFile) return;
    const signed = await checkpointSigner(this.parts).sign(last, { size: state.size, root: state.root }, this.nodes);
    if (signed.note !== inFile) await this.file.add(signed.note);
    await logTables.addCheckpoint(this.parts.database, signed.size, signed.note);
    this.lastSigned = this.parts.clock.monotonic();
  }
}
