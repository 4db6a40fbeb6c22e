import type { Deadlines, HttpClient } from '../../core/http.ts';
import { createJson2Transport } from './json2.ts';
import { createJsonRpcTransport, type JsonRpcOptions } from './jsonrpc.ts';
import type { OdooLogin, OdooTransport, TransportKind } from './types.ts';
import { createXmlRpcTransport } from './xmlrpc.ts';

/** What decides about the protocol: what the server offers and what the login has. */
export interface TransportChoice {
  /** Protocols that this version of Odoo has. */
  readonly offered: readonly TransportKind[];
  /** Whether the server has answered over JSON, so that JSON gets through. */
  readonly json: boolean;
  readonly hasApiKey: boolean;
}

/** The fastest protocol that will work: JSON-2, else JSON-RPC, else XML-RPC. */
export function chooseTransport(choice: TransportChoice): TransportKind {
  if (choice.offered.includes('json2') && choice.json && choice.hasApiKey) return 'json2';
  if (choice.offered.includes('jsonrpc') && choice.json) return 'jsonrpc';
  return choice.offered.includes('xmlrpc') ? 'xmlrpc' : 'json2';
}

/** What the transports need to know besides the login. */
export interface TransportOptions extends JsonRpcOptions {
  readonly deadlines?: Partial<Deadlines> | undefined;
}

/** Makes the transport of a kind. */
export function createTransport(
  kind: TransportKind,
  login: OdooLogin,
  http: HttpClient,
  options: TransportOptions,
): OdooTransport {
  switch (kind) {
    case 'json2':
      return createJson2Transport(login, http);
    case 'jsonrpc':
      return createJsonRpcTransport(login, http, options);
    case 'xmlrpc':
      return createXmlRpcTransport(login, options.deadlines);
  }
}
