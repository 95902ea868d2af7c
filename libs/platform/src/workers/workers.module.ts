import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BusMessage, HandlerResult } from '@passerelle/bus';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { workOn } from './step-worker.js';

/** Translates national records; CPU bound. */
@Controller()
export class TranslatorWorker {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  @EventPattern('translator')
  async handle(@Payload() message: BusMessage): Promise<HandlerResult> {
    return workOn(this.node, 'translator', message);
  }
}

/** Seals; the only worker that needs the seal key. */
@Controller()
export class SignerWorker {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  @EventPattern('signer')
  async handle(@Payload() message: BusMessage): Promise<HandlerResult> {
    return workOn(this.node, 'signer', message);
  }
}

/** Delivers to peers. */
@Controller()
export class DispatcherWorker {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  @EventPattern('dispatcher')
  async handle(@Payload() message: BusMessage): Promise<HandlerResult> {
    return workOn(this.node, 'dispatcher', message);
  }
}

const controllers = { translator: TranslatorWorker, signer: SignerWorker, dispatcher: DispatcherWorker };

/** The workers of a node that this process runs. */
@Module({})
export class WorkersModule {
  static forNode(node: NodeRuntime, workers: readonly (keyof typeof controllers)[]): DynamicModule {
    return {
      module: WorkersModule,
      controllers: workers.map((worker) => controllers[worker]),
      providers: [{ provide: NODE, useValue: node }],
    };
  }
}
