import { UsageError } from '../../core/errors.ts';
import type { Call } from '../call.ts';
import type { SandboxControl } from './types.ts';

/** A request to the control API that was matched to its route. */
export interface RouteCall {
  readonly control: SandboxControl;
  readonly call: Call;
  /** What the path holds where the route has braces. */
  readonly id: string;
  /** The JSON body; an empty object when there is none. The caller sits on this machine and is taken at its word. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A route of the control API. */
export interface Route {
  /** Method and path, with `{id}` for what varies. */
  readonly route: string;
  readonly says: string;
  readonly answer: (route: RouteCall) => unknown;
}

/** A route that has nothing to tell but that it is done. */
export function silently(act: (route: RouteCall) => void): Route['answer'] {
  return (route) => {
    act(route);
    return { done: true };
  };
}

/** @throws UsageError when the query does not name it. */
export function requireQuery(call: Call, name: string): string {
  const value = call.query.get(name);
  if (value === undefined) throw new UsageError(`The query names no ${name}.`);
  return value;
}
