import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { OutcomeFilter } from '../doors/outcome-filter.js';
import { logDoorRefusal } from '../doors/refusal-log.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { HealthController } from '../operators/health.controller.js';
import { NationalController } from './national.controller.js';

/** The door to our own country. */
@Module({})
export class NationalModule {
  static forNode(node: NodeRuntime): DynamicModule {
    return {
      module: NationalModule,
      controllers: [NationalController, HealthController],
      providers: [
        { provide: NODE, useValue: node },
        { provide: APP_FILTER, useValue: new OutcomeFilter(node.logger, logDoorRefusal(node, 'national')) },
      ],
    };
  }
}
