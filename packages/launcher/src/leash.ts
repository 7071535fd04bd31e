// Preloaded into every child: when the launcher is gone, however it went, the child ends itself in good order.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();

export {};
