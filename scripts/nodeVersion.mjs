/** A sentence for a person whose Node is too old or between the supported lines; undefined if it fits. */
export function nodeProblem(version) {
  const [major, minor] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (fits) return undefined;
  return `Throughline needs Node 20.19 or newer of line 20, or 22.12 or newer; this is Node ${version}.
Install one of them (https://nodejs.org, nvm, fnm, your system's packages) and try again.`;
}
