// Records what is not visible on a page: console errors, exceptions, violations of its policy, and requests.

// Message frames must not run scripts, so the browser also blocks the listener for violations there.
const listenerBlocked = /^Blocked script execution in .* 'allow-scripts' permission is not set/;

/** Records in every page and frame of the context from now on, across navigations. */
export async function recordPageErrors(context) {
  const errors = [];
  const violations = [];
  const requests = [];
  const record = (kind, text) => errors.push(`${kind}: ${text}`);

  context.on('console', (message) => {
    if (message.type() === 'error' && !listenerBlocked.test(message.text())) record('console', `${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => record('exception', error.error().stack ?? error.error().message));
  context.on('request', (request) => requests.push(request));

  await context.exposeBinding('reportViolation', (_, violation) => {
    violations.push(violation);
    record('policy', `${violation.directive} refused ${violation.blocked} in ${violation.document}`);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) =>
      window.reportViolation({
        directive: event.effectiveDirective,
        blocked: event.blockedURI,
        sample: event.sample,
        document: event.documentURI,
      }));
  });

  return { errors, violations, requests };
}
