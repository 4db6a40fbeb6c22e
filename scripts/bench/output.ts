import type { BenchReport, Measure } from './types.ts';

/** Writes a report for people: measures by name, then the targets. */
export function renderReport({ name, measures, targets }: BenchReport): string {
  const rows = flatten(measures);
  const width = Math.max(...rows.map(([path]) => path.length), ...targets.map((target) => target.name.length));
  return [
    name,
    ...rows.map(([path, value]) => `  ${path.padEnd(width)}  ${value}`),
    'targets',
    ...targets.map(
      (target) => `  ${target.name.padEnd(width)}  ${target.value} (${target.target})  ${target.ok ? 'ok' : 'MISSED'}`,
    ),
    '',
  ].join('\n');
}

function flatten(measures: Readonly<Record<string, Measure>>, above = ''): [path: string, value: string][] {
  return Object.entries(measures).flatMap(([name, value]): [string, string][] => {
    const path = above === '' ? name : `${above}.${name}`;
    return isGroup(value) ? flatten(value, path) : [[path, shown(value)]];
  });
}

function isGroup(value: Measure): value is Readonly<Record<string, Measure>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: Measure): string {
  if (Array.isArray(value))
    return value.map((one: Measure) => (Array.isArray(one) ? `[${shown(one)}]` : shown(one))).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
