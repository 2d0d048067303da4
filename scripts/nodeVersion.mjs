/** A sentence for people whose Node version is not supported; undefined if it is. */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (fits) return undefined;
  return `Throughline needs Node 22.12 or newer, or 20.19 or newer of Node 20. This is Node ${version}.
Install one of them (https://nodejs.org, nvm, fnm, your system's packages) and try again.`;
}
