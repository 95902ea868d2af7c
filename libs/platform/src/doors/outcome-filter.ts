import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { PasserelleError, type ErrorCode } from '@passerelle/kernel';
import { operationOutcome } from '@passerelle/fhir';
import { outOfService } from '@passerelle/store';
import type { FastifyReply } from 'fastify';
import type { Logger } from '../logging/logger.js';
import { requestIdOf, type DoorRequest } from './peer-request.js';

/** What happens with a refusal before it is answered. */
export type OnRefusal = (request: DoorRequest, error: PasserelleError) => Promise<void>;

/** Answers every error of a door as OperationOutcome with the registry's HTTP status, after it was written to the log. */
@Catch()
export class OutcomeFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly onRefusal: OnRefusal,
    /** What of an error the caller is told; all of it at the doors of our own country. */
    private readonly told: (error: PasserelleError) => PasserelleError = (error) => error,
  ) {}

  async catch(exception: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<DoorRequest>();
    const reply = http.getResponse<FastifyReply>();
    let error = asRegistered(exception, request);
    if (error.registered.http >= 500) this.logger.error('request-failed', error, { path: pathOf(request) });
    try {
      await this.onRefusal(request, error);
    } catch (caught) {
      // What cannot be logged is not answered with more than that.
      this.logger.error('refusal-not-logged', caught);
      error = new PasserelleError('PSR-6005', { reason: 'the refusal could not be logged' });
    }
    error = this.told(error);
    const requestId = requestIdOf(request);
    if (requestId !== undefined) void reply.header('x-request-id', requestId);
    if (error.registered.http === 401) void reply.header('www-authenticate', 'Bearer');
    if (error.retriable) void reply.header('retry-after', String(error.facts['seconds'] ?? 5));
    if (error.code === 'PSR-1023') void reply.header('accept-encoding', 'gzip, deflate, br');
    void reply
      .status(error.registered.http)
      .header('content-type', 'application/fhir+json; charset=utf-8')
      .send(Buffer.from(JSON.stringify(operationOutcome(error)), 'utf8'));
  }
}

/** Errors of the framework by what they mean; the rest is ours or unknown. */
function asRegistered(exception: unknown, request: DoorRequest): PasserelleError {
  if (exception instanceof PasserelleError) return exception;
  // The caller went away in the middle of its body.
  if (request.raw.destroyed && !request.raw.complete) return new PasserelleError('PSR-1013', {}, { cause: exception });
  const state = outOfService(exception);
  if (state !== undefined) return new PasserelleError('PSR-7006', { state }, { cause: exception });
  const code =
    byFrameworkCode(exception) ?? (exception instanceof HttpException ? byStatus(exception.getStatus()) : undefined);
  return code === undefined
    ? new PasserelleError('PSR-9001', {}, { cause: exception })
    : new PasserelleError(code, code === 'PSR-1001' ? { limit: request.routeOptions.bodyLimit ?? 0 } : {}, {
        cause: exception,
      });
}

function byFrameworkCode(exception: unknown): ErrorCode | undefined {
  const code = typeof exception === 'object' && exception !== null ? (exception as { code?: unknown }).code : undefined;
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'PSR-1001';
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return 'PSR-1010';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'PSR-1009';
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return 'PSR-1006';
    default:
      return undefined;
  }
}

function byStatus(status: number): ErrorCode | undefined {
  if (status === 404 || status === 405) return 'PSR-1011';
  if (status === 413) return 'PSR-1001';
  if (status === 415) return 'PSR-1009';
  return undefined;
}

/** The path without its query, which names patients. */
function pathOf(request: DoorRequest): string {
  return request.url.split('?')[0] ?? '';
}
