import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { OutcomeFilter } from '../doors/outcome-filter.js';
import { logDoorRefusal } from '../doors/refusal-log.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { DocumentsController } from './documents.controller.js';
import { EvidenceController } from './evidence.controller.js';
import { ExchangesController } from './exchanges.controller.js';
import { HealthController } from './health.controller.js';
import { LogController } from './log.controller.js';
import { PersonsController } from './persons.controller.js';

/** The operators' and auditors' door. */
@Module({})
export class OperatorsModule {
  static forNode(node: NodeRuntime): DynamicModule {
    return {
      module: OperatorsModule,
      controllers: [
        ExchangesController,
        DocumentsController,
        LogController,
        EvidenceController,
        PersonsController,
        HealthController,
        MetricsController,
      ],
      providers: [
        { provide: NODE, useValue: node },
        { provide: APP_FILTER, useValue: new OutcomeFilter(node.logger, logDoorRefusal(node, 'operators')) },
      ],
    };
  }
}
