import { UsageError } from '../core/errors.ts';
import { grantCode } from './oauth.ts';
import type { SandboxApp } from './options.ts';
import { baseRegion } from './sellers.ts';
import type { World } from './world.ts';

/** What a seller is asked, and what the seller says. */
export interface ConsentRequest {
  /** Service id of the app; the first app when neither this nor `appKey` is named. */
  readonly serviceId?: string | undefined;
  readonly appKey?: string | undefined;
  /** Default the first seller. */
  readonly seller?: string | undefined;
  /** Echoed to the app. */
  readonly state?: string | undefined;
  /** Default true. */
  readonly approve?: boolean | undefined;
}

/** Where the browser is sent after the seller's answer. */
export interface ConsentAnswer {
  readonly redirect: string;
  /** Undefined when the seller refuses. */
  readonly code: string | undefined;
}

/** Names of all sellers, in the order of their first shops. */
export function sellersOf(world: World): string[] {
  return [...new Set(world.shops.map(({ seller }) => seller))];
}

/**
 * Finds the app that a consent page is for.
 *
 * @throws UsageError when nothing is known under that id.
 */
export function consentApp(world: World, { serviceId, appKey }: ConsentRequest): SandboxApp {
  const app =
    serviceId === undefined && appKey === undefined
      ? world.apps[0]
      : world.apps.find((candidate) => candidate.serviceId === serviceId || candidate.key === appKey);
  if (!app) {
    throw new UsageError('There is no app with this service id.', {
      context: { serviceId, appKey },
      remedy: `The sandbox knows ${world.apps.map((known) => known.serviceId).join(', ')}.`,
    });
  }
  return app;
}

/**
 * Carries out what the seller says on the consent page.
 *
 * @param now - Unix seconds.
 * @throws UsageError when app or seller are unknown.
 */
export function giveConsent(world: World, request: ConsentRequest, now: number): ConsentAnswer {
  const app = consentApp(world, request);
  const seller = request.seller ?? sellersOf(world)[0] ?? '';
  if (!sellersOf(world).includes(seller)) {
    throw new UsageError(`There is no seller ${JSON.stringify(seller)}.`, {
      remedy: `Sellers are ${sellersOf(world).join(', ')}.`,
    });
  }
  const isApproved = request.approve ?? true;
  const code = isApproved ? grantCode(world, app, seller, now) : undefined;
  const url = new URL(app.redirectUrl);
  const parameters = code
    ? { app_key: app.key, code, locale: 'en', shop_region: baseRegion(world, seller) }
    : { code: 'null', error: 'auth_denied' };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (request.state !== undefined) url.searchParams.set('state', request.state);
  return { redirect: url.toString(), code };
}

/** The page on which a seller says yes or no. */
export function consentPage(world: World, request: ConsentRequest): string {
  const app = consentApp(world, request);
  const options = sellersOf(world)
    .map((seller) => `<option${seller === request.seller ? ' selected' : ''}>${escapeHtml(seller)}</option>`)
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox: allow an app</title>
<style>body{font:16px system-ui;margin:10vh auto;max-width:28rem;padding:0 1rem}button{font:inherit;padding:.5rem 1rem}</style></head>
<body><h1>Allow this app?</h1>
<p>The app <code>${escapeHtml(app.key)}</code> asks to read and change this seller's shops. This is a sandbox: nothing is sold here.</p>
<form method="post" action="/open/authorize">
<input type="hidden" name="service_id" value="${escapeHtml(app.serviceId)}">
<input type="hidden" name="state" value="${escapeHtml(request.state ?? '')}">
<p><label>Seller <select name="seller">${options}</select></label></p>
<p><button name="answer" value="approve">Allow</button> <button name="answer" value="deny">Refuse</button></p>
</form></body></html>
`;
}

/** Writes a text so that HTML shows it as it is. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
