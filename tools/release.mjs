// What a release gets on top of what trunk builds. One hook, because trunk starts all hooks of a stage at once.
if (process.env.TRUNK_PROFILE === 'release') {
  await import('./mail.mjs');
  await import('./split.mjs');
  await import('./compress.mjs');
}
