/**
 * The version of the addon, `major.minor`: a bridge works with an addon of the same major and of its own minor or a
 * later one. Raise the minor when something is added that the bridge relies on, the major when something is removed or
 * changes its meaning.
 */
export const ADDON_VERSION = '1.1';

/**
 * Whether a bridge that needs one version can work with another that is installed.
 *
 * @param installed - Version in the database.
 * @param needed - Version that the bridge was built with.
 */
export function isCompatible(installed: string, needed: string = ADDON_VERSION): boolean {
  const [major, minor] = parseVersion(installed);
  const [neededMajor, neededMinor] = parseVersion(needed);
  return major === neededMajor && minor >= neededMinor;
}

function parseVersion(version: string): [number, number] {
  const [major = Number.NaN, minor = 0] = version.split('.').map(Number);
  return [major, minor];
}
