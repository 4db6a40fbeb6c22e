/** A proxy before Odoo that counts the calls that write and can end a bridge's life, or an answer, at any of them. */
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { type LocalServer, startServer } from './localServer.ts';

/** A call that changes something in Odoo. */
export interface WritingCall {
  /** From 1, since the last {@link DeadlyProxy.plan}. */
  readonly number: number;
  /** `sale.order/action_confirm` for example. */
  readonly name: string;
}

/**
 * What becomes of a writing call: it goes through; it arrives and its answer is lost; the same, and nothing goes through
 * any more; or it never arrives, and neither does anything later.
 */
export type Fate = 'pass' | 'lose-answer' | 'die-after' | 'die-before';

/** A proxy in front of an Odoo server. */
export interface DeadlyProxy extends LocalServer {
  /** Decides about the writing calls from now on, and revives the dead. */
  plan(fateOf: (call: WritingCall) => Fate | Promise<Fate>): void;
  /** Names of the writing calls since the last plan that have arrived. */
  written(): readonly string[];
}

const READS = /search|read|fields_get|has_access|check_|version|authenticate|login|context_get|exp_|list$/;

/** Starts a {@link DeadlyProxy}; without a plan everything goes through. */
export async function startDeadlyProxy(target: string): Promise<DeadlyProxy> {
  let fateOf: (call: WritingCall) => Fate | Promise<Fate> = () => 'pass';
  let written: string[] = [];
  let number = 0;
  let isDead = false;
  const handle = async (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> => {
    const name = nameOf(request.url ?? '', body);
    if (isDead) {
      refuse(request.url ?? '', response);
      return;
    }
    const isWrite = !READS.test(name.split('/')[1] ?? '');
    if (isWrite) number += 1;
    const fate = isWrite ? await fateOf({ number, name }) : 'pass';
    if (fate.startsWith('die')) isDead = true;
    if (fate === 'die-before') {
      response.destroy();
      return;
    }
    if (isWrite) written.push(name);
    pass(target, request, body, response, fate === 'pass');
  };
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      handle(request, response, Buffer.concat(chunks)).catch(() => response.destroy());
    });
  });
  return {
    ...server,
    plan: (decide) => {
      fateOf = decide;
      written = [];
      number = 0;
      isDead = false;
    },
    written: () => written,
  };
}

function pass(
  target: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  isAnswered: boolean,
): void {
  const url = new URL(request.url ?? '/', target);
  const outgoing = forward(url, { method: request.method, headers: request.headers }, (answer) => {
    if (isAnswered) {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      return;
    }
    answer.resume().on('end', () => response.destroy());
  });
  outgoing.on('error', () => response.destroy());
  outgoing.end(body);
}

/** `model/method` of a call over any of the protocols in use. */
function nameOf(path: string, body: Buffer): string {
  const [, version, model, method] = /^\/json\/(2)\/([\w.]+)\/(\w+)/.exec(path) ?? [];
  if (version) return `${model ?? ''}/${method ?? ''}`;
  if (path !== '/jsonrpc') return 'server/version';
  const { params } = JSON.parse(body.toString('utf8')) as { params: { method: string; args: unknown[] } };
  return params.method === 'execute_kw' ? `${String(params.args[3])}/${String(params.args[4])}` : `/${params.method}`;
}

/** As Odoo answers to a stranger: the bridge gives up at once, as if it were no more. */
function refuse(path: string, response: ServerResponse): void {
  const denied = {
    name: 'odoo.exceptions.AccessDenied',
    message: 'Access Denied',
    arguments: ['Access Denied'],
    debug: '',
  };
  const isRest = path.startsWith('/json/2');
  response.writeHead(isRest ? 401 : 200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(
      isRest ? denied : { jsonrpc: '2.0', id: 1, error: { code: 200, message: 'Odoo Server Error', data: denied } },
    ),
  );
}
