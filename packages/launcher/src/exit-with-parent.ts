// Preloaded into every child: when the launcher is gone, however it went, the child ends itself. In good order where that
// takes some seconds at most; else as it is, whatever it waits for: nothing acknowledged is lost by that.
const LONGEST_MS = 4_000;

function end(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), LONGEST_MS);
  process.kill(process.pid, 'SIGTERM');
}

if (process.connected) process.once('disconnect', end);
else end();
process.channel?.unref();

export {};
