// A helper whose reader is called hot as soon as a finger is wanted, as libfprint does after three minutes.
process.send?.({ kind: 'opened', driver: 'hot', name: `process ${process.pid}` });
process.on('message', () => process.send?.({ kind: 'failed', failure: 'hot', message: 'hot' }));
process.on('disconnect', () => process.exit(0));
