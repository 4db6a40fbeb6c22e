import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { UsageError, explain } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { formatHttpDate } from '../core/time.ts';
import { isLocal, readCall, type Call } from './call.ts';
import { answerControl } from './control/routes.ts';
import type { SandboxControl } from './control/types.ts';
import type { Fault, FaultBoard } from './faults.ts';
import {
  answerApi,
  answerConsent,
  isConsentPath,
  operationName,
  refused,
  success,
  type Answer,
  type GatewayContext,
} from './gateway.ts';
import { requestId } from './ids.ts';
import { drawImage, isImagePath } from './images.ts';
import { isTokenPath } from './oauth.ts';
import type { RateCounter } from './rateLimit.ts';
import { REFUSALS, Refusal } from './refusal.ts';
import { sendAnswer, type Sendable } from './send.ts';
import type { Counter } from './statistics.ts';
import { StepRefused } from './statusMachine.ts';
import type { Moments } from './verify.ts';
import type { World } from './world.ts';

/** What requests are answered with. */
export interface AppContext {
  readonly world: () => World;
  readonly moments: () => Moments;
  readonly control: SandboxControl;
  readonly faults: FaultBoard;
  readonly limiter: RateCounter;
  readonly counter: Counter;
  readonly changed: () => void;
  readonly logger: Logger;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
}

/** Makes the function that answers every request: control API, consent page, TikTok's API. */
export function sandboxApp(context: AppContext): RequestListener {
  let sequence = 0;
  return (request, response) => {
    sequence += 1;
    answer(context, request, response, sequence).catch((error: unknown) => {
      if (context.signal.aborted || response.destroyed) return;
      context.logger.error('sandbox failed to answer', { error });
      response.destroy();
    });
  };
}

async function answer(
  context: AppContext,
  request: IncomingMessage,
  response: ServerResponse,
  sequence: number,
): Promise<void> {
  const call = await readCall(request);
  const { gate } = context.moments();
  const sending = { date: formatHttpDate(gate), fault: undefined, signal: context.signal };
  if (call.path === '/sandbox' || call.path.startsWith('/sandbox/')) {
    await sendAnswer(response, controlAnswer(context, call), sending);
    return;
  }
  if (call.path === '/') {
    await sendAnswer(response, { status: 302, headers: { location: '/sandbox' }, body: '' }, sending);
    return;
  }
  if (isConsentPath(call.path)) {
    await sendAnswer(response, consentAnswer(context, call), sending);
    return;
  }
  const fault = context.faults.hit(call.path, operationName(call));
  const id = requestId(gate, sequence);
  const instead = fault ? playFault(fault, id) : undefined;
  if (instead === 'nothing') {
    noteFault(context, call, fault, 0, -1);
    if (fault?.fault === 'reset') response.destroy();
    return;
  }
  if (instead) noteFault(context, call, fault, instead.answer.status, instead.code);
  const given = instead?.answer ?? regularAnswer(context, call, id, fault);
  if (isTokenPath(call.path)) context.changed();
  await sendAnswer(response, given, { ...sending, fault });
}

function regularAnswer(context: AppContext, call: Call, id: string, fault: Fault | undefined): Sendable {
  if (!isImagePath(call.path)) return answerApi(call, gatewayContext(context, id), fault?.fault);
  const image = drawImage(context.world(), call.path);
  const status = image ? 200 : 404;
  context.counter.note({ operation: operationName(call), shopId: undefined, status, code: 0, fault: fault?.fault });
  return { status, headers: { 'content-type': image ? 'image/png' : 'text/plain' }, body: image ?? 'Not found' };
}

/** What a fault puts in the place of the real answer: `nothing` for none at all, undefined when the call goes on. */
function playFault(
  fault: Fault,
  id: string,
): { readonly answer: Answer; readonly code: number } | 'nothing' | undefined {
  const refuse = (refusal: Refusal): { readonly answer: Answer; readonly code: number } => ({
    answer: refused(refusal, id),
    code: refusal.code,
  });
  switch (fault.fault) {
    case 'rate-limit':
      return refuse(REFUSALS.rateLimit(fault.retryAfter));
    case '5xx':
      return refuse(REFUSALS.internal(fault.status ?? 500));
    case 'refuse':
      return refuse(
        new Refusal(
          fault.status ?? 200,
          fault.code ?? 98001004,
          fault.message ?? 'Refused by the sandbox',
          fault.retryAfter,
        ),
      );
    case 'html':
      return { answer: htmlPage(fault.status ?? 502), code: -1 };
    case 'data-null':
      return { answer: success('null', 'Success', id), code: 0 };
    case 'silent':
    case 'reset':
      return 'nothing';
    case 'slow':
    case 'drip':
    case 'cut':
      return undefined;
  }
}

function htmlPage(status: number): Answer {
  const body = `<html>\n<head><title>${status} Bad Gateway</title></head>\n<body><center><h1>${status} Bad Gateway</h1></center></body>\n</html>\n`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

function noteFault(context: AppContext, call: Call, fault: Fault | undefined, status: number, code: number): void {
  context.counter.note({ operation: operationName(call), shopId: undefined, status, code, fault: fault?.fault });
}

function gatewayContext(context: AppContext, id: string): GatewayContext {
  return {
    world: context.world(),
    moments: context.moments(),
    requestId: id,
    limiter: context.limiter,
    evenMs: performance.now(),
    changed: context.changed,
    note: context.counter.note,
    logger: context.logger,
  };
}

function consentAnswer(context: AppContext, call: Call): Answer {
  try {
    const given = answerConsent(call, context.world(), context.moments().shops);
    context.changed();
    return given;
  } catch (error) {
    return controlRefusal(error);
  }
}

function controlAnswer(context: AppContext, call: Call): Answer {
  if (!isLocal(call)) return json(403, { error: 'The control API answers callers on this machine only.' });
  try {
    const found = answerControl(context.control, call);
    return found ? json(200, found.answer) : json(404, { error: 'There is no such route; GET /sandbox lists all.' });
  } catch (error) {
    return controlRefusal(error);
  }
}

function controlRefusal(error: unknown): Answer {
  if (error instanceof StepRefused) return json(409, { error: error.message });
  if (error instanceof UsageError) return json(400, { error: explain(error) });
  throw error;
}

function json(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: `${JSON.stringify(value, null, 2)}\n`,
  };
}
