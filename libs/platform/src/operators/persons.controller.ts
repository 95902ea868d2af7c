import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { readJsonObject } from '../doors/json-body.js';
import { NODE, type NodeRuntime } from '../node/runtime.js';
import { erasePerson } from './erase-person.js';

/** Persons whose data this node keeps, at the operators' door. */
@Controller('persons')
export class PersonsController {
  constructor(@Inject(NODE) private readonly node: NodeRuntime) {}

  /** Erases all that is kept of a person: `{ patient, country?, legalBasis }`; see `erasePerson`. */
  @Post('erasures')
  @HttpCode(200)
  async erase(@Body() body: unknown): Promise<{ erased: boolean }> {
    return erasePerson(this.node, readJsonObject(body));
  }
}
