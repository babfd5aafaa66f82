// What a build gets on top of what trunk makes of it: what shows mails, and in a release the app in parts, compressed.
// One hook, because trunk starts all hooks of a stage at once.
await import('./mail.mjs');
await import('./page.mjs');
if (process.env.TRUNK_PROFILE === 'release') {
  await import('./split.mjs');
  await import('./compress.mjs');
}
