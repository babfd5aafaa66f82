// What a page does that nobody sees: errors in the console, refusals of its policy, requests.

// Frames of messages must not run scripts, and the browser says so of the listener for violations too.
const listenerBlocked = /^Blocked script execution in .* 'allow-scripts' permission is not set/;

/** Watches every page and frame of the context from now on, across navigations. */
export async function watch(context) {
  const trouble = [];
  const violations = [];
  const requests = [];
  const note = (kind, text) => trouble.push(`${kind}: ${text}`);

  context.on('console', (message) => {
    if (message.type() === 'error' && !listenerBlocked.test(message.text())) note('console', `${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => note('exception', error.error().stack ?? error.error().message));
  context.on('request', (request) => requests.push(request));

  await context.exposeBinding('reportViolation', (_, violation) => {
    violations.push(violation);
    note('policy', `${violation.directive} refused ${violation.blocked} in ${violation.document}`);
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

  return { trouble, violations, requests };
}
